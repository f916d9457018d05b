package io.leasehold.store.memory;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The survey of R5. */
final class Surveyor {
    private final Records records;
    private final long now;

    Surveyor(Records records, long now) {
        this.records = records;
        this.now = now;
    }

    Survey survey(SurveyRequest request) {
        int lapsed = endLapsed(request.lapses());
        List<EndedLease> found = records.leasesAfter(request.cursor())
                .filter(lease -> !lease.live() && !lease.drained())
                .limit(SurveyRequest.LEASES + 1L)
                .map(Lease::asEnded)
                .toList();
        boolean more = found.size() > SurveyRequest.LEASES;
        List<EndedLease> ended = more ? found.subList(0, SurveyRequest.LEASES) : found;
        return new Survey(
                caller(request.lease()),
                fleet(),
                ended,
                orphans(request, ended),
                stopped(request.lease()),
                nextLapse(request.lease()),
                more,
                lapsed);
    }

    private int endLapsed(int most) {
        List<Lease> lapsed = records.leases.values().stream()
                .filter(lease -> lease.lapsed(now))
                .sorted(Comparator.comparingLong(Lease::endsAt).thenComparing(Lease::id))
                .limit(most)
                .toList();
        lapsed.forEach(lease -> records.keep(lease.ended(LeaseEnd.LAPSED, now)));
        return lapsed.size();
    }

    private LeaseState caller(LeaseId id) {
        return Optional.ofNullable(records.leases.get(id))
                .map(lease -> lease.state(now))
                .orElse(new LeaseState.Ended());
    }

    private Survey.Fleet fleet() {
        List<Lease> live = records.leases.values().stream()
                .filter(lease -> lease.live() && !lease.lapsed(now))
                .toList();
        return new Survey.Fleet(
                live.size(),
                live.stream().mapToLong(lease -> lease.load().jobs()).sum(),
                live.stream().mapToLong(lease -> lease.load().room()).sum(),
                live.stream().mapToLong(lease -> lease.load().weight()).sum());
    }

    private boolean orphans(SurveyRequest request, List<EndedLease> ended) {
        return Stream.concat(
                        Stream.of(Optional.<LeaseId>empty()), ended.stream().map(lease -> Optional.of(lease.id())))
                .flatMap(records.jobs::of)
                .map(StoredJob::record)
                .filter(JobRecord::runnable)
                .anyMatch(job -> request.types().stream()
                        .anyMatch(type -> type.covers(job.type(), job.progress().stateVersion())));
    }

    private List<JobId> stopped(LeaseId lease) {
        return records.jobs.stopped(lease).limit(SurveyRequest.STOPS).toList();
    }

    private Optional<Duration> nextLapse(LeaseId caller) {
        return records.leases.values().stream()
                .filter(lease -> lease.live() && !lease.id().equals(caller))
                .min(Comparator.comparingLong(Lease::endsAt))
                .map(lease -> Duration.ofMillis(Math.max(0, lease.endsAt() - now)));
    }
}

package io.leasehold.store.record;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The survey of R5. Its cost grows with the leases and with what it answers, never with the jobs. */
final class RecordSurvey {
    private final RecordLeases leases;
    private final Index index;
    private final Lanes lanes;

    RecordSurvey(RecordLeases leases, Index index, Lanes lanes) {
        this.leases = leases;
        this.index = index;
        this.lanes = lanes;
    }

    Survey survey(Call call, SurveyRequest request) {
        long now = call.now();
        List<RecordLeases.Read> read = leases.all(call);
        List<LeaseId> lapsed = endLapsed(call, read, request.lapses());
        List<LeaseValue> all = read.stream()
                .map(RecordLeases.Read::lease)
                .map(lease -> lapsed.contains(lease.id()) ? lease.ended(LeaseEnd.LAPSED, now) : lease)
                .toList();
        List<EndedLease> found = ended(all, request.cursor());
        boolean more = found.size() > SurveyRequest.LEASES;
        List<EndedLease> ended = more ? found.subList(0, SurveyRequest.LEASES) : found;
        return new Survey(
                caller(all, request.lease(), now),
                fleet(all, now),
                ended,
                orphans(call, request, ended),
                stopped(call, request.lease()),
                nextLapse(all, request.lease(), now),
                more,
                lapsed.size());
    }

    /** R4: each only if it hasn't been renewed meanwhile. */
    private List<LeaseId> endLapsed(Call call, List<RecordLeases.Read> all, int most) {
        long now = call.now();
        return all.stream()
                .filter(read -> read.lease().lapsed(now))
                .sorted(Comparator.<RecordLeases.Read>comparingLong(
                                read -> read.lease().endsAt())
                        .thenComparing(read -> read.lease().id()))
                .limit(most)
                .filter(read -> leases.replace(call, read, read.lease().ended(LeaseEnd.LAPSED, now)))
                .map(read -> read.lease().id())
                .toList();
    }

    private static LeaseState caller(List<LeaseValue> all, LeaseId caller, long now) {
        return all.stream()
                .filter(lease -> lease.id().equals(caller))
                .findFirst()
                .map(lease -> lease.state(now))
                .orElse(new LeaseState.Ended());
    }

    private static Survey.Fleet fleet(List<LeaseValue> all, long now) {
        List<LeaseValue> live =
                all.stream().filter(lease -> lease.live() && !lease.lapsed(now)).toList();
        return new Survey.Fleet(
                live.size(),
                live.stream().mapToLong(lease -> lease.load().jobs()).sum(),
                live.stream().mapToLong(lease -> lease.load().room()).sum(),
                live.stream().mapToLong(lease -> lease.load().weight()).sum());
    }

    /** One more than are answered, if there are. */
    private static List<EndedLease> ended(List<LeaseValue> all, Optional<LeaseId> cursor) {
        return all.stream()
                .filter(lease ->
                        cursor.map(after -> lease.id().compareTo(after) > 0).orElse(true))
                .filter(lease -> !lease.drained())
                .flatMap(lease -> lease.asEnded().stream())
                .limit(SurveyRequest.LEASES + 1L)
                .toList();
    }

    private boolean orphans(Call call, SurveyRequest request, List<EndedLease> ended) {
        Stream<String> owners = Stream.concat(
                Stream.of(Keys.NOBODY), ended.stream().map(lease -> lease.id().value()));
        return owners.anyMatch(owner -> lanes.occupied(call, owner, request.types()));
    }

    private List<JobId> stopped(Call call, LeaseId lease) {
        List<IndexEntry> resting = index.at(call, Family.resting(lease), Optional.empty(), SurveyRequest.STOPS);
        return index.confirmed(call, resting).stream()
                .flatMap(read -> read.job().stream())
                .map(StoredJob::record)
                .filter(job -> job.wish() == Wish.STOPPED)
                .map(JobRecord::id)
                .toList();
    }

    private static Optional<Duration> nextLapse(List<LeaseValue> all, LeaseId caller, long now) {
        return all.stream()
                .filter(lease -> lease.live() && !lease.id().equals(caller))
                .map(lease -> Duration.ofMillis(Math.max(0, lease.endsAt() - now)))
                .min(Comparator.naturalOrder());
    }
}

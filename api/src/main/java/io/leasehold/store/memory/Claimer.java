package io.leasehold.store.memory;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRules;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The claim of R6 to R10, once the caller's lease and claim number have been accepted. */
final class Claimer {
    private final Records records;
    private final long now;

    Claimer(Records records, long now) {
        this.records = records;
        this.now = now;
    }

    List<JobRecord> claim(ClaimRequest request) {
        List<StoredJob> wanted = request.target() instanceof ClaimRequest.Orphans orphans
                ? orphans(request, orphans)
                : named(request, (ClaimRequest.Named) request.target());
        return wanted.stream().map(job -> take(job, request)).toList();
    }

    private List<StoredJob> orphans(ClaimRequest request, ClaimRequest.Orphans bounds) {
        List<StoredJob> found = Stream.concat(
                        Stream.of(Optional.<LeaseId>empty()),
                        bounds.dead().stream().distinct().map(Optional::of))
                .flatMap(owner -> records.jobs
                        .from(request.startSlot(), owner)
                        .filter(job -> claimable(job, request))
                        .limit(bounds.maxJobs()))
                .sorted(Comparator.<StoredJob>comparingInt(
                                job -> job.record().id().slot())
                        .thenComparing(job -> job.record().id()))
                .limit(bounds.maxJobs())
                .toList();
        List<StoredJob> fitting = new ArrayList<>();
        long bytes = 0;
        for (StoredJob job : found) {
            bytes += job.record().bytes();
            if (!fitting.isEmpty() && bytes > bounds.maxBytes()) {
                break;
            }
            fitting.add(job);
        }
        return fitting;
    }

    private List<StoredJob> named(ClaimRequest request, ClaimRequest.Named target) {
        return Optional.ofNullable(records.jobs.get(target.job())).filter(job -> claimable(job, request)).stream()
                .toList();
    }

    /** R6, R9: runnable, readable, and named by nobody or by an owner whose ended record is there. */
    private boolean claimable(StoredJob job, ClaimRequest request) {
        boolean orphan = job.record().ownership().owner().map(this::dead).orElse(true);
        return orphan && ClaimRules.wanted(job.record(), request.types());
    }

    private boolean dead(LeaseId owner) {
        return Optional.ofNullable(records.leases.get(owner))
                .filter(lease -> !lease.live())
                .isPresent();
    }

    private JobRecord take(StoredJob job, ClaimRequest request) {
        Optional<ClaimRules.Former> former =
                job.record().ownership().owner().map(records.leases::get).map(Lease::asFormer);
        StoredJob taken = ClaimRules.taken(job, request, former, now);
        records.jobs.keep(taken);
        return taken.read(now);
    }
}

package io.leasehold.store.memory;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Ownership;
import io.leasehold.store.Progress;
import io.leasehold.store.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        List<StoredJob> found = records.jobs.values().stream()
                .filter(job -> claimable(job, request))
                .filter(job -> job.record()
                        .ownership()
                        .owner()
                        .map(bounds.dead()::contains)
                        .orElse(true))
                .filter(job -> job.record().id().slot() >= request.startSlot())
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
        JobRecord record = job.record();
        boolean readable = request.types().stream()
                .anyMatch(type -> type.covers(record.type(), record.progress().stateVersion()));
        boolean orphan = record.ownership().owner().map(this::dead).orElse(true);
        return record.runnable() && readable && orphan;
    }

    private boolean dead(LeaseId owner) {
        return Optional.ofNullable(records.leases.get(owner))
                .filter(lease -> !lease.live())
                .isPresent();
    }

    private JobRecord take(StoredJob job, ClaimRequest request) {
        JobRecord record = job.record();
        Ownership claimed = record.ownership().claimedBy(request.lease(), request.number());
        Optional<Lease> former = record.ownership().owner().map(records.leases::get);
        JobRecord taken = former.map(lease -> record.takenOver(takeover(job, lease, claimed, request)))
                .orElse(record)
                .advanced(lapsesCounted(job, former))
                .ownedAs(claimed);
        records.jobs.put(record.id(), job.with(taken));
        return job.with(taken).read(now);
    }

    private Takeover takeover(StoredJob job, Lease former, Ownership claimed, ClaimRequest request) {
        long since = Math.max(former.lastSeen(), job.dueAt());
        Duration down = Duration.ofMillis(Math.max(0, now - since));
        return new Takeover(former.id, request.lease(), claimed.token(), Instant.ofEpochMilli(now), down);
    }

    /** R10: one lapse more if the former owner lapsed while this job had work in hand. */
    private Progress lapsesCounted(StoredJob job, Optional<Lease> former) {
        Progress progress = job.record().progress();
        boolean lapsed = former.filter(lease -> lease.ended == LeaseEnd.LAPSED).isPresent();
        boolean atWork = progress.open().isPresent() || job.dueAt() <= now;
        return lapsed && atWork
                ? progress.change().lapses(progress.lapses() + 1).done()
                : progress;
    }
}

package io.leasehold.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a claim makes of a job (R7, R9, R10) as pure functions, for stores that judge in Java. */
public final class ClaimRules {
    private ClaimRules() {}

    /** R9: whether a job, if it is an orphan, is one for a caller that reads these types. */
    public static boolean wanted(JobRecord job, List<ReadableType> types) {
        return job.runnable()
                && types.stream()
                        .anyMatch(type -> type.covers(job.type(), job.progress().stateVersion()));
    }

    /**
     * The job under its new owner: the token risen, the revision 0, the takeover noted, the lapse counted.
     *
     * @param former the dead owner that the record names; none: it names nobody
     */
    public static StoredJob taken(StoredJob job, ClaimRequest request, Optional<Former> former, long now) {
        JobRecord record = job.record();
        Ownership claimed = record.ownership().claimedBy(request.lease(), request.number());
        JobRecord noted = former.map(dead -> record.takenOver(takeover(job, dead, claimed, request.lease(), now)))
                .orElse(record);
        return job.with(noted.advanced(lapsesCounted(job, former, now)).ownedAs(claimed));
    }

    private static Takeover takeover(StoredJob job, Former former, Ownership claimed, LeaseId to, long now) {
        Duration down = Duration.ofMillis(Math.max(0, now - Math.max(former.lastSeen, job.dueAt())));
        return new Takeover(former.lease, to, claimed.token(), Instant.ofEpochMilli(now), down);
    }

    /** R10: one lapse more if the former owner lapsed while this job had work in hand. */
    private static Progress lapsesCounted(StoredJob job, Optional<Former> former, long now) {
        Progress progress = job.record().progress();
        boolean lapsed = former.filter(dead -> dead.how == LeaseEnd.LAPSED).isPresent();
        boolean atWork = progress.open().isPresent() || job.dueAt() <= now;
        return lapsed && atWork
                ? progress.change().lapses(progress.lapses() + 1).done()
                : progress;
    }

    /**
     * A dead owner, as its ended record tells (R6).
     *
     * @param lease which
     * @param how it ended
     * @param lastSeen when the store last knew it at work, in epoch milliseconds: its last renewal, or its orderly end
     */
    public record Former(LeaseId lease, LeaseEnd how, long lastSeen) {}
}

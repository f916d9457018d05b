package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.Retention;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.TokenFloor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The housekeeping of R18 in five walks, one bounded script at a time: the owners that jobs name ({@code owners:<after>}), the locks
 * ({@code locks:<after>}), the ended leases ({@code leases:<after>}), the finished jobs ({@code finished:}), and the tombstones if a
 * retention is set for them ({@code tombstones:<where>}). Besides, the walk of the locks begins with a few of all jobs, beyond those of
 * the last time, and puts back what the indexes miss: there may be too many jobs for another walk to wait for.
 */
final class RedisHousekeeping {
    private static final String OWNERS = "owners:";
    private static final String LOCKS = "locks:";
    private static final String LEASES = "leases:";
    private static final String FINISHED = "finished:";
    private static final String TOMBSTONES = "tombstones:";

    private final Calls calls;
    private final Retention retention;

    RedisHousekeeping(Calls calls, Retention retention) {
        this.calls = calls;
        this.retention = retention;
    }

    TidyAnswer tidy(Optional<String> cursor) {
        String from = cursor.orElse(OWNERS);
        if (from.startsWith(OWNERS)) {
            return owners(from.substring(OWNERS.length()));
        } else if (from.startsWith(LOCKS)) {
            return locks(from.substring(LOCKS.length()));
        } else if (from.startsWith(LEASES)) {
            return leases(from.substring(LEASES.length()));
        } else if (from.equals(FINISHED)) {
            return finished();
        } else if (from.startsWith(TOMBSTONES)) {
            return tombstones(WalkPosition.read(from.substring(TOMBSTONES.length()))
                    .orElseThrow(() -> Arguments.foreignCursor(from)));
        }
        throw Arguments.foreignCursor(from);
    }

    private TidyAnswer owners(String after) {
        List<Reply> parts = calls.run(
                        Script.TIDY_OWNERS,
                        new Values()
                                .add(after)
                                .add(TidyAnswer.OWNERS)
                                .add(TidyAnswer.RECORDS)
                                .add(Load.NONE.room()))
                .parts();
        String next = next(parts, OWNERS, LOCKS);
        return new TidyAnswer(Optional.of(next), count(parts, 2), count(parts, 3), count(parts, 4), 0, 0, 0, 0);
    }

    private TidyAnswer locks(String after) {
        if (!after.isEmpty()) {
            new LockName(after);
        }
        List<Reply> parts = calls.run(
                        Script.TIDY_LOCKS,
                        new Values()
                                .add(after)
                                .add(TidyAnswer.OWNERS)
                                .add(Load.NONE.room())
                                .add(TidyAnswer.RECORDS))
                .parts();
        String next = next(parts, LOCKS, LEASES);
        return new TidyAnswer(Optional.of(next), count(parts, 2), count(parts, 3), 0, 0, 0, 0, 0);
    }

    private TidyAnswer leases(String after) {
        if (!after.isEmpty()) {
            new LeaseId(after);
        }
        List<Reply> parts = calls.run(
                        Script.TIDY_LEASES,
                        new Values()
                                .add(after)
                                .add(TidyAnswer.OWNERS)
                                .add(retention.endedLeases().toMillis()))
                .parts();
        String next = next(parts, LEASES, FINISHED);
        return new TidyAnswer(Optional.of(next), 0, 0, 0, count(parts, 2), count(parts, 3), 0, 0);
    }

    private TidyAnswer finished() {
        List<Reply> parts = calls.run(
                        Script.TIDY_FINISHED,
                        new Values().add(retention.finishedJobs().toMillis()).add(TidyAnswer.RECORDS))
                .parts();
        Optional<String> next = count(parts, 0) == TidyAnswer.RECORDS
                ? Optional.of(FINISHED)
                : retention.tombstones().map(set -> TOMBSTONES);
        return new TidyAnswer(next, 0, 0, 0, 0, 0, count(parts, 1), 0);
    }

    private TidyAnswer tombstones(WalkPosition from) {
        if (retention.tombstones().isEmpty()) {
            return new TidyAnswer(Optional.empty(), 0, 0, 0, 0, 0, 0, 0);
        }
        Duration kept = retention.tombstones().get();
        List<Reply> parts = calls.run(
                        Script.TIDY_TOMBSTONES,
                        new Values()
                                .add(from.highest())
                                .add(from.buriedAt())
                                .add(from.id())
                                .add(kept.toMillis())
                                .add(TidyAnswer.RECORDS)
                                .add(TokenFloor.STANDING.toMillis()))
                .parts();
        Optional<String> next = count(parts, 0) < TidyAnswer.RECORDS
                ? Optional.empty()
                : Optional.of(TOMBSTONES
                        + new WalkPosition(
                                parts.get(1).number(),
                                parts.get(2).number(),
                                parts.get(3).text()));
        return new TidyAnswer(next, 0, 0, 0, 0, 0, 0, count(parts, 4));
    }

    /** Behind the last one that was seen, or, if there were fewer than one step looks at, the next walk. */
    private static String next(List<Reply> parts, String walk, String following) {
        return count(parts, 0) < TidyAnswer.OWNERS
                ? following
                : walk + parts.get(1).text();
    }

    private static int count(List<Reply> parts, int index) {
        return parts.get(index).small();
    }
}

package io.leasehold.store.record;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Retention;
import io.leasehold.store.StoredJob;
import io.leasehold.store.TidyAnswer;
import java.util.List;
import java.util.Optional;

/**
 * The housekeeping of R18 in five walks, one bounded step at a time: the owners that jobs name ({@code owners:<after>}), the locks
 * ({@code locks:<after>}), the leases ({@code leases:<after>}), the finished jobs ({@code finished:}), and the tombstones if a retention is set for them
 * ({@code tombstones:<where>}, see {@link RecordPurge}). Every write is conditional, so steps may run at once, late, or twice. A step also ends when its time is half spent, and the next one goes on there.
 */
final class RecordHousekeeping {
    private static final String OWNERS = "owners:";
    private static final String LOCKS = "locks:";
    private static final String LEASES = "leases:";
    private static final String FINISHED = "finished:";
    private static final String TOMBSTONES = "tombstones:";

    /** How many index entries of a lease are looked at to find a job that names it. */
    private static final int PROBE = 16;

    private final Jobs jobs;
    private final Index index;
    private final RecordLeases leases;
    private final RecordLocks locks;
    private final RecordFloor floor;
    private final Retention retention;

    RecordHousekeeping(
            Jobs jobs, Index index, RecordLeases leases, RecordLocks locks, RecordFloor floor, Retention retention) {
        this.jobs = jobs;
        this.index = index;
        this.leases = leases;
        this.locks = locks;
        this.floor = floor;
        this.retention = retention;
    }

    TidyAnswer tidy(Call call, Optional<String> cursor) {
        String from = cursor.orElse(OWNERS);
        Step step = new Step(call);
        if (from.startsWith(OWNERS)) {
            return step.answer(step.owners(after(from, OWNERS)));
        } else if (from.startsWith(LOCKS)) {
            return step.answer(step.locks(from.substring(LOCKS.length())));
        } else if (from.startsWith(LEASES)) {
            return step.answer(step.leases(after(from, LEASES)));
        } else if (from.equals(FINISHED)) {
            return step.answer(step.finished());
        } else if (from.startsWith(TOMBSTONES)) {
            RecordPurge.Position position = RecordPurge.Position.read(from.substring(TOMBSTONES.length()))
                    .orElseThrow(() -> Arguments.foreignCursor(from));
            return step.answer(step.tombstones(position));
        }
        throw Arguments.foreignCursor(from);
    }

    private static Optional<LeaseId> after(String cursor, String walk) {
        String lease = cursor.substring(walk.length());
        return lease.isEmpty() ? Optional.empty() : Optional.of(new LeaseId(lease));
    }

    /** Whether jobs name a lease, as far as a bounded look tells. */
    private enum Named {
        YES,
        NO,
        UNKNOWN
    }

    /** One step and what it did. */
    private final class Step {
        private final Call call;
        private int buried;
        private int cleared;
        private int undrained;
        private int drained;
        private int dropped;
        private int tombstoned;
        private int purged;

        private Step(Call call) {
            this.call = call;
        }

        TidyAnswer answer(Optional<String> next) {
            return new TidyAnswer(next, buried, cleared, undrained, drained, dropped, tombstoned, purged);
        }

        /** From one owner to the next, over all their jobs. */
        Optional<String> owners(Optional<LeaseId> after) {
            Optional<LeaseId> last = after;
            for (int visited = 0; visited < TidyAnswer.OWNERS && !(visited > 0 && call.late()); visited++) {
                Optional<LeaseId> owner = nextOwner(last);
                if (owner.isEmpty()) {
                    return Optional.of(LOCKS);
                }
                visitOwner(owner.get());
                last = owner;
            }
            return last.map(owner -> OWNERS + owner);
        }

        private Optional<LeaseId> nextOwner(Optional<LeaseId> after) {
            String from = after.map(lease -> Keys.end(Family.owned(lease))).orElse(Family.OWNERS);
            return index.range(call, from, Keys.end(Family.OWNERS), 1).stream()
                    .map(entry -> new LeaseId(entry.place().substring(Family.OWNERS.length())))
                    .findFirst();
        }

        private void visitOwner(LeaseId owner) {
            Optional<RecordLeases.Read> read = leases.read(call, owner);
            boolean live = read.filter(lease -> lease.lease().live()).isPresent();
            boolean noticed = read.filter(lease -> !lease.lease().drained()).isPresent();
            if (live || (!noticed && named(owner) != Named.YES)) {
                return;
            } else if (read.isEmpty()) {
                buried += leases.bury(call, owner) ? 1 : 0;
            } else if (!noticed) {
                undrained += replaced(read.get(), read.get().lease().drained(false));
            }
            clear(owner);
        }

        /** Jobs that nobody will claim; their owner's ended record is read after theirs (R6). */
        private void clear(LeaseId owner) {
            List<IndexEntry> resting = cleared == TidyAnswer.RECORDS
                    ? List.of()
                    : index.at(call, Family.resting(owner), Optional.empty(), TidyAnswer.RECORDS - cleared);
            List<JobValue.Read> found = index.confirmed(call, resting);
            boolean dead = !found.isEmpty()
                    && leases.find(call, owner).filter(lease -> !lease.live()).isPresent();
            for (JobValue.Read read : dead ? found : List.<JobValue.Read>of()) {
                JobValue.Present present = read.present().orElseThrow();
                StoredJob job = present.job();
                StoredJob free =
                        job.with(job.record().ownedAs(job.record().ownership().released()));
                cleared += jobs.change(call, read, present.followedBy(free)) ? 1 : 0;
            }
        }

        private Named named(LeaseId lease) {
            List<IndexEntry> some = index.at(call, Family.owned(lease), Optional.empty(), PROBE);
            if (index.anyConfirmed(call, some)) {
                return Named.YES;
            }
            return some.size() < PROBE ? Named.NO : Named.UNKNOWN;
        }

        Optional<String> locks(String after) {
            List<RecordLocks.Read> page = locks.after(call, after, TidyAnswer.OWNERS);
            String visited = "";
            for (RecordLocks.Read read : page) {
                if (!visited.isEmpty() && call.late()) {
                    return Optional.of(LOCKS + visited);
                }
                read.lock().owner().ifPresent(owner -> visitHolder(read, owner));
                visited = read.lock().name().value();
            }
            return Optional.of(page.size() < TidyAnswer.OWNERS ? LEASES : LOCKS + visited);
        }

        private void visitHolder(RecordLocks.Read read, LeaseId owner) {
            Optional<LeaseValue> lease = leases.find(call, owner);
            if (lease.isEmpty()) {
                buried += leases.bury(call, owner) ? 1 : 0;
            } else if (!lease.get().live()) {
                cleared += locks.clear(call, read) ? 1 : 0;
            }
        }

        Optional<String> leases(Optional<LeaseId> after) {
            List<RecordLeases.Read> page = leases.after(call, after, TidyAnswer.OWNERS);
            Optional<LeaseId> visited = Optional.empty();
            for (RecordLeases.Read read : page) {
                if (visited.isPresent() && call.late()) {
                    return visited.map(lease -> LEASES + lease);
                }
                if (!read.lease().live()) {
                    visitEnded(read);
                }
                visited = Optional.of(read.lease().id());
            }
            return page.size() < TidyAnswer.OWNERS ? Optional.of(FINISHED) : visited.map(lease -> LEASES + lease);
        }

        private void visitEnded(RecordLeases.Read read) {
            LeaseValue lease = read.lease();
            long endedAt = lease.end().orElseThrow().at();
            boolean past = endedAt + retention.endedLeases().toMillis() <= call.now();
            if ((lease.drained() && !past) || named(lease.id()) != Named.NO) {
                return;
            } else if (!lease.drained()) {
                drained += replaced(read, lease.drained(true));
            } else {
                dropped += leases.drop(call, read) ? 1 : 0;
            }
        }

        private int replaced(RecordLeases.Read read, LeaseValue value) {
            return leases.replace(call, read, value) ? 1 : 0;
        }

        Optional<String> finished() {
            long before = call.now() - retention.finishedJobs().toMillis();
            List<IndexEntry> old = before < 0
                    ? List.of()
                    : index.range(call, Family.finished(0), Family.finished(before + 1), TidyAnswer.RECORDS);
            int visited = 0;
            for (IndexEntry entry : old) {
                if (visited++ > 0 && call.late()) {
                    return Optional.of(FINISHED);
                }
                Optional<JobValue.Read> read = index.confirmed(call, entry);
                if (read.isPresent()) {
                    JobValue.Present present = read.get().present().orElseThrow();
                    JobValue left = present.followedBy(present.job().tombstone(call.now()));
                    tombstoned += jobs.change(call, read.get(), left) ? 1 : 0;
                }
            }
            return old.size() == TidyAnswer.RECORDS
                    ? Optional.of(FINISHED)
                    : retention.tombstones().map(set -> TOMBSTONES);
        }

        Optional<String> tombstones(RecordPurge.Position from) {
            return retention.tombstones().flatMap(set -> {
                RecordPurge purge = new RecordPurge(call, jobs, index, floor);
                Optional<RecordPurge.Position> next = purge.step(from, set);
                purged = purge.purged();
                return next.map(position -> TOMBSTONES + position);
            });
        }
    }
}

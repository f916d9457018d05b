package io.leasehold.store.memory;

import io.leasehold.store.Arguments;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.store.StoredJob;
import io.leasehold.store.StoredLock;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The housekeeping of R18 in five walks, one bounded step at a time: the owners that jobs name ({@code owners:<after>}), the locks
 * ({@code locks:<after>}), the ended leases ({@code leases:<after>}), the finished jobs ({@code finished:}), and the tombstones if a
 * retention is set for them ({@code tombstones:<where>}, see {@link Purge}).
 */
final class Housekeeper {
    private static final String OWNERS = "owners:";
    private static final String LOCKS = "locks:";
    private static final String LEASES = "leases:";
    private static final String FINISHED = "finished:";
    private static final String TOMBSTONES = "tombstones:";

    private final Records records;
    private final long now;
    private final Retention retention;
    private int buried;
    private int cleared;
    private int undrained;
    private int drained;
    private int dropped;
    private int tombstoned;
    private int purged;

    Housekeeper(Records records, long now, Retention retention) {
        this.records = records;
        this.now = now;
        this.retention = retention;
    }

    TidyAnswer tidy(Optional<String> cursor) {
        String from = cursor.orElse(OWNERS);
        Optional<String> next;
        if (from.startsWith(OWNERS)) {
            next = owners(from.substring(OWNERS.length()));
        } else if (from.startsWith(LOCKS)) {
            next = locks(from.substring(LOCKS.length()));
        } else if (from.startsWith(LEASES)) {
            next = leases(from.substring(LEASES.length()));
        } else if (from.equals(FINISHED)) {
            next = finished();
        } else if (from.startsWith(TOMBSTONES)) {
            next = tombstones(Purge.Position.read(from.substring(TOMBSTONES.length()))
                    .orElseThrow(() -> Arguments.foreignCursor(from)));
        } else {
            throw Arguments.foreignCursor(from);
        }
        return new TidyAnswer(next, buried, cleared, undrained, drained, dropped, tombstoned, purged);
    }

    private Optional<String> owners(String after) {
        List<LeaseId> owners = records.jobs
                .owners()
                .filter(owner -> owner.value().compareTo(after) > 0)
                .limit(TidyAnswer.OWNERS)
                .toList();
        owners.forEach(this::visitOwner);
        return Optional.of(owners.size() < TidyAnswer.OWNERS ? LOCKS : OWNERS + owners.get(owners.size() - 1));
    }

    private void visitOwner(LeaseId owner) {
        @Nullable Lease lease = records.leases.get(owner);
        if (lease == null) {
            lease = Lease.buried(owner, now);
            records.keep(lease);
            buried++;
        } else if (lease.drained()) {
            records.keep(lease.drained(false));
            undrained++;
        }
        if (!lease.live()) {
            clear(owner);
        }
    }

    private void clear(LeaseId dead) {
        List<StoredJob> resting = records.jobs
                .of(Optional.of(dead))
                .filter(job -> !job.record().runnable())
                .limit(TidyAnswer.RECORDS - cleared)
                .toList();
        for (StoredJob job : resting) {
            JobRecord free = job.record().ownedAs(job.record().ownership().released());
            records.jobs.keep(job.with(free));
            cleared++;
        }
    }

    private Optional<String> locks(String after) {
        Optional<LockName> from = after.isEmpty() ? Optional.empty() : Optional.of(new LockName(after));
        List<StoredLock> next =
                records.locksAfter(from).limit(TidyAnswer.OWNERS).toList();
        next.forEach(lock -> lock.owner().ifPresent(owner -> visitHolder(lock, owner)));
        return Optional.of(
                next.size() < TidyAnswer.OWNERS
                        ? LEASES
                        : LOCKS + next.get(next.size() - 1).name());
    }

    private void visitHolder(StoredLock lock, LeaseId owner) {
        @Nullable Lease lease = records.leases.get(owner);
        if (lease == null) {
            records.keep(Lease.buried(owner, now));
            buried++;
        } else if (!lease.live()) {
            records.keep(lock.released(Duration.ZERO, now));
            cleared++;
        }
    }

    private Optional<String> leases(String after) {
        Optional<LeaseId> from = after.isEmpty() ? Optional.empty() : Optional.of(new LeaseId(after));
        List<Lease> ended = records.leasesAfter(from)
                .filter(lease -> !lease.live())
                .limit(TidyAnswer.OWNERS)
                .toList();
        ended.forEach(this::visitEnded);
        return Optional.of(
                ended.size() < TidyAnswer.OWNERS
                        ? FINISHED
                        : LEASES + ended.get(ended.size() - 1).id());
    }

    private void visitEnded(Lease lease) {
        if (records.jobs.named(lease.id())) {
            return;
        }
        if (!lease.drained()) {
            records.keep(lease.drained(true));
            drained++;
        } else if (lease.endedAt() + retention.endedLeases().toMillis() <= now) {
            records.leases.remove(lease.id());
            dropped++;
        }
    }

    private Optional<String> finished() {
        long before = now - retention.finishedJobs().toMillis();
        List<StoredJob> old = records.jobs.all().values().stream()
                .filter(job -> job.record().progress().status() == Status.FINISHED && job.finishedAt() <= before)
                .limit(TidyAnswer.RECORDS)
                .toList();
        old.forEach(job -> records.bury(job, now));
        tombstoned = old.size();
        return old.size() == TidyAnswer.RECORDS
                ? Optional.of(FINISHED)
                : retention.tombstones().map(set -> TOMBSTONES);
    }

    private Optional<String> tombstones(Purge.Position from) {
        return retention.tombstones().flatMap(set -> {
            Purge purge = new Purge(records, now, set);
            Optional<Purge.Position> next = purge.step(from);
            purged = purge.purged();
            return next.map(position -> TOMBSTONES + position);
        });
    }
}

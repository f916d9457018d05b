package io.leasehold.simulator.door;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.RecordKey;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Stands at the storage of a {@link RecordLeaseStore}. After each write of a job's or a lease's record that was applied, whoever asked for
 * it and whatever has become of the asker, it compares the job or lease with what it was before, and tells the asker's client what has
 * happened. It believes what a plain lease store over the same records answers. Not thread-safe: for virtual time.
 */
public final class RecordWitness {
    private final RecordStore records;
    private final LeaseStore instants;
    private final HalfDone halfDone = new HalfDone();

    /** A witness of these records. */
    public RecordWitness(RecordStore records) {
        this.records = records;
        this.instants = RecordLeaseStore.over(new AtEpoch(records), StoreOptions.DEFAULT, () -> 0L);
    }

    /** Records whose clock stands at its beginning: durations that a lease store answers are then instants. */
    private static final class AtEpoch extends ForwardingRecords {
        AtEpoch(RecordStore kept) {
            super(kept);
        }

        @Override
        public long timeMillis() {
            return 0;
        }
    }

    /** How a lease stands: its end, if it has a record that isn't ended. */
    private record Standing(boolean present, Optional<Duration> liveUntil) {
        private boolean live() {
            return liveUntil.isPresent();
        }
    }

    RecordStore askedBy(RecordClient client, Optional<LeaseId> asking, Optional<Long> clockReadMillis) {
        return new Watched(client, asking, clockReadMillis);
    }

    boolean halfDone(RecordClient client) {
        return halfDone.is(client);
    }

    private Standing standing(LeaseId lease, String key) {
        LeaseState state = instants.renew(lease, Duration.ZERO, Load.NONE);
        return new Standing(
                records.read(key).isPresent(),
                state instanceof LeaseState.Live live ? Optional.of(live.remaining()) : Optional.empty());
    }

    private boolean lives(LeaseId lease) {
        return instants.renew(lease, Duration.ZERO, Load.NONE) instanceof LeaseState.Live;
    }

    /** The storage as one record call of one client finds it. */
    private final class Watched extends ForwardingRecords {
        private final RecordClient client;
        private final Optional<LeaseId> asking;
        private final Optional<Long> clockReadMillis;

        private Watched(RecordClient client, Optional<LeaseId> asking, Optional<Long> clockReadMillis) {
            super(records);
            this.client = client;
            this.asking = asking;
            this.clockReadMillis = clockReadMillis;
        }

        @Override
        public Optional<Stored> read(String key) {
            Optional<Stored> found = super.read(key);
            asking.filter(lease -> RecordKey.lease(key).equals(Optional.of(lease)))
                    .filter(RecordWitness.this::lives)
                    .ifPresent(lease -> client.leaseRenewed(lease, 0, true));
            return found;
        }

        @Override
        public boolean create(String key, Bytes value) {
            boolean created = applied(key, () -> super.create(key, value));
            if (created) {
                halfDone.created(client, key);
            }
            return created;
        }

        @Override
        public boolean replace(String key, String version, Bytes value) {
            return applied(key, () -> super.replace(key, version, value));
        }

        @Override
        public boolean delete(String key, String version) {
            return applied(key, () -> super.delete(key, version));
        }

        @Override
        public void remove(String key) {
            applied(key, () -> {
                super.remove(key);
                return true;
            });
        }

        private boolean applied(String key, BooleanSupplier write) {
            halfDone.wrote(client);
            Optional<JobId> job = RecordKey.job(key);
            Optional<LeaseId> lease = RecordKey.lease(key);
            if (job.isPresent()) {
                Optional<JobRecord> before = instants.find(job.get());
                boolean applied = write.getAsBoolean();
                Optional<JobRecord> after = applied ? instants.find(job.get()) : Optional.empty();
                after.ifPresent(now -> changed(new JobChange(before, now)));
                return applied;
            } else if (lease.isPresent()) {
                Standing before = standing(lease.get(), key);
                boolean applied = write.getAsBoolean();
                if (applied) {
                    changed(lease.get(), before, standing(lease.get(), key));
                }
                return applied;
            }
            return write.getAsBoolean();
        }

        private void changed(JobChange change) {
            if (change.claim()) {
                client.claimed(
                        change.after(), lives(change.after().ownership().owner().orElseThrow()));
            } else if (change.parked()) {
                client.parked(change.after());
            } else if (change.write()) {
                client.wrote(change, records.timeMillis(), clockReadMillis);
            }
        }

        private void changed(LeaseId lease, Standing before, Standing after) {
            long forMillis = after.liveUntil()
                    .map(end -> end.toMillis() - records.timeMillis())
                    .orElse(0L);
            if (after.live() && before.present()) {
                client.leaseRenewed(lease, forMillis, true);
            } else if (after.live()) {
                client.leaseGranted(lease, forMillis);
            } else if (before.live() || !before.present()) {
                client.leaseEnded(lease);
            }
        }
    }
}

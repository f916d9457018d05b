package io.leasehold.simulator.virtual;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.StoredJob;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.util.Optional;
import java.util.TreeMap;

/** What a person does to the records of the in-memory store by hand (fault 15). */
final class Tampering {
    /** No UTF-8 text, and so no state of the simulator's jobs. */
    private static final Bytes UNREADABLE = Bytes.of(new byte[] {(byte) 0xff, 0, (byte) 0xfe});

    private Tampering() {}

    static void erase(InMemoryLeaseStore store, JobId job) {
        Contents kept = store.contents();
        var others = new TreeMap<>(kept.jobs());
        others.remove(job);
        store.keep(new Contents(kept.leases(), others, kept.tombstones(), kept.locks(), kept.floor(), kept.bell()));
    }

    static void spoil(InMemoryLeaseStore store, JobId job) {
        Contents kept = store.contents();
        StoredJob stored = Optional.ofNullable(kept.jobs().get(job)).orElseThrow();
        store.keep(kept.with(stored.with(spoilt(stored.record()))));
    }

    static SharedStore.Backup copy(InMemoryLeaseStore store) {
        Contents kept = store.contents();
        return new SharedStore.Backup() {
            @Override
            public void restore() {
                store.keep(kept);
            }

            @Override
            public void restore(JobId job) {
                store.keep(store.contents()
                        .with(Optional.ofNullable(kept.jobs().get(job)).orElseThrow()));
            }
        };
    }

    private static JobRecord spoilt(JobRecord job) {
        return job.advanced(
                job.progress().change().state(Optional.of(UNREADABLE)).done());
    }
}

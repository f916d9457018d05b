package io.leasehold.tck;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The in-memory store, of which some calls read, wait and then write, as an author does who trusts that nobody comes between: one after
 * the other all is well. The wait is longer than two threads are apart that were let go together, so that they meet in nearly every round.
 */
class RacyStore extends ForwardingStore {
    private static final long PAUSE_NANOS = 300_000;

    final InMemoryLeaseStore memory;

    RacyStore(LeaseStore memory) {
        super(memory);
        this.memory = (InMemoryLeaseStore) memory;
    }

    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Does it on what is there now, and puts the records that it changed in place of whatever is there a little later. */
    <T> T readThenWrite(Supplier<T> call) {
        Contents before;
        Contents after;
        T answer;
        synchronized (memory) {
            before = memory.contents();
            answer = call.get();
            after = memory.contents();
            memory.keep(before);
        }
        pause();
        synchronized (memory) {
            memory.keep(put(before, after, memory.contents()));
        }
        return answer;
    }

    private static Contents put(Contents before, Contents after, Contents now) {
        return new Contents(
                put(before.leases(), after.leases(), now.leases()),
                put(before.jobs(), after.jobs(), now.jobs()),
                put(before.tombstones(), after.tombstones(), now.tombstones()),
                put(before.locks(), after.locks(), now.locks()),
                now.floor(),
                now.bell());
    }

    private static <K, V> NavigableMap<K, V> put(Map<K, V> before, Map<K, V> after, NavigableMap<K, V> now) {
        NavigableMap<K, V> all = new TreeMap<>(now);
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(all::remove);
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                all.put(key, value);
            }
        });
        return all;
    }
}

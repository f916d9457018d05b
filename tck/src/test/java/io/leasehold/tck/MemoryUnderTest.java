package io.leasehold.tck;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.store.memory.MemoryTransaction;
import io.leasehold.tck.broken.Behind;
import io.leasehold.tck.broken.Breaking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The in-memory store on a clock that only {@link #pass} moves, as it is or broken on purpose. The first client's own clock agrees with
 * the store's, the other one's is two hours fast.
 */
public final class MemoryUnderTest
        implements StoreUnderTest.CanLoseLeases,
                StoreUnderTest.CanNameOwners,
                StoreUnderTest.CanFail,
                StoreUnderTest.CanSkewClient,
                StoreUnderTest.CanTransact<MemoryTransaction> {
    private static final Duration FAST = Duration.ofHours(2);

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final InMemoryLeaseStore memory;
    private final LeaseStore store;
    private final LeaseStore another;
    private final Scissors scissors = new Scissors();
    private final LeaseStore failing;
    private final Breaking breaking;

    /** Opens both clients of an empty store. */
    public MemoryUnderTest(StoreOptions options, Breaking breaking) {
        this.breaking = breaking;
        memory = new InMemoryLeaseStore(clock::get, options);
        store = breaking.over(memory, new BehindMemory(Duration.ZERO));
        another = breaking.over(memory, new BehindMemory(FAST));
        failing = breaking.over(new CutStore(memory, scissors), new BehindMemory(Duration.ZERO));
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public LeaseStore another() {
        return another;
    }

    @Override
    public void pass(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    @Override
    public void lose(LeaseId lease) {
        memory.lose(lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        memory.name(job, owner);
    }

    /** The in-memory store has clients with clocks of their own only where it is broken. */
    @Override
    public LeaseStore skewed(Duration ahead) {
        return breaking.over(memory, new BehindMemory(ahead));
    }

    @Override
    public LeaseStore failing() {
        return failing;
    }

    @Override
    public void cut(int nth, Cut cut) {
        scissors.cut(nth, cut);
    }

    @Override
    public boolean mend() {
        return scissors.mend();
    }

    @Override
    public Class<MemoryTransaction> connectionType() {
        return MemoryTransaction.class;
    }

    @Override
    public void table() {}

    @Override
    public void add(MemoryTransaction connection, String row) {
        connection.add(row);
    }

    @Override
    public List<String> rows() {
        return memory.transactions().rows();
    }

    @Override
    public MemoryTransaction begin() {
        return memory.transactions().begin();
    }

    @Override
    public void commit(MemoryTransaction connection) {
        connection.commit();
    }

    @Override
    public void rollback(MemoryTransaction connection) {
        connection.rollback();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class BehindMemory implements Behind {
        private final Duration ahead;

        BehindMemory(Duration ahead) {
            this.ahead = ahead;
        }

        @Override
        public long clientMillis() {
            return clock.get() + ahead.toMillis();
        }

        @Override
        public void pass(Duration time) {
            MemoryUnderTest.this.pass(time);
        }

        @Override
        public void lose(LeaseId lease) {
            memory.lose(lease);
        }

        @Override
        public void name(JobId job, LeaseId owner) {
            memory.name(job, owner);
        }
    }
}

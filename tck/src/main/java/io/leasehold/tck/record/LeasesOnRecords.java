package io.leasehold.tck.record;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Two lease stores on two clients of the same records, whose clock it moves on. */
final class LeasesOnRecords
        implements StoreUnderTest.CanLoseLeases,
                StoreUnderTest.CanNameOwners,
                StoreUnderTest.CanFail,
                StoreUnderTest.CanReopen {
    private final AtomicLong passedMillis = new AtomicLong();
    private final RecordStoreUnderTest records;
    private final StoreOptions options;
    private LeaseStore store;
    private LeaseStore another;
    private final Scissors scissors = new Scissors();
    private final LeaseStore failing;

    LeasesOnRecords(RecordStoreUnderTest records, StoreOptions options) {
        this.records = records;
        this.options = options;
        store = over(records.store());
        another = over(records.another());
        failing = over(new CutRecords(records.store(), scissors));
    }

    private LeaseStore over(RecordStore client) {
        return RecordLeaseStore.over(LaterRecords.over(client, passedMillis::get), options);
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
        passedMillis.addAndGet(time.toMillis());
    }

    /** Which record is the lease's shows where its grant is all that ever happened. */
    @Override
    public void lose(LeaseId lease) {
        RecordStore scratch = new InMemoryRecordStore(() -> 0);
        RecordLeaseStore.over(scratch, options).grant(lease, "scratch", Duration.ofHours(1));
        List<RecordStore.Stored> granted = scratch.range("-", "zz", RecordStore.RANGE);
        if (granted.size() != 1) {
            throw new IllegalStateException("a grant should leave one record, but left " + granted);
        }
        records.store().remove(granted.get(0).key());
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        LateClaim.of(records.store(), job, owner);
    }

    /** The lease stores are new, and know nothing; the port's clients stay, for the port opens those once. */
    @Override
    public void reopen() {
        store = over(records.store());
        another = over(records.another());
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
    public void close() {
        store.close();
        another.close();
        records.close();
    }
}

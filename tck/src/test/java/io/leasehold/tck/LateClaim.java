package io.leasehold.tck;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The records as a claim sees them that read its lease long ago: there the lease lives, though in truth it may have ended since. */
final class LateClaim implements RecordStore {
    private final RecordStore kept;
    private final RecordStore former;

    private LateClaim(RecordStore kept) {
        this.kept = kept;
        this.former = new InMemoryRecordStore(kept::timeMillis);
    }

    /** A claim of a free job for this lease. */
    static void of(RecordStore records, JobId job, LeaseId owner) {
        LeaseStore late = RecordLeaseStore.over(new LateClaim(records), StoreOptions.DEFAULT);
        late.grant(owner, "late", Duration.ofHours(1));
        List<ReadableType> types = List.of(new ReadableType("mail", 1, 1));
        late.claim(new ClaimRequest(owner, 1, types, new ClaimRequest.Named(job)));
    }

    /** Leases and their last claims are kept apart. */
    private RecordStore at(String key) {
        return key.startsWith("l-") || key.startsWith("c-") ? former : kept;
    }

    @Override
    public Description describe() {
        return kept.describe();
    }

    @Override
    public Optional<Stored> read(String key) {
        return at(key).read(key);
    }

    @Override
    public boolean create(String key, Bytes value) {
        return at(key).create(key, value);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return at(key).replace(key, version, value);
    }

    @Override
    public boolean delete(String key, String version) {
        return at(key).delete(key, version);
    }

    @Override
    public void remove(String key) {
        at(key).remove(key);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return at(from).range(from, to, limit);
    }

    @Override
    public long timeMillis() {
        return kept.timeMillis();
    }

    @Override
    public void close() {}
}

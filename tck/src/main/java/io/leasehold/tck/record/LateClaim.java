package io.leasehold.tck.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordKey;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The records as a claim sees them that read its lease long ago: there the lease lives, though in truth it may have ended since. */
final class LateClaim extends ForwardingRecords {
    private final RecordStore former;

    private LateClaim(RecordStore kept) {
        super(kept);
        this.former = new InMemoryRecordStore(kept::timeMillis);
    }

    /** A claim of a free job of the kit's for this lease, and the last that it will ever make. */
    static void of(RecordStore records, JobId job, LeaseId owner) {
        LeaseStore late = RecordLeaseStore.over(new LateClaim(records), StoreOptions.DEFAULT);
        late.grant(owner, "late", Duration.ofHours(1));
        List<ReadableType> types = List.of(new ReadableType("mail", 1, 1));
        late.claim(new ClaimRequest(owner, Long.MAX_VALUE, types, new ClaimRequest.Named(job)));
    }

    private RecordStore at(String key) {
        return RecordKey.lease(key).isPresent() ? former : kept;
    }

    @Override
    public Optional<Stored> read(String key) {
        return at(key).read(key);
    }

    @Override
    public boolean create(String key, Bytes value) {
        return at(key).create(key, value);
    }
}

package io.leasehold.tck.history;

import io.leasehold.store.LeaseId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.StoredJob;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.store.memory.Lease;
import java.util.Optional;

/** The executable definition as a function of its contents, at one moment of its clock. */
final class Definition {
    private final StoreOptions options;
    private final long now;

    Definition(StoreOptions options, long now) {
        this.options = options;
        this.now = now;
    }

    /**
     * What became of one call.
     *
     * @param contents what the definition keeps after it
     * @param answer coarsely what it answered
     */
    record Outcome(Contents contents, Object answer) {}

    Outcome ask(Contents contents, Request request) {
        InMemoryLeaseStore store = new InMemoryLeaseStore(() -> now, options);
        store.keep(contents);
        Object answer = Coarse.of(request.of(store));
        return new Outcome(store.contents(), answer);
    }

    /** The moment. */
    long now() {
        return now;
    }

    static Optional<Lease> lease(Contents contents, LeaseId id) {
        return Optional.ofNullable(contents.leases().get(id));
    }

    static boolean live(Contents contents, LeaseId id) {
        return lease(contents, id).filter(Lease::live).isPresent();
    }

    /** R6: whether it has an ended record. */
    static boolean dead(Contents contents, LeaseId id) {
        return lease(contents, id).filter(lease -> !lease.live()).isPresent();
    }

    static boolean owns(LeaseId lease, StoredJob job) {
        return job.record().ownership().owner().filter(lease::equals).isPresent();
    }
}

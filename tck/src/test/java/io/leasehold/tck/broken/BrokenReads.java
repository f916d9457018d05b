package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Mistakes with reading (R19) and the bell (R20). */
final class BrokenReads {
    private BrokenReads() {}

    /** R19: the walk of what a lease owns is answered from an index that is one claim late, until it is read. */
    static Breaking walkLags() {
        Map<LeaseId, OwnedPage> late = new ConcurrentHashMap<>();
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                OwnedPage before = super.owned(request.lease(), Optional.empty());
                List<JobRecord> brought = super.claim(request);
                if (!brought.isEmpty()) {
                    late.put(request.lease(), before);
                }
                return brought;
            }

            @Override
            public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
                return after.isPresent()
                        ? super.owned(lease, after)
                        : Optional.ofNullable(late.remove(lease)).orElseGet(() -> super.owned(lease, after));
            }
        };
    }

    /** R19: a page begins behind the job that follows the one to go on from. */
    static Breaking pageSkips() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public JobPage list(JobQuery query) {
                JobPage page = super.list(query);
                return query.after().isEmpty() || page.jobs().isEmpty()
                        ? page
                        : super.list(query.after(page.jobs().get(0).id()));
            }
        };
    }

    /** R19: the walk of what a lease owns goes on behind the job that follows the last one. */
    static Breaking walkSkips() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
                OwnedPage page = super.owned(lease, after);
                return after.isEmpty() || page.jobs().isEmpty()
                        ? page
                        : super.owned(lease, Optional.of(page.jobs().get(0).id()));
            }
        };
    }

    /** R19: a client reads what another one wrote from a copy that is one write late, until it is read. */
    static Breaking readsLag() {
        Map<JobId, Late> late = new ConcurrentHashMap<>();
        return (kept, behind) -> new ReadsLag(kept, late);
    }

    /**
     * A job as it was before its last write.
     *
     * @param before the job then
     * @param writer the client that wrote, which reads what it wrote
     */
    private record Late(JobRecord before, LeaseStore writer) {}

    private static final class ReadsLag extends ForwardingStore {
        private final Map<JobId, Late> late;

        ReadsLag(LeaseStore kept, Map<JobId, Late> late) {
            super(kept);
            this.late = late;
        }

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            for (Write write : writes) {
                super.find(write.job()).ifPresent(before -> late.put(write.job(), new Late(before, this)));
            }
            return super.write(writes);
        }

        @Override
        public Optional<JobRecord> find(JobId id) {
            Optional<Late> lagging = Optional.ofNullable(late.remove(id)).filter(job -> job.writer() != this);
            return lagging.isPresent() ? lagging.map(Late::before) : super.find(id);
        }
    }

    /** R20: a subscriber is told of the first ring, and forgotten. */
    static Breaking pushesOnce() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public Optional<Subscription> subscribe(Runnable rung) {
                AtomicBoolean told = new AtomicBoolean();
                return super.subscribe(() -> {
                    if (told.compareAndSet(false, true)) {
                        rung.run();
                    }
                });
            }
        };
    }
}

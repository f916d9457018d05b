package io.leasehold.simulator.realtime;

import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a store has of all its jobs at the end of a run. A call that this machine was too busy for is made again. */
public final class FinalRecords {
    private static final int MOST_ATTEMPTS = 20;
    private static final JobQuery READY = one(Status.READY);
    private static final JobQuery QUARANTINED = one(Status.QUARANTINED);

    private FinalRecords() {}

    private static JobQuery one(Status status) {
        return new JobQuery(Optional.empty(), Optional.of(status), Optional.empty(), Optional.empty(), 1);
    }

    /** Whether no job goes on, or is to be started again by the {@link Operator}; not as long as the store doesn't answer. */
    public static boolean reached(LeaseStore store) {
        try {
            return store.list(READY).jobs().isEmpty()
                    && store.list(QUARANTINED).jobs().isEmpty()
                    && store.list(READY).jobs().isEmpty();
        } catch (StoreException unanswered) {
            return false;
        }
    }

    /** All of them, in the store's order. */
    public static List<JobRecord> of(LeaseStore store) {
        List<JobRecord> records = new ArrayList<>();
        JobQuery query = JobQuery.all();
        JobPage page = page(store, query, 1);
        records.addAll(page.jobs());
        while (page.more()) {
            query = query.after(records.get(records.size() - 1).id());
            page = page(store, query, 1);
            records.addAll(page.jobs());
        }
        return records;
    }

    private static JobPage page(LeaseStore store, JobQuery query, int attempt) {
        try {
            return store.list(query);
        } catch (StoreException e) {
            if (attempt == MOST_ATTEMPTS) {
                throw e;
            }
            return page(store, query, attempt + 1);
        }
    }
}

package io.leasehold.simulator.real;

import io.leasehold.simulator.history.HistoryEvent.HeldJob;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the store from outside all instances, over a connection of its own. */
final class Observer {
    private final LeaseStore store;

    Observer(LeaseStore store) {
        this.store = store;
    }

    /** What a lease owns, and when each job is due in the run's time. */
    List<HeldJob> heldBy(LeaseId lease, long nowMillis) {
        return pages(new JobQuery(
                        Optional.empty(),
                        Optional.of(Status.READY),
                        Optional.of(lease),
                        Optional.empty(),
                        JobQuery.PAGE))
                .stream()
                .map(job -> new HeldJob(job.id(), nowMillis + job.remaining().toMillis()))
                .toList();
    }

    /** Every job there is. */
    List<JobRecord> all() {
        return pages(JobQuery.all());
    }

    /** Whether a job's run has ended. */
    boolean over(JobId job) {
        return store.find(job)
                .map(record -> record.progress().status() != Status.READY)
                .orElse(true);
    }

    private List<JobRecord> pages(JobQuery query) {
        List<JobRecord> found = new ArrayList<>();
        JobQuery next = query;
        while (true) {
            JobPage page = store.list(next);
            found.addAll(page.jobs());
            if (!page.more()) {
                return found;
            }
            next = next.after(page.jobs().get(page.jobs().size() - 1).id());
        }
    }
}

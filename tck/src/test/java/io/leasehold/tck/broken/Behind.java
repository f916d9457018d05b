package io.leasehold.tck.broken;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.time.Duration;

/** What a mistake needs that the contract doesn't give: one client's own clock, and a way behind the back of its store. */
public interface Behind {
    /** What the client's own clock shows, in epoch milliseconds; it need not agree with the store's. */
    long clientMillis();

    /** Lets the store's time pass, or come back where it is negative. */
    void pass(Duration time);

    /** Removes the record of this lease. */
    void lose(LeaseId lease);

    /** Has a job name this lease, whoever owns it, under the next token. */
    void name(JobId job, LeaseId owner);
}

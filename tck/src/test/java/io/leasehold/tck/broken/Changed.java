package io.leasehold.tck.broken;

import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Ownership;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What several mistakes have in common: writes as somebody else's, and readings of the whole store. */
final class Changed {
    private Changed() {}

    /** The same write by another owner, under another token. */
    static Write by(Write write, LeaseId owner, long token) {
        return new Write(write.job(), owner, token, write.revision(), write.progress(), write.delay(), write.release());
    }

    /** The same write under another number. */
    static Write numbered(Write write, long revision) {
        return new Write(
                write.job(), write.owner(), write.token(), revision, write.progress(), write.delay(), write.release());
    }

    /** The same job under the token that this makes of it. */
    static JobRecord under(JobRecord job, ToLongFunction<JobRecord> token) {
        Ownership o = job.ownership();
        return job.ownedAs(new Ownership(o.owner(), token.applyAsLong(job), o.revision(), o.claimNumber()));
    }

    /** Every job there is. */
    static List<JobRecord> all(LeaseStore store) {
        JobPage page = store.list(JobQuery.all());
        List<JobRecord> jobs = new ArrayList<>(page.jobs());
        while (page.more()) {
            page = store.list(JobQuery.all().after(jobs.get(jobs.size() - 1).id()));
            jobs.addAll(page.jobs());
        }
        return jobs;
    }

    /** What follows a change within one call: its trouble leaves open whether the call was applied. */
    static <T> T thereafter(Supplier<T> step) {
        try {
            return step.get();
        } catch (StoreException trouble) {
            throw new UnknownOutcome("perhaps applied", trouble);
        }
    }

    static boolean live(LeaseStore store, LeaseId lease) {
        return store.renew(lease, Duration.ZERO, Load.NONE) instanceof LeaseState.Live;
    }

    static Optional<Ownership> stored(LeaseStore store, Write write) {
        return store.find(write.job()).map(JobRecord::ownership);
    }
}

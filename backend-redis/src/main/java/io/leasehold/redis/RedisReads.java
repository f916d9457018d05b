package io.leasehold.redis;

import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads (R19). They go to the server that takes the writes, so they see every one that was acknowledged. */
final class RedisReads {
    /** The most jobs that one script looks at: others wait meanwhile. */
    static final int LOOKS = 4_096;

    /** A page ends early beyond so many bytes. */
    private static final long PAGE_BYTES = 8L << 20;

    private final Calls calls;

    RedisReads(Calls calls) {
        this.calls = calls;
    }

    Optional<JobRecord> find(JobId id) {
        List<Reply> parts = calls.run(Script.FIND, new Values().add(id.value())).parts();
        return JobHash.job(parts.get(1).parts(), parts.get(0).number());
    }

    /** Script after script, until the page is full or the end is reached. */
    JobPage list(JobQuery query) {
        Budget budget = calls.begin();
        List<JobRecord> found = new ArrayList<>();
        String after = query.after().map(JobId::value).orElse("");
        while (true) {
            Values values = new Values()
                    .add(after)
                    .add(query.limit() - found.size())
                    .add(query.type())
                    .add(query.status())
                    .add(query.owner())
                    .add(LOOKS)
                    .add(PAGE_BYTES);
            List<Reply> parts = calls.run(Script.LIST, values, budget).parts();
            found.addAll(JobHash.jobs(parts.get(3).parts(), parts.get(2).number()));
            String how = parts.get(0).text();
            if (!how.equals("ON")) {
                return new JobPage(found, how.equals("MORE"));
            }
            after = parts.get(1).text();
        }
    }

    OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        List<Reply> parts = calls.run(
                        Script.OWNED, new Values().add(lease.value()).add(after).add(JobQuery.PAGE))
                .parts();
        List<OwnedPage.Owned> jobs = parts.get(1).parts().stream()
                .map(Reply::parts)
                .map(job -> new OwnedPage.Owned(
                        new JobId(job.get(0).text()),
                        job.get(1).number(),
                        Wish.valueOf(job.get(2).text())))
                .toList();
        return new OwnedPage(jobs, parts.get(0).flag());
    }
}

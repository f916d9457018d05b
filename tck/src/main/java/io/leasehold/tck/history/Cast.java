package io.leasehold.tck.history;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.ReadableType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Who appears in a history: the fewer they are, the more often they meet. Thread-safe. */
final class Cast {
    static final List<ReadableType> TYPES = List.of(new ReadableType("mail", 1, 1));

    private final List<LeaseId> leases;
    private final List<JobId> jobs;
    private final AtomicLongArray claims;

    Cast(int leases, int jobs) {
        this.leases = LongStream.rangeClosed(1, leases).mapToObj(LeaseId::of).toList();
        this.jobs = IntStream.rangeClosed(1, jobs)
                .mapToObj(i -> new JobId("job-" + i))
                .toList();
        this.claims = new AtomicLongArray(leases);
    }

    List<LeaseId> leases() {
        return leases;
    }

    List<JobId> jobs() {
        return jobs;
    }

    /** The next claim number of this lease, or the last one again. */
    long claim(LeaseId lease, boolean again) {
        int place = leases.indexOf(lease);
        return again ? Math.max(1, claims.get(place)) : claims.incrementAndGet(place);
    }
}

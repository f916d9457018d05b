package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An owner that stands still inside its work keeps that one job's row locked, and nothing else. */
class FrozenInTheStoreTest {
    private static final int JOBS = 20;

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);

    @Test
    void itsOtherJobsAreTakenOverAtOnce() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (LeaseStore store = Stores.memory()) {
            store.submit(IntStream.range(0, JOBS)
                    .mapToObj(i -> Samples.submission("job-" + i))
                    .toList());
            LeaseId frozen = Samples.granted(store, 1);
            List<JobRecord> jobs = Samples.claim(store, frozen, JOBS);
            JobId locked = jobs.get(0).id();
            Future<WriteAnswer> work = threads.submit(() -> standStill(store, jobs.get(0)));
            inside.await();
            store.end(frozen, LeaseEnd.LAPSED);

            LeaseId next = Samples.granted(store, 2);
            assertThat(claim(store, next, 2, frozen))
                    .extracting(JobRecord::id)
                    .hasSize(JOBS - 1)
                    .doesNotContain(locked);

            woken.countDown();
            assertThat(work.get()).isInstanceOf(WriteAnswer.Applied.class);
            assertThat(claim(store, next, 4, frozen)).extracting(JobRecord::id).containsExactly(locked);
        } finally {
            woken.countDown();
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("unchecked")
    private WriteAnswer standStill(LeaseStore store, JobRecord job) throws Exception {
        Write write = new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                1,
                job.progress().change().sequence(2).done(),
                Optional.empty(),
                false);
        return ((SameTransaction<Connection>) SameTransaction.of(store).orElseThrow())
                .perform(write, Duration.ofMinutes(1), connection -> {
                    inside.countDown();
                    woken.await();
                });
    }

    private static List<JobRecord> claim(LeaseStore store, LeaseId lease, long number, LeaseId dead) {
        ClaimRequest.Orphans orphans = new ClaimRequest.Orphans(List.of(dead), 2 * JOBS, 8 << 20);
        return store.claim(new ClaimRequest(lease, number, Samples.TYPES, orphans));
    }
}

package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Eight at once go for the same rows, each in an order of its own: no two wait for one another, as the server counts deadlocks. */
@WithMariaDb
class MariaDbRaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 12;
    private static final int JOBS = 128;

    private final String uri = MariaDb.uri();
    private final LeaseStore store = Stores.open(uri, "leasehold");

    @AfterEach
    void close() {
        store.close();
        MariaDb.drop(uri);
    }

    @Test
    void writesOfTheSameJobs() throws Exception {
        LeaseId lease = Samples.granted(store, 1);
        store.submit(submissions(0));
        List<JobRecord> jobs = Samples.claim(store, lease, 2);
        assertThat(jobs).hasSize(JOBS);
        long before = deadlocks();

        race(thread -> {
            Random random = new Random(thread);
            for (int round = 1; round <= ROUNDS; round++) {
                long revision = (long) round * THREADS + thread;
                List<JobRecord> shuffled = new ArrayList<>(jobs);
                Collections.shuffle(shuffled, random);
                assertThat(store.write(shuffled.stream()
                                .map(job -> write(job, revision))
                                .toList()))
                        .allMatch(answer ->
                                answer instanceof WriteAnswer.Applied || answer instanceof WriteAnswer.Superseded);
            }
            return true;
        });
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void submissionsOfTheSameIds() throws Exception {
        long before = deadlocks();
        int[] created = new int[THREADS];

        race(thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                List<Submission> shuffled = new ArrayList<>(submissions(round));
                Collections.shuffle(shuffled, new Random(thread));
                for (SubmitAnswer answer : store.submit(shuffled)) {
                    created[thread] += answer instanceof SubmitAnswer.Created ? 1 : 0;
                }
            }
            return true;
        });
        assertThat(IntStream.of(created).sum()).isGreaterThanOrEqualTo(ROUNDS * JOBS);
        assertThat(deadlocks()).isEqualTo(before);
    }

    private static void race(IntFunction<Boolean> each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> all = IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<Boolean>) () -> each.apply(thread))
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long deadlocks() throws SQLException {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private static List<Submission> submissions(int round) {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> Samples.submission("job " + round + "-" + i))
                .toList();
    }

    private static Write write(JobRecord job, long revision) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                revision,
                job.progress(),
                Optional.empty(),
                false);
    }
}

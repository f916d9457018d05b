package io.leasehold.simulator.process;

import io.leasehold.simulator.process.InstanceProgram.Task;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What a test submits to the store, and what the store then says of it. */
final class Jobs {
    private static final int MOST_ATTEMPTS = 10;

    private Jobs() {}

    /** Submits so many jobs with this task; the n-th is due after its delay. Answers when each is due, in epoch milliseconds. */
    static Map<String, Long> submit(LeaseStore store, String name, int number, Task task, IntFunction<Duration> delay) {
        return submit(store, InstanceProgram.MESSAGES.name(), name, number, task, delay);
    }

    /** The same of this type. */
    static Map<String, Long> submit(
            LeaseStore store, String type, String name, int number, Task task, IntFunction<Duration> delay) {
        Random random = new Random(42);
        List<Submission> batch = new ArrayList<>();
        Map<String, Long> due = new TreeMap<>();
        for (int i = 0; i < number; i++) {
            batch.add(new Submission(
                    new JobId(name + "-" + i),
                    type,
                    1,
                    Bytes.ofUtf8(task.toString()),
                    RunId.of(random.nextLong()),
                    Optional.empty(),
                    delay.apply(i)));
            if (batch.size() == Submission.BATCH || i == number - 1) {
                submit(store, batch);
                long now = System.currentTimeMillis();
                batch.forEach(job -> due.put(job.id().value(), now + job.delay().toMillis()));
                batch.clear();
            }
        }
        store.ring();
        return due;
    }

    /** A submission of which the store says that it may have been applied in part is repeated as it is (R16). */
    private static void submit(LeaseStore store, List<Submission> batch) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            try {
                store.submit(batch);
                return;
            } catch (StoreException.UnknownOutcome | StoreException.StoreUnavailable slow) {
                if (attempt == MOST_ATTEMPTS) {
                    throw slow;
                }
            }
        }
    }

    /** All records of the store. */
    static TreeMap<String, JobRecord> all(LeaseStore store) {
        TreeMap<String, JobRecord> all = new TreeMap<>();
        forEach(store, record -> all.put(record.id().value(), record));
        return all;
    }

    /** How many jobs each owner has, by its lease; those without one are counted under nothing. */
    static Map<String, Integer> owners(LeaseStore store) {
        Map<String, Integer> owners = new TreeMap<>();
        forEach(
                store,
                record -> owners.merge(
                        record.ownership().owner().map(Object::toString).orElse(""), 1, Integer::sum));
        return owners;
    }

    private static void forEach(LeaseStore store, Consumer<JobRecord> look) {
        JobQuery next = JobQuery.all();
        while (true) {
            var page = store.list(next);
            page.jobs().forEach(look);
            if (!page.more()) {
                return;
            }
            next = next.after(page.jobs().get(page.jobs().size() - 1).id());
        }
    }
}

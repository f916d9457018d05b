package io.leasehold.simulator.realtime;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A person who looks at the jobs now and then, and starts again what is quarantined: faults that take down three owners of one job in a
 * row, by chance, make it look like poison. At their second look, so that who set it aside has told of it; whether it deserved that is
 * INNOCENT's to say. Has a thread of its own until it is closed.
 */
public final class Operator implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 20;
    private static final JobQuery QUARANTINED = new JobQuery(
            Optional.empty(), Optional.of(Status.QUARANTINED), Optional.empty(), Optional.empty(), JobQuery.PAGE);

    private final LeaseStore store;
    private final History history;
    private final CountDownLatch closed = new CountDownLatch(1);
    private List<JobId> seen = List.of();

    Operator(LeaseStore store, History history) {
        this.store = store;
        this.history = history;
    }

    /** One that looks so often, and writes its orders into this history. */
    public static Operator start(LeaseStore store, History history, Duration pause) {
        Operator operator = new Operator(store, history);
        Thread thread = new Thread(() -> operator.work(pause), "leasehold-operator");
        thread.setDaemon(true);
        thread.start();
        return operator;
    }

    private void work(Duration pause) {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once; not where the store doesn't answer. */
    synchronized void look() {
        try {
            List<JobRecord> aside = store.list(QUARANTINED).jobs();
            aside.stream().filter(job -> seen.contains(job.id())).forEach(this::start);
            seen = aside.stream().map(JobRecord::id).toList();
        } catch (StoreException unanswered) {
            seen = List.of();
        }
    }

    /** Nobody can claim it before, so it is written down before. */
    private void start(JobRecord job) {
        history.add(at -> new Ordered(at, job.id().value(), job.run().value(), "Start"));
        order(new Command(job.id(), job.run(), job.commandNumber(), new Command.Start()), 1);
        store.ring();
    }

    /** An order of which nobody knows whether it was carried out is repeated as it is. */
    private void order(Command command, int attempt) {
        try {
            store.command(command);
        } catch (StoreException e) {
            if (attempt == MOST_ATTEMPTS) {
                throw e;
            }
            order(command, attempt + 1);
        }
    }

    /** Gives no order any more; a look that is under way comes to its end before. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            seen = List.of();
        }
    }
}

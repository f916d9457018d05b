package io.leasehold.simulator.virtual;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.Optional;

/**
 * A person who gives orders at drawn moments, over a network of their own: an order was given on what they saw, and may arrive late, or
 * twice, when all has changed. What they have stopped or deleted they start, restart or submit again later.
 */
final class Person {
    private final Stage stage;
    private final VirtualWorld world;

    Person(Stage stage) {
        this.stage = stage;
        this.world = stage.world;
    }

    /** Gives an order about a drawn job, if it is at work; answers whether. */
    boolean order() {
        JobId job = stage.jobs().get(world.random().nextInt(stage.jobs().size()));
        Optional<JobRecord> seen = atWork(job);
        seen.ifPresent(record -> order(record, world.random().nextInt(5)));
        return seen.isPresent();
    }

    /** Has this job stand still for some minutes, if it is at work; answers whether. */
    boolean pause(JobId job) {
        Optional<JobRecord> seen = atWork(job);
        seen.ifPresent(record -> {
            stage.order(record, new Command.Stop());
            later(300, () -> startAgain(job));
        });
        return seen.isPresent();
    }

    private Optional<JobRecord> atWork(JobId job) {
        return stage.find(job)
                .filter(record ->
                        record.wish() == Wish.RUNNING && record.progress().status() == Status.READY);
    }

    private void order(JobRecord seen, int drawn) {
        if (drawn == 0) {
            send(seen, stage.amended(seen.id(), "hello again"));
            return;
        }
        send(seen, new Command.Stop());
        JobId job = seen.id();
        later(300, () -> goOn(job, drawn));
    }

    private void goOn(JobId job, int drawn) {
        if (drawn == 1) {
            orderNow(job, new Command.Restart(RunId.of(world.random().nextLong()), false));
        } else if (drawn == 2) {
            orderNow(job, new Command.Delete(false));
            later(60, () -> stage.resubmitDeleted(job));
        }
        later(60, () -> startAgain(job));
    }

    /** Until it runs: an order of this person that arrives late may have come between. */
    private void startAgain(JobId job) {
        stage.resubmitDeleted(job);
        if (stage.find(job).filter(record -> record.wish() == Wish.STOPPED).isPresent()) {
            orderNow(job, new Command.Start());
        }
        if (!stage.finished(job)) {
            world.after(Duration.ofMinutes(5), () -> startAgain(job));
        }
    }

    private void orderNow(JobId job, Command.Order order) {
        stage.find(job).ifPresent(record -> send(record, order));
    }

    /** One in three is late, and one in three arrives once more. */
    private void send(JobRecord seen, Command.Order order) {
        arrive(seen, order);
        if (world.random().nextInt(3) == 0) {
            later(120, () -> stage.order(seen, order));
        }
    }

    private void arrive(JobRecord seen, Command.Order order) {
        if (world.random().nextInt(3) == 0) {
            later(60, () -> stage.order(seen, order));
        } else {
            stage.order(seen, order);
        }
    }

    private void later(int atMostSeconds, Runnable task) {
        world.after(world.upTo(Duration.ofSeconds(atMostSeconds)), task);
    }
}

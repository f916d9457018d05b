package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import io.leasehold.job.NotPerformed;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.Interrupted;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The witness at an engine's runtime door in virtual time: when each effect's gate was asked, how its attempt ended as the engine heard
 * it, what was interrupted, and when everything was given back. It changes nothing. Not thread-safe, like its world.
 */
final class WatchedRuntime implements EngineRuntime {
    /** The operations by which an engine changes jobs. */
    static final Set<Operation> CHANGING = EnumSet.of(Operation.CLAIM, Operation.WRITE);

    private final EngineRuntime kept;
    private final String instance;
    private final History history;
    private Optional<Attempt> atHand = Optional.empty();
    private boolean closed;
    private long changes;

    WatchedRuntime(EngineRuntime kept, String instance, History history) {
        this.kept = kept;
        this.instance = instance;
        this.history = history;
    }

    /** How many claims and writes the engine has asked for. */
    long changes() {
        return changes;
    }

    /** One piece of work; an attempt at a step once the sink has seen it. */
    private final class Attempt {
        private long gateMillis;
        private Optional<StepId> step = Optional.empty();
        private long token;
        private boolean over;

        private void ended(WorkResult<?> result) {
            over = true;
            step.filter(id -> !turnedAway(result)).ifPresent(id -> {
                if (result instanceof WorkResult.Threw<?> threw) {
                    boolean refused = threw.problem() instanceof NotPerformed || threw.problem() instanceof WorkFailed;
                    history.add(
                            at -> new EffectFailed(at, id.job(), id.run(), id.sequence(), token, instance, refused));
                } else {
                    history.add(at -> new EffectDone(at, id.job(), id.run(), id.sequence(), token, instance));
                }
            });
        }

        /** The store has not applied the write that the step's work was to commit with: nothing was done. */
        private static boolean turnedAway(WorkResult<?> result) {
            return result instanceof WorkResult.Done<?> done
                    && done.value() instanceof WriteAnswer
                    && !(done.value() instanceof WriteAnswer.Applied);
        }

        private void interrupted() {
            step.filter(id -> !over)
                    .ifPresent(id ->
                            history.add(at -> new Interrupted(at, id.job(), id.run(), id.sequence(), token, instance)));
        }
    }

    /** The body at hand is an attempt at this step; answers when its gate was asked. */
    long attempting(StepId step, long token) {
        Attempt attempt = atHand.orElseThrow();
        attempt.step = Optional.of(step);
        attempt.token = token;
        return attempt.gateMillis;
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        Attempt attempt = new Attempt();
        Work<T> watched = new Work<>(
                () -> {
                    attempt.gateMillis = history.nowMillis();
                    return work.gate().getAsBoolean();
                },
                () -> during(attempt, work.body()));
        Worker worker = kept.work(watched, result -> {
            attempt.ended(result);
            then.accept(result);
        });
        return () -> {
            attempt.interrupted();
            worker.interrupt();
        };
    }

    private <T> T during(Attempt attempt, Callable<T> body) throws Exception {
        atHand = Optional.of(attempt);
        try {
            return body.call();
        } finally {
            atHand = Optional.empty();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            history.add(at -> new Stopped(at, instance));
        }
        kept.close();
    }

    @Override
    public long nanos() {
        return kept.nanos();
    }

    @Override
    public long wallMillis() {
        return kept.wallMillis();
    }

    @Override
    public long randomBits() {
        return kept.randomBits();
    }

    @Override
    public void execute(Runnable task) {
        kept.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return kept.schedule(delay, task);
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        changes += CHANGING.contains(operation) ? 1 : 0;
        kept.call(operation, timeout, call, then);
    }

    @Override
    public void onTermination(Runnable hook) {
        kept.onTermination(hook);
    }
}

package io.leasehold.simulator.real;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Engines broken on purpose, by what stands between them and their doors. */
final class BrokenEngines {
    private BrokenEngines() {}

    /** No deadline check: the gate is open whatever it says. */
    static EngineRuntime alwaysOpen(EngineRuntime inner) {
        return new OpenGate(inner);
    }

    /** No fence: a write of a former owner goes through, and an ended lease is told that it lives. */
    static LeaseStore unfenced(LeaseStore inner) {
        return changing(inner, (method, arguments, call) -> {
            if (method.equals("write")) {
                return forced(inner, arguments);
            }
            Object answer = call.call();
            return answer instanceof LeaseState.Ended && method.equals("renew")
                    ? new LeaseState.Live(Duration.ofSeconds(6))
                    : answer;
        });
    }

    private static List<WriteAnswer> forced(LeaseStore inner, Object[] arguments) {
        return ((List<?>) arguments[0])
                .stream()
                        .map(Write.class::cast)
                        .map(write -> forced(inner, write))
                        .toList();
    }

    private static WriteAnswer forced(LeaseStore inner, Write write) {
        WriteAnswer answer = inner.write(List.of(write)).get(0);
        if (answer instanceof WriteAnswer.Applied) {
            return answer;
        }
        JobRecord stored = inner.find(write.job()).orElseThrow();
        stored.ownership()
                .owner()
                .ifPresent(owner -> inner.write(List.of(new Write(
                        write.job(),
                        owner,
                        stored.ownership().token(),
                        stored.ownership().revision() + 1,
                        write.progress(),
                        write.delay(),
                        write.release()))));
        return new WriteAnswer.Applied(stored.wish(), stored.commandNumber());
    }

    /** A step in doubt is taken for one that surely wasn't performed. */
    static LeaseStore repeatingWhatIsInDoubt(LeaseStore inner) {
        return changing(inner, (method, arguments, call) -> {
            Object answer = call.call();
            return method.equals("claim")
                    ? ((List<?>) answer)
                            .stream().map(job -> undoubted((JobRecord) job)).toList()
                    : answer;
        });
    }

    private static JobRecord undoubted(JobRecord job) {
        Progress progress = job.progress();
        return job.advanced(progress.change()
                .open(progress.open().map(OpenStep::notPerformed))
                .done());
    }

    /** Intents are acknowledged and not recorded: what a record shows of a step comes after its effect. */
    static LeaseStore intentAfterEffect(LeaseStore inner) {
        return changing(inner, (method, arguments, call) -> {
            if (!method.equals("write")) {
                return call.call();
            }
            List<Write> writes = ((List<?>) arguments[0])
                    .stream().map(write -> withoutIntent((Write) write)).toList();
            return inner.write(writes);
        });
    }

    private static Write withoutIntent(Write write) {
        return new Write(
                write.job(),
                write.owner(),
                write.token(),
                write.revision(),
                write.progress().change().open(Optional.empty()).done(),
                write.delay(),
                write.release());
    }

    @FunctionalInterface
    private interface Change {
        Object answer(String method, Object[] arguments, Callable<Object> call) throws Exception;
    }

    private static LeaseStore changing(LeaseStore inner, Change change) {
        return (LeaseStore) Proxy.newProxyInstance(
                LeaseStore.class.getClassLoader(),
                new Class<?>[] {LeaseStore.class},
                (proxy, method, arguments) -> change.answer(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof RuntimeException problem) {
                            throw problem;
                        }
                        throw e;
                    }
                }));
    }

    private record OpenGate(EngineRuntime inner) implements EngineRuntime {
        @Override
        public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
            return inner.work(Work.ungated(work.body()), then);
        }

        @Override
        public long nanos() {
            return inner.nanos();
        }

        @Override
        public long wallMillis() {
            return inner.wallMillis();
        }

        @Override
        public long randomBits() {
            return inner.randomBits();
        }

        @Override
        public void execute(Runnable task) {
            inner.execute(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return inner.schedule(delay, task);
        }

        @Override
        public <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
            inner.call(lane, timeout, call, then);
        }

        @Override
        public void onTermination(Runnable hook) {
            inner.onTermination(hook);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}

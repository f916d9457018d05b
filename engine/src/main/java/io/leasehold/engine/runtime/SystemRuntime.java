package io.leasehold.engine.runtime;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time and real threads, all of them daemons: one for the loop, one for each lane, and as many workers as the engine has work in
 * hand. Thread-safe.
 */
public final class SystemRuntime implements EngineRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(SystemRuntime.class);

    private final SecureRandom random = new SecureRandom();
    private final String label;
    private final ScheduledThreadPoolExecutor loop;
    private final ExecutorService workers;
    private final List<Thread> hooks = new CopyOnWriteArrayList<>();
    private final Map<Lane, SystemLane> lanes = new EnumMap<>(Lane.class);
    private volatile boolean closed;

    /** A runtime whose threads carry this label. */
    public SystemRuntime(String label) {
        this.label = label;
        this.loop = new ScheduledThreadPoolExecutor(1, threads("loop"));
        loop.setRemoveOnCancelPolicy(true);
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.workers = Executors.newCachedThreadPool(threads("worker"));
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new SystemLane(threads(lane.name().toLowerCase(Locale.ROOT))));
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long randomBits() {
        return random.nextLong();
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.trace("the runtime is closed: a task is dropped", e);
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            Future<?> future = loop.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.trace("the runtime is closed: a timer is dropped", e);
            return () -> {};
        }
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        SystemLane queue = Objects.requireNonNull(lanes.get(operation.lane()));
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<Answer<T>> once = answer -> {
            if (answered.compareAndSet(false, true)) {
                execute(() -> then.accept(answer));
            }
        };
        SystemLane.Ticket ticket = queue.enqueue(() -> once.accept(answer(call)));
        Timer limit = schedule(timeout, () -> {
            if (!answered.get()) {
                ticket.giveUp();
                once.accept(new Answer.TimedOut<>());
            }
        });
        ticket.whenDone(() -> execute(limit::cancel));
    }

    private static <T> Answer<T> answer(Callable<T> call) {
        try {
            return new Answer.Returned<>(call.call());
        } catch (Throwable problem) {
            return new Answer.Threw<>(problem);
        }
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        SystemWorker<T> worker = new SystemWorker<>(work, result -> execute(() -> then.accept(result)));
        try {
            workers.execute(worker);
        } catch (RejectedExecutionException e) {
            LOG.trace("the runtime is closed: work is dropped", e);
        }
        return worker;
    }

    @Override
    public void onTermination(Runnable hook) {
        Thread thread = new Thread(hook, "leasehold-" + label + "-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            hooks.add(thread);
        } catch (IllegalStateException ending) {
            LOG.warn("the process is ending already: the engine is not told of it", ending);
        }
    }

    private void removeHooks() {
        try {
            hooks.forEach(Runtime.getRuntime()::removeShutdownHook);
        } catch (IllegalStateException ending) {
            LOG.trace("the process is ending: its hooks stay", ending);
        }
        hooks.clear();
    }

    @Override
    public void close() {
        closed = true;
        loop.shutdown();
        workers.shutdown();
        lanes.values().forEach(SystemLane::close);
        removeHooks();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                if (!closed) {
                    task.run();
                }
            } catch (Throwable problem) {
                LOG.error("a task of the engine's loop failed; the loop goes on", problem);
            }
        };
    }

    private ThreadFactory threads(String role) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, "leasehold-" + label + "-" + role + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the user's code on a bounded number of workers, first come, first served. Work that outlasts its time is interrupted; if it
 * ignores that for as long as the guard, its worker is given up and replaced (E2), and its result is {@link Stuck}.
 */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final Core core;
    private final Consumer<Integer> stuckChanged;
    private final Set<Task<?>> waiting = new LinkedHashSet<>();
    private int busy;
    private int stuck;

    Workers(Core core, Consumer<Integer> stuckChanged) {
        this.core = core;
        this.stuckChanged = stuckChanged;
    }

    /** The problem of work that ignored its interrupt. */
    static final class Stuck extends Exception {
        private static final long serialVersionUID = 1L;

        Stuck(Duration after) {
            super("the worker ignored its interrupt and was given up after " + after);
        }
    }

    /** Queues work; {@code then} hears of its end exactly once. */
    <T> Worker submit(Work<T> work, Consumer<WorkResult<T>> then) {
        Task<T> task = new Task<>(work, then);
        waiting.add(task);
        startNext();
        return task::interrupt;
    }

    /** What waits for a worker never begins. */
    void barWaiting() {
        List<Task<?>> barred = List.copyOf(waiting);
        barred.forEach(Task::interrupt);
    }

    int stuck() {
        return stuck;
    }

    private void startNext() {
        while (busy < core.settings().workers() && !waiting.isEmpty()) {
            busy++;
            Task<?> next = waiting.iterator().next();
            waiting.remove(next);
            next.start();
            if (!next.started) {
                return;
            }
        }
    }

    /** One piece of work. */
    private final class Task<T> {
        private final Work<T> work;
        private final Consumer<WorkResult<T>> then;
        private Worker worker = () -> {};
        private Timer limit = () -> {};
        private boolean started;
        private boolean interrupted;
        private boolean over;

        private Task(Work<T> work, Consumer<WorkResult<T>> then) {
            this.work = work;
            this.then = then;
        }

        private void start() {
            started = true;
            try {
                worker = core.runtime().work(work, this::ended);
                limit = core.runtime().schedule(core.settings().stepTimeout(), this::interrupt);
            } catch (RuntimeException | Error problem) {
                LOG.error("no worker could be started; another try follows", problem);
                started = false;
                busy--;
                waiting.add(this);
                core.runtime().schedule(Duration.ofSeconds(1), Workers.this::startNext);
            }
        }

        /** Interrupts it where it runs; where it waits it never begins. */
        private void interrupt() {
            if (over || interrupted) {
                return;
            }
            interrupted = true;
            if (!started) {
                waiting.remove(this);
                over = true;
                then.accept(new WorkResult.Barred<>());
                return;
            }
            limit.cancel();
            limit = core.runtime().schedule(core.settings().guard(), this::giveUp);
            worker.interrupt();
        }

        private void giveUp() {
            if (!over) {
                over = true;
                busy--;
                stuck++;
                then.accept(new WorkResult.Threw<>(new Stuck(
                        core.settings().stepTimeout().plus(core.settings().guard()))));
                stuckChanged.accept(stuck);
                startNext();
            }
        }

        private void ended(WorkResult<T> result) {
            limit.cancel();
            if (over) {
                stuck--;
                stuckChanged.accept(stuck);
                return;
            }
            over = true;
            busy--;
            then.accept(result);
            startNext();
        }
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.engine.HeldLock;
import io.leasehold.engine.Locks;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * One hold of one lock as a drill tells it: it is waited for, what it guards is used every second while it may be, and it is closed when that is told. It
 * stands still with its instance, and stops with it. Not thread-safe.
 */
final class ScriptedHold {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String instance;
    private final EngineRuntime runtime;
    private final Guarded guarded;
    private final History history;
    private Optional<HeldLock> held = Optional.empty();
    private boolean closed;

    ScriptedHold(String instance, EngineRuntime runtime, Guarded guarded, History history) {
        this.instance = instance;
        this.runtime = runtime;
        this.guarded = guarded;
        this.history = history;
    }

    /** Waits for the lock for at most so long. */
    ScriptedHold want(Locks locks, String lock, Duration most) {
        var unused = locks.request(lock, most).thenAccept(got -> {
            held = got;
            use();
        });
        return this;
    }

    /** Whether the lock was got. */
    boolean got() {
        return held.isPresent();
    }

    private void use() {
        held.filter(lock -> !closed && lock.valid()).ifPresent(lock -> {
            history.add(at -> new HistoryEvent.LockTrusted(at, lock.name(), lock.token(), instance));
            boolean accepted = guarded.accepts(lock.name(), lock.token());
            history.add(at -> new HistoryEvent.GuardedReached(at, lock.name(), lock.token(), instance, accepted));
        });
        if (!closed) {
            runtime.schedule(SECOND, this::use);
        }
    }

    /** Closes it after so long; where its instance stands still then, as soon as it wakes. */
    void closeIn(Duration delay) {
        runtime.schedule(delay, () -> {
            closed = true;
            held.ifPresent(HeldLock::close);
        });
    }
}

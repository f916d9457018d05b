package io.leasehold.engine.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * E8: notices that this engine itself stood still, by a tick that comes late by more than two heartbeats, or by wall and monotonic
 * clock drifting apart. {@link #look} is asked before anything is begun, since after a freeze the late tick needn't be first.
 */
final class FreezeWatch {
    private final Core core;
    private final Duration tick;
    private final long lateNanos;
    private final long driftMillis;
    private final Runnable frozen;
    private long lastNanos;
    private long lastWall;
    private boolean closed;

    FreezeWatch(Core core, Duration drift, Runnable frozen) {
        this.core = core;
        this.tick = core.settings().heartbeat().dividedBy(2);
        this.lateNanos = tick.plus(core.settings().heartbeat().multipliedBy(2)).toNanos();
        this.driftMillis = drift.toMillis();
        this.frozen = frozen;
    }

    void start() {
        mark();
        core.runtime().schedule(tick, this::tick);
    }

    void close() {
        closed = true;
    }

    private void tick() {
        if (!closed) {
            core.runtime().schedule(tick, this::tick);
            look();
            mark();
        }
    }

    /** Tells of a freeze that hasn't been told yet. */
    void look() {
        long nanos = core.runtime().nanos() - lastNanos;
        long apart = core.runtime().wallMillis() - lastWall - TimeUnit.NANOSECONDS.toMillis(nanos);
        if (nanos > lateNanos || Math.abs(apart) > driftMillis) {
            mark();
            frozen.run();
        }
    }

    private void mark() {
        lastNanos = core.runtime().nanos();
        lastWall = core.runtime().wallMillis();
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.store.LeaseId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * E1: whether effects may start. A worker asks it as the last thing before {@code perform}. It counts from before the last
 * acknowledged renewal was sent, and closes too when the wall clock has run ahead of the monotonic one, as it does when the machine
 * was suspended. Thread-safe: workers ask, the loop decides.
 */
final class Gate {
    private static final Proof NONE = new Proof(Optional.empty(), 0, 0, 0);

    private final EngineRuntime runtime;
    private final long driftMillis;
    private volatile Proof proof = NONE;

    Gate(EngineRuntime runtime, Duration drift) {
        this.runtime = runtime;
        this.driftMillis = drift.toMillis();
    }

    /** The lease was proven: effects of its claims may start until the deadline. */
    void prove(LeaseId lease, long deadlineNanos) {
        proof = new Proof(Optional.of(lease), deadlineNanos, runtime.nanos(), runtime.wallMillis());
    }

    /** No effect starts until the lease is proven anew. */
    void close() {
        proof = NONE;
    }

    /** Whether an effect of a claim under this lease may start now. */
    boolean passes(LeaseId lease) {
        return timeLeft(lease).compareTo(Duration.ZERO) > 0;
    }

    /** How long effects of such a claim may still start; zero if the gate is closed, or was opened for another lease. */
    Duration timeLeft(LeaseId lease) {
        Proof last = proof;
        long now = runtime.nanos();
        long left = last.deadlineNanos - now;
        long ahead = runtime.wallMillis() - last.wallMillis - TimeUnit.NANOSECONDS.toMillis(now - last.nanos);
        boolean open = last.lease.filter(lease::equals).isPresent();
        return open && left > 0 && ahead <= driftMillis ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private record Proof(Optional<LeaseId> lease, long deadlineNanos, long nanos, long wallMillis) {}
}

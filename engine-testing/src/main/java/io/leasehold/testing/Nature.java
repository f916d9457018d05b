package io.leasehold.testing;

import io.leasehold.engine.runtime.Operation;
import java.time.Duration;

/** What befalls the calls and the work of one engine, drawn anew each time. */
public interface Nature {
    /** The fate of a call that leaves now. */
    Fate call(Operation operation);

    /** How long a worker takes from being asked to the gate, or from the gate to the body. */
    Duration scheduling();

    /** How long a body takes, from its beginning, where its effect happens, to its end. */
    Duration working();

    /** How long a listener takes over one event, which it has heard at the beginning. */
    default Duration listening() {
        return Duration.ZERO;
    }

    /** Whether a body that has begun ends when it is interrupted; otherwise it takes its time. */
    default boolean heedsInterrupts() {
        return true;
    }

    /** All goes well: calls take 2 ms, work 5 ms. */
    static Nature kind() {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                return Fate.well(Duration.ofMillis(1), Duration.ofMillis(1));
            }

            @Override
            public Duration scheduling() {
                return Duration.ofNanos(100_000);
            }

            @Override
            public Duration working() {
                return Duration.ofMillis(5);
            }
        };
    }
}

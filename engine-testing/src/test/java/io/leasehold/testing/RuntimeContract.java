package io.leasehold.testing;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What an engine may rely on at its one door to time, threads and chance: the same tests for every
 * {@link io.leasehold.engine.runtime.EngineRuntime}, each on a stage of its own.
 */
abstract class RuntimeContract {
    abstract RuntimeStage open();

    @Nested
    @DisplayName("The loop")
    class Loop extends LoopContract {
        Loop() {
            super(RuntimeContract.this::open);
        }
    }

    @Nested
    @DisplayName("Timers")
    class Timers extends TimerContract {
        Timers() {
            super(RuntimeContract.this::open);
        }
    }

    @Nested
    @DisplayName("Calls")
    class Calls extends CallContract {
        Calls() {
            super(RuntimeContract.this::open);
        }
    }

    @Nested
    @DisplayName("Work")
    class Works extends WorkContract {
        Works() {
            super(RuntimeContract.this::open);
        }
    }
}

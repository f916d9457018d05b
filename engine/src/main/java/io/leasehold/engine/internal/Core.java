package io.leasehold.engine.internal;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What every part of an engine needs: the store, the settings, the door.
 *
 * @param store the shared store
 * @param settings the engine's settings
 * @param runtime time, threads and chance
 * @param troubles what the store doesn't answer
 */
record Core(LeaseStore store, EngineSettings settings, EngineRuntime runtime, StoreTroubles troubles) {
    Core(LeaseStore store, EngineSettings settings, EngineRuntime runtime) {
        this(store, settings, runtime, new StoreTroubles());
    }

    /** Asks the store in the operation's lane, for at most the call timeout. */
    <T> void ask(Operation operation, Function<LeaseStore, T> question, Consumer<Answer<T>> then) {
        runtime.<T>call(operation, settings.callTimeout(), () -> question.apply(store), answer -> {
            troubles.heard(operation, answer, runtime.nanos());
            then.accept(answer);
        });
    }

    /** E13: how users' work commits together with the store's records, if it can. */
    Optional<SameTransaction<?>> sameTransaction() {
        return SameTransaction.of(store);
    }

    /** A random number of nanoseconds from 0 up to this long. */
    Duration upTo(Duration most) {
        return Duration.ofNanos(Math.floorMod(runtime.randomBits(), Math.max(1, most.toNanos())));
    }

    /** How long to wait before the n-th repetition of a call that the store didn't answer (E7). */
    Duration storeBackoff(int failures) {
        Duration half = settings.heartbeat().dividedBy(2);
        Duration cap = half.compareTo(Duration.ofSeconds(5)) < 0 ? half : Duration.ofSeconds(5);
        Duration step = Backoff.doubling(Duration.ofMillis(50), cap, failures);
        return step.dividedBy(2).plus(upTo(step.dividedBy(2)));
    }
}

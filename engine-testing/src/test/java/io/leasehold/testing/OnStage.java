package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.EngineRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What every part of the {@link RuntimeContract} shares: a runtime of its own for each test, and what was heard on its loop. */
@Timeout(60)
abstract class OnStage {
    /** So long that nothing times out by it, in virtual time either. */
    static final Duration LONG = Duration.ofHours(10);

    static final Duration SHORT = Duration.ofMillis(50);

    final RuntimeStage stage;
    final EngineRuntime runtime;
    final List<Object> heard = new CopyOnWriteArrayList<>();

    OnStage(Supplier<RuntimeStage> opening) {
        this.stage = opening.get();
        this.runtime = stage.runtime();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Waits until so much was heard, and this is what it was. */
    void hears(Object... expected) {
        stage.awaitUntil(() -> heard.size() >= expected.length);
        assertThat(heard).containsExactly(expected);
    }

    static <T> Callable<T> throwing(Throwable problem) {
        return () -> {
            if (problem instanceof Error error) {
                throw error;
            }
            throw (Exception) problem;
        };
    }
}

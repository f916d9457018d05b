package io.leasehold.testing;

import static org.awaitility.Awaitility.await;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.SystemRuntime;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Real threads: what is held waits at a latch, after it has begun. */
final class SystemStage implements RuntimeStage {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final Duration WATCHED = Duration.ofMillis(100);

    private final SystemRuntime runtime = new SystemRuntime("test");
    private final Set<Lane> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean bodyHeld = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public EngineRuntime runtime() {
        return runtime;
    }

    @Override
    public void awaitUntil(BooleanSupplier goal) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(LONG_ENOUGH)
                .until(goal::getAsBoolean);
    }

    @Override
    public void staysSo(BooleanSupplier state) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .during(WATCHED)
                .atMost(WATCHED.plus(LONG_ENOUGH))
                .failFast("it didn't stay so", () -> !state.getAsBoolean())
                .until(state::getAsBoolean);
    }

    @Override
    public void holdNext(Lane lane) {
        held.add(lane);
    }

    @Override
    public void holdNextBody() {
        bodyHeld.set(true);
    }

    @Override
    public void release() {
        released.countDown();
    }

    @Override
    public <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        runtime.call(RuntimeStage.in(lane), timeout, lasting(call, () -> held.remove(lane)), then);
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        return runtime.work(new Work<>(work.gate(), lasting(work.body(), () -> bodyHeld.getAndSet(false))), then);
    }

    private <T> Callable<T> lasting(Callable<T> call, BooleanSupplier lasts) {
        return () -> {
            boolean waits = lasts.getAsBoolean();
            T answer = call.call();
            if (waits) {
                released.await();
            }
            return answer;
        };
    }

    @Override
    public void close() {
        release();
        runtime.close();
    }
}

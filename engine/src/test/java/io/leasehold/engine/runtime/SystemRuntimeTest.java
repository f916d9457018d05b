package io.leasehold.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads behind the door. */
@Timeout(30)
class SystemRuntimeTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final SystemRuntime runtime = new SystemRuntime("test");
    private final BlockingQueue<Object> heard = new ArrayBlockingQueue<>(100);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void aCallThatHangsIsGivenUpAndItsLaneGoesOn() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        runtime.call(
                Operation.WRITE,
                Duration.ofMillis(100),
                () -> {
                    try {
                        return hanging.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                    }
                },
                heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.TimedOut<>());
        runtime.call(Operation.WRITE, LONG, () -> "next", heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.Returned<>("next"));
        hanging.countDown();
        runtime.call(Operation.WRITE, LONG, () -> "after", heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.Returned<>("after"));
        assertThat(heard).isEmpty();
        assertThat(interrupted).isFalse();
    }

    @Test
    void anInterruptReachesTheBodyAndNobodyElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Worker worker = runtime.work(
                Work.ungated(() -> {
                    begun.countDown();
                    return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                }),
                heard::add);
        begun.await();
        worker.interrupt();
        assertThat(heard.take())
                .isInstanceOfSatisfying(
                        WorkResult.Threw.class,
                        threw -> assertThat(threw.problem()).isInstanceOf(InterruptedException.class));
        worker.interrupt();
        runtime.work(Work.ungated(() -> Thread.currentThread().isInterrupted()), heard::add);
        assertThat(heard.take()).isEqualTo(new WorkResult.Done<>(false));
    }
}

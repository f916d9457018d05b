package io.leasehold.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void theLoopSurvivesATaskThatThrowsAnError() throws Exception {
        runtime.execute(() -> {
            throw new StackOverflowError("planted");
        });
        runtime.execute(() -> heard.add("alive"));
        assertThat(heard.take()).isEqualTo("alive");
    }

    @Test
    void callsOfOneLaneAreMadeInOrder() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            runtime.call(Operation.WRITE, LONG, () -> order.add(number), heard::add);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(heard.take()).isEqualTo(new Answer.Returned<>(true));
        }
        assertThat(order).isSorted().hasSize(50);
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
    void oneLaneNeverWaitsForAnother() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        runtime.call(Operation.WRITE, LONG, () -> hanging.await(20, TimeUnit.SECONDS), answer -> {});
        runtime.call(Operation.RENEW, LONG, () -> "beat", heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.Returned<>("beat"));
        hanging.countDown();
    }

    @Test
    void aCallThatWaitsTooLongInItsLaneIsNeverMade() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicBoolean made = new AtomicBoolean();
        runtime.call(Operation.WRITE, LONG, () -> hanging.await(20, TimeUnit.SECONDS), answer -> {});
        runtime.call(Operation.WRITE, Duration.ofMillis(50), () -> made.getAndSet(true), heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.TimedOut<>());
        hanging.countDown();
        runtime.call(Operation.WRITE, LONG, () -> "next", heard::add);
        assertThat(heard.take()).isEqualTo(new Answer.Returned<>("next"));
        assertThat(made).isFalse();
    }

    @Test
    void theGateIsAskedBeforeTheBody() throws Exception {
        runtime.work(new Work<>(() -> false, () -> heard.add("body")), heard::add);
        assertThat(heard.take()).isEqualTo(new WorkResult.Barred<>());
        assertThat(heard).isEmpty();
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

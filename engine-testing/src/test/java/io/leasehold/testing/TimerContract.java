package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Timers and the monotonic clock that they go by. */
abstract class TimerContract extends OnStage {
    TimerContract(Supplier<RuntimeStage> opening) {
        super(opening);
    }

    @Test
    void theMonotonicClockNeverGoesBack() {
        List<Long> read = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 100; i++) {
            runtime.schedule(Duration.ofMillis(i % 10), () -> read.add(runtime.nanos()));
        }
        stage.awaitUntil(() -> read.size() == 100);
        assertThat(read).isSortedAccordingTo((a, b) -> Long.signum(a - b));
    }

    @Test
    void timersFireInTheOrderOfTheirTimesAndNeverEarly() {
        runtime.execute(() -> List.of(250, 50, 150, 0).forEach(this::firesAfter));
        hears(0, 50, 150, 250);
    }

    private void firesAfter(int millis) {
        Duration delay = Duration.ofMillis(millis);
        long from = runtime.nanos();
        runtime.schedule(delay, () -> heard.add(runtime.nanos() - from < delay.toNanos() ? "early" : millis));
    }

    @Test
    void timersOfOneTimeFireInTheOrderGiven() {
        runtime.execute(() ->
                IntStream.range(0, 50).forEach(number -> runtime.schedule(SHORT, () -> heard.add(number))));
        hears(IntStream.range(0, 50).boxed().toArray());
    }

    @Test
    void aCancelledTimerNeverFiresHoweverLateItIsCancelled() {
        runtime.execute(() -> {
            Timer atOnce = runtime.schedule(Duration.ZERO, () -> heard.add("cancelled where it was made"));
            Timer[] next = new Timer[1];
            Timer first = runtime.schedule(SHORT, () -> {
                heard.add("first");
                next[0].cancel();
            });
            next[0] = runtime.schedule(SHORT, () -> heard.add("cancelled by the one before it"));
            runtime.schedule(SHORT.multipliedBy(2), () -> {
                first.cancel();
                next[0].cancel();
                heard.add("last");
            });
            atOnce.cancel();
        });
        hears("first", "last");
    }
}

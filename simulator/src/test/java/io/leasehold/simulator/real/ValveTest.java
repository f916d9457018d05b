package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kill means kill, and frozen means frozen. */
@Timeout(20)
class ValveTest {
    private final Valve valve = new Valve("a");

    @Test
    void aKillReturnsOnlyWhenNothingIsInsideAndLetsNothingInAfterwards() throws Exception {
        valve.enter();
        AtomicBoolean killed = new AtomicBoolean();
        Thread killer = started(() -> {
            valve.kill();
            killed.set(true);
        });
        await().until(valve::killed);
        assertThat(killed).isFalse();
        assertThatThrownBy(valve::enter).isInstanceOf(Killed.class);
        valve.exit();
        killer.join();
        assertThat(killed).isTrue();
        assertThatThrownBy(valve::pass).isInstanceOf(Killed.class);
    }

    @Test
    void aFrozenOnePassesOnlyOnceItWakesAndKeepsAnInterruptForLater() throws Exception {
        valve.freeze();
        AtomicBoolean passed = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = started(() -> {
            valve.pass();
            passed.set(true);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        await().during(Duration.ofMillis(50)).until(() -> !passed.get());
        valve.wake();
        thread.join();
        assertThat(passed).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void aFrozenOneThatIsKilledNeverPasses() throws Exception {
        valve.freeze();
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = started(() -> {
            try {
                valve.pass();
            } catch (Killed end) {
                ended.set(true);
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        valve.kill();
        thread.join();
        assertThat(ended).isTrue();
    }

    @Test
    void aConditionalKillNeedsNothingInsideAndItsCondition() {
        valve.enter();
        assertThat(valve.killIf(() -> true)).isFalse();
        valve.exit();
        assertThat(valve.killIf(() -> false)).isFalse();
        assertThat(valve.killIf(() -> true)).isTrue();
        assertThat(valve.killed()).isTrue();
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

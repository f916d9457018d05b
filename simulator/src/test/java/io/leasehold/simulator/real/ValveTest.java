package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a valve lets pass, and when a kill or a freeze is complete. */
@Timeout(20)
class ValveTest {
    private final Valve valve = new Valve();

    @Test
    void nothingPassesAfterAKill() {
        assertThat(valve.kill()).isTrue();
        assertThat(valve.awaitOpen()).isFalse();
        assertThatThrownBy(valve::pass).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> valve.inside(() -> "in")).isInstanceOf(Killed.class);
        assertThat(valve.kill()).isFalse();
    }

    @Test
    void aKillWaitsForWhoIsInside() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread call = started(() -> valve.inside(() -> {
            inside.countDown();
            return uninterrupted(leave);
        }));
        inside.await();
        AtomicBoolean killed = new AtomicBoolean();
        Thread kill = started(() -> killed.set(valve.kill()));
        await().until(() -> kill.getState() == Thread.State.WAITING);
        assertThat(killed).isFalse();
        assertThat(valve.killIf(() -> true)).isFalse();
        leave.countDown();
        kill.join();
        call.join();
        assertThat(killed).isTrue();
    }

    @Test
    void aFreezeHoldsWhoComesUntilItWakesAndKeepsInterruptsForLater() throws InterruptedException {
        valve.freeze();
        AtomicBoolean passed = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread comer = started(() -> {
            valve.pass();
            interrupted.set(Thread.currentThread().isInterrupted());
            passed.set(true);
        });
        await().until(() -> comer.getState() == Thread.State.WAITING);
        comer.interrupt();
        await().until(() -> comer.getState() == Thread.State.WAITING);
        assertThat(passed).isFalse();
        valve.wake();
        comer.join();
        assertThat(passed).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void whoWaitsFrozenIsGoneAfterAKill() throws InterruptedException {
        valve.freeze();
        AtomicBoolean alive = new AtomicBoolean(true);
        Thread comer = started(() -> alive.set(valve.awaitOpen()));
        await().until(() -> comer.getState() == Thread.State.WAITING);
        valve.kill();
        comer.join();
        assertThat(alive).isFalse();
        valve.wake();
        assertThat(valve.awaitOpen()).isFalse();
    }

    @Test
    void aConditionalKillSparesWhoDoesNotMeetIt() {
        assertThat(valve.killIf(() -> false)).isFalse();
        assertThat(valve.awaitOpen()).isTrue();
        assertThat(valve.killIf(() -> true)).isTrue();
    }

    @Test
    void aKillComesBetweenCallsThatBelongTogetherAndNoneFollows() {
        AtomicBoolean went = new AtomicBoolean();
        assertThatThrownBy(() -> {
                    try (Valve.Together calls = valve.begin()) {
                        calls.pause();
                        valve.kill();
                        calls.resume();
                        went.set(true);
                    }
                })
                .isInstanceOf(Killed.class);
        assertThat(went).isFalse();
        assertThat(valve.kill()).isFalse();
    }

    @Test
    void aKillWaitsForTheCallAmongThoseThatBelongTogether() throws InterruptedException {
        Valve.Together calls = valve.begin();
        AtomicBoolean killed = new AtomicBoolean();
        Thread kill = started(() -> killed.set(valve.kill()));
        await().until(() -> kill.getState() == Thread.State.WAITING);
        assertThat(killed).isFalse();
        calls.pause();
        kill.join();
        assertThat(killed).isTrue();
        assertThatThrownBy(calls::resume).isInstanceOf(Killed.class);
        calls.close();
    }

    @Test
    void aFreezeWaitsForTheEndOfWhatBelongsTogether() throws InterruptedException {
        Valve.Together calls = valve.begin();
        calls.pause();
        assertThat(valve.freezeIf(() -> true)).isFalse();
        AtomicBoolean frozen = new AtomicBoolean();
        Thread freeze = started(() -> frozen.set(valve.freeze()));
        await().until(() -> freeze.getState() == Thread.State.WAITING);
        assertThat(valve.inside(() -> "a call of the work")).isNotEmpty();
        calls.resume();
        assertThat(frozen).isFalse();
        calls.close();
        freeze.join();
        assertThat(frozen).isTrue();
        Thread next = started(() -> valve.begin().close());
        await().until(() -> next.getState() == Thread.State.WAITING);
        valve.wake();
        next.join();
    }

    @Test
    void whoFreezesInTheMidstStandsStillThere() throws InterruptedException {
        AtomicBoolean wentOn = new AtomicBoolean();
        Thread worker = started(() -> {
            try (Valve.Together calls = valve.begin()) {
                calls.pause();
                valve.freeze();
                calls.resume();
                wentOn.set(true);
            }
        });
        await().until(() -> worker.getState() == Thread.State.WAITING);
        assertThat(wentOn).isFalse();
        valve.wake();
        worker.join();
        assertThat(wentOn).isTrue();
        assertThat(valve.freezeIf(() -> true)).isTrue();
    }

    private static String uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task, "valve-test");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.HeldLock;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks (E14) at the default 60/10/30 s, in virtual time. */
class LocksTest {
    private static final String DOOR = "door";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Fleet fleet = new Fleet(11, EngineSettings.DEFAULT);
    private final Resource resource = new Resource();
    private final List<HeldLock.Loss> losses = new ArrayList<>();

    LocksTest() {
        fleet.push = true;
    }

    /** A resource that checks tokens: it accepts no lower one than it has seen. */
    private static final class Resource {
        private long highest;

        boolean accepts(HeldLock lock) {
            highest = Math.max(highest, lock.token());
            return lock.token() == highest;
        }
    }

    @AfterEach
    void noLoopFailed() {
        fleet.members
                .values()
                .forEach(member -> assertThat(member.runtime().problems()).isEmpty());
    }

    private Fleet.Member start(String label) {
        Fleet.Member member = fleet.start(label, Nature.kind());
        pass(Duration.ofSeconds(5));
        return member;
    }

    private void pass(Duration time) {
        fleet.world.run(time);
    }

    private static CompletableFuture<Optional<HeldLock>> ask(Fleet.Member by, Duration most) {
        return by.engine().locks().request(DOOR, most);
    }

    private Optional<HeldLock> tried(Fleet.Member by) {
        CompletableFuture<Optional<HeldLock>> answer = ask(by, Duration.ZERO);
        assertThat(fleet.world.runUntil(answer::isDone, Duration.ofSeconds(20))).isTrue();
        return answer.join();
    }

    private HeldLock taken(Fleet.Member by) {
        HeldLock lock = tried(by).orElseThrow();
        lock.onLost(losses::add);
        assertThat(lock.valid()).isTrue();
        return lock;
    }

    /** How long until the answer is there. */
    private Duration waited(CompletableFuture<Optional<HeldLock>> answer, Duration most) {
        long begun = fleet.world.nowMillis();
        assertThat(fleet.world.runUntil(answer::isDone, most)).isTrue();
        return Duration.ofMillis(fleet.world.nowMillis() - begun);
    }

    private LockRecord stored() {
        return fleet.store.lock(new LockName(DOOR));
    }

    /** What befalls the calls of this kind. */
    private static Nature befalling(Operation operation, UnaryOperator<Fate> change) {
        return new Nature() {
            @Override
            public Fate call(Operation called) {
                Fate kind = Nature.kind().call(called);
                return called == operation ? change.apply(kind) : kind;
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return Nature.kind().working();
            }
        };
    }

    private static Nature cutOff() {
        return new Nature() {
            @Override
            public Fate call(Operation called) {
                return Nature.kind().call(called).requestLost();
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return Nature.kind().working();
            }
        };
    }

    @Test
    void ofTwoThatWantALockOneHasItAndTheOtherGetsItUponTheRelease() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        assertThat(tried(b)).isEmpty();
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofMinutes(5));
        assertThat(waiting).isNotDone();
        assertThat(first.valid()).isTrue();

        first.close();

        assertThat(first.valid()).isFalse();
        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(1));
        HeldLock second = waiting.join().orElseThrow();
        assertThat(second.token()).isEqualTo(first.token() + 1);
        assertThat(losses).isEmpty();
    }

    @Test
    void aLockThatIsAskedForRightAfterTheStartWaitsForTheLease() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        assertThat(tried(a)).isPresent();
    }

    @Test
    void aLockIsNotReentrantAndServesItsEnginesWaitersInOrder() {
        Fleet.Member a = start("a");
        HeldLock first = taken(a);
        CompletableFuture<Optional<HeldLock>> second = ask(a, HOUR);
        CompletableFuture<Optional<HeldLock>> third = ask(a, HOUR);
        assertThat(tried(a)).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(second).isNotDone();

        first.close();

        assertThat(waited(second, HOUR)).isLessThan(Duration.ofSeconds(1));
        assertThat(third).isNotDone();
        second.join().orElseThrow().close();
        waited(third, HOUR);
        assertThat(third.join()).isPresent();
    }

    @Test
    void aLockCanBeTakenAgainRightAfterItWasClosed() {
        Fleet.Member a = start("a");
        taken(a).close();
        assertThat(tried(a)).isPresent();
    }

    @Test
    void whoWaitsTooLongGetsNothingAndLeavesNothing() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock lock = taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, Duration.ofSeconds(20));
        assertThat(waited(waiting, HOUR)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(21));
        assertThat(waiting.join()).isEmpty();
        lock.close();
        pass(Duration.ofMinutes(2));
        assertThat(stored().free()).isTrue();
        assertThat(stored().token()).isEqualTo(lock.token());
    }

    @Test
    void whoeverCancelsGetsNothing() {
        Fleet.Member a = start("a");
        ask(a, HOUR).cancel(false);
        pass(Duration.ofMinutes(1));
        assertThat(stored().free()).isTrue();
        assertThat(tried(a)).isPresent();
    }

    @Test
    void whoeverCancelsWhileTheTakeIsUnderWayHoldsNothing() {
        Fleet.Member a = start("a");
        CompletableFuture<Optional<HeldLock>> answer = ask(a, HOUR);
        assertThat(fleet.world.runUntil(() -> !stored().free(), HOUR)).isTrue();
        assertThat(answer.cancel(false)).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(stored().free()).isTrue();
        assertThat(stored().token()).isEqualTo(1);
    }

    @Test
    void aReleaseThatComesWhileAWaiterLooksIsNotMissed() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        b.runtime().nature(befalling(Operation.LOCK, fate -> Fate.well(fate.there(), Duration.ofSeconds(3))));
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofSeconds(1));
        first.close();
        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(7));
        assertThat(waiting.join()).isPresent();
    }

    @Test
    void whenAHolderIsKilledTheNextOneHasTheLockWithinTheBound() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofMinutes(3));
        a.runtime().kill();
        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(62));
        assertThat(waiting.join().orElseThrow().token()).isEqualTo(first.token() + 1);
    }

    @Test
    void theBoundHoldsThoughNoRingIsHeard() {
        fleet.bellLost = true;
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofMinutes(3));
        first.close();
        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(31));
        CompletableFuture<Optional<HeldLock>> next = ask(a, HOUR);
        pass(Duration.ofMinutes(3));
        b.runtime().kill();
        assertThat(waited(next, HOUR)).isLessThan(Duration.ofSeconds(62));
    }

    /** Redisson #4698: there, who lost the lock is never told. */
    @Test
    void aFrozenHolderHearsUponWakingThatItLostTheLockAndItsTokenIsRefused() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        assertThat(resource.accepts(first)).isTrue();
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        a.runtime().freeze();
        waited(waiting, HOUR);
        HeldLock second = waiting.join().orElseThrow();
        assertThat(resource.accepts(second)).isTrue();
        pass(Duration.ofMinutes(5));

        a.runtime().wake();
        assertThat(first.valid()).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(losses).hasSize(1);
        assertThat(losses.get(0).timeLeft()).isZero();
        assertThat(resource.accepts(first)).isFalse();
        assertThat(second.valid()).isTrue();
        assertThat(resource.accepts(second)).isTrue();
        assertThat(fleet.events).anyMatch(EngineEvent.LockLost.class::isInstance);

        second.close();
        pass(Duration.ofSeconds(1));
        assertThat(taken(a).token()).isEqualTo(second.token() + 1);
    }

    /** ShedLock #74: there, a late holder's unlock freed the next holder's lock. */
    @Test
    void aReleaseThatArrivesMinutesLateFreesNobodyElsesLock() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        a.runtime().nature(befalling(Operation.RELEASE_LOCK, fate -> fate.late(Duration.ofMinutes(5))));
        first.close();
        pass(Duration.ofMillis(100));
        a.runtime().kill();
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        waited(waiting, HOUR);
        HeldLock second = waiting.join().orElseThrow();
        pass(Duration.ofMinutes(10));
        assertThat(second.valid()).isTrue();
        assertThat(tried(start("c"))).isEmpty();
        assertThat(stored().token()).isEqualTo(second.token());
    }

    /** Redisson #7272: there, a renewal outlived the unlock, and nobody could ever lock again. */
    @Test
    void nothingOutlivesARelease() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        taken(a).close();
        pass(Duration.ofSeconds(1));
        fleet.asked.clear();
        pass(HOUR);
        assertThat(fleet.asked).doesNotContainKeys("lock", "takeLock", "releaseLock");
        assertThat(tried(b)).isPresent();
    }

    @Test
    void aTakeWhoseAnswerGetsLostIsRepeatedAndTakesOnce() {
        Fleet.Member a = start("a");
        fleet.forgotten.add("takeLock");
        CompletableFuture<Optional<HeldLock>> waiting = ask(a, HOUR);
        pass(Duration.ofSeconds(30));
        fleet.forgotten.clear();
        waited(waiting, HOUR);
        assertThat(waiting.join().orElseThrow().token()).isEqualTo(1);
    }

    @Test
    void whatATakeBringsForACallerThatIsGoneIsReleased() {
        Fleet.Member a = start("a");
        fleet.forgotten.add("takeLock");
        CompletableFuture<Optional<HeldLock>> waiting = ask(a, Duration.ofSeconds(20));
        waited(waiting, HOUR);
        assertThat(waiting.join()).isEmpty();
        assertThat(stored().free()).isFalse();
        fleet.forgotten.clear();
        pass(Duration.ofSeconds(10));
        assertThat(stored().free()).isTrue();
        assertThat(tried(a).orElseThrow().token()).isEqualTo(2);
    }

    @Test
    void aTakeThatArrivesLateTakesNothingOnceItsRepeatWasAnswered() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        a.runtime().nature(befalling(Operation.TAKE_LOCK, fate -> fate.late(Duration.ofMinutes(3))));
        CompletableFuture<Optional<HeldLock>> waiting = ask(a, HOUR);
        pass(Duration.ofSeconds(7));
        a.runtime().nature(Nature.kind());
        waited(waiting, HOUR);
        waiting.join().orElseThrow().close();
        pass(Duration.ofSeconds(5));
        tried(b).orElseThrow().close();
        pass(Duration.ofMinutes(10));
        assertThat(stored().free()).isTrue();
        assertThat(stored().token()).isEqualTo(2);
    }

    @Test
    void aReleaseIsRepeatedUntilItIsAcknowledged() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        fleet.failing.add("releaseLock");
        first.close();
        pass(Duration.ofMinutes(3));
        assertThat(tried(b)).isEmpty();
        fleet.failing.clear();
        pass(Duration.ofSeconds(6));
        assertThat(tried(b)).isPresent();
    }

    @Test
    void aTryHearsThatTheStoreDoesNotAnswer() {
        Fleet.Member a = start("a");
        fleet.failing.add("lock");
        CompletableFuture<Optional<HeldLock>> answer = ask(a, Duration.ZERO);
        assertThat(waited(answer, HOUR)).isLessThan(Duration.ofSeconds(11));
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.StoreUnavailable.class)
                .withMessageContaining("door");
    }

    @Test
    void nobodyTakesALockBeforeItWasHeldForItsLeastTime() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a).holdAtLeast(Duration.ofMinutes(3));
        pass(Duration.ofMinutes(1));
        first.close();
        pass(Duration.ofSeconds(1));
        assertThat(tried(b)).isEmpty();
        assertThat(waited(ask(b, HOUR), HOUR)).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(121));
    }

    @Test
    void anOutageBeyondTheDeadlineCostsTheLockAndTellsHowLongNobodyElseCanHaveIt() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        a.runtime().nature(cutOff());
        assertThat(fleet.world.runUntil(() -> !losses.isEmpty(), HOUR)).isTrue();
        assertThat(first.valid()).isFalse();
        HeldLock.Loss loss = losses.get(0);
        assertThat(loss.reason()).isEqualTo(HeldLock.Reason.UNPROVEN);
        Duration guard = EngineSettings.DEFAULT.guard();
        assertThat(loss.timeLeft()).isBetween(guard.minusSeconds(1), guard);
        assertThat(stored().free()).isFalse();

        a.runtime().nature(Nature.kind());
        pass(Duration.ofSeconds(7));

        assertThat(first.valid()).isFalse();
        assertThat(losses).hasSize(1);
        assertThat(tried(b)).isPresent();
        assertThat(fleet.events).noneMatch(EngineEvent.LeaseLost.class::isInstance);
    }

    @Test
    void aShutdownTellsTheHolderAndWaitsForItsRelease() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofSeconds(30));
        a.engine().shutdown();
        pass(Duration.ofSeconds(5));
        assertThat(losses).containsExactly(new HeldLock.Loss(HeldLock.Reason.SHUTDOWN, EngineSettings.DEFAULT.drain()));
        assertThat(first.valid()).isTrue();
        assertThat(waiting).isNotDone();
        assertThat(tried(a)).isEmpty();

        first.close();

        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(a.runtime().alive()).isFalse();
        assertThat(fleet.events).noneMatch(EngineEvent.LockLost.class::isInstance);
    }

    @Test
    void aShutdownTakesALockBackThatIsNotReleasedWithinTheDrainTime() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        HeldLock first = taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        a.engine().shutdown();
        Duration drain = EngineSettings.DEFAULT.drain();
        pass(drain.minusSeconds(1));
        assertThat(first.valid()).isTrue();
        Duration more = waited(waiting, HOUR);
        assertThat(first.valid()).isFalse();
        assertThat(more).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aWaiterOfAnEngineThatShutsDownGetsNothing() {
        Fleet.Member a = start("a");
        Fleet.Member b = start("b");
        taken(a);
        CompletableFuture<Optional<HeldLock>> waiting = ask(b, HOUR);
        pass(Duration.ofSeconds(5));
        b.engine().shutdown();
        assertThat(waited(waiting, HOUR)).isLessThan(Duration.ofSeconds(1));
        assertThat(waiting.join()).isEmpty();
    }

    @Test
    void whoAsksToBeToldAfterTheLossIsToldAtOnce() {
        Fleet.Member a = start("a");
        HeldLock lock = tried(a).orElseThrow();
        a.runtime().nature(cutOff());
        pass(Duration.ofMinutes(2));
        lock.onLost(losses::add);
        pass(Duration.ofMillis(100));
        assertThat(losses).hasSize(1);
    }
}

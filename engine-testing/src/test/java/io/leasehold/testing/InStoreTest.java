package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Command;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.memory.MemoryTransaction;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordLeaseStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** IN_STORE: the effect and its step commit together, or neither does (E13). */
class InStoreTest {
    private static final Duration LONG = Duration.ofMinutes(20);

    private final InStoreStage stage = new InStoreStage();

    @Test
    void everyStepIsOneTransactionAndNoIntentIsRecorded() {
        stage.start("first");
        stage.submit();
        while (stage.job().progress().status() != Status.FINISHED) {
            assertThat(stage.job().progress().open()).isEmpty();
            assertThat(stage.rows()).hasSize((int) stage.job().progress().sequence() - 1);
            assertThat(stage.fleet.world().step()).isTrue();
        }
        stage.allOnce();
    }

    @Test
    void keepsItsPace() {
        stage.start("first");
        stage.submit();
        stage.fleet.pass(Duration.ofSeconds(90));
        assertThat(stage.rows()).hasSize(2);
        stage.ends();
        stage.allOnce();
    }

    @Test
    void anOwnerThatDiesInTheTransactionLeavesNothing() {
        VirtualFleet.Instance first = stage.start("first");
        stage.within = connection -> {
            first.kill();
            throw new IllegalStateException("the process is gone");
        };
        stage.submit();
        stage.until(() -> !first.runtime().alive());
        stage.within = connection -> {};
        stage.start("second");
        stage.ends();
        stage.allOnce();
    }

    @Test
    void anOwnerThatDiesOnceItHasCommittedLeavesTheStepDone() {
        VirtualFleet.Instance first = stage.start("first");
        stage.behind = () -> {
            if (stage.rows().size() == 2) {
                first.kill();
            }
        };
        stage.submit();
        stage.until(() -> !first.runtime().alive());
        assertThat(stage.rows()).hasSize(2);
        stage.start("second");
        stage.ends();
        stage.allOnce();
    }

    @Test
    void anUnknownCommitIsAskedForAgainAndTheWorkIsNotDoneTwice() {
        int[] lost = {3};
        stage.behind = () -> {
            if (lost[0]-- > 0) {
                throw new UnknownOutcome("the commit was not answered");
            }
        };
        stage.start("first");
        stage.submit();
        stage.ends();
        stage.allOnce();
        assertThat(stage.worked).hasSize(3);
        assertThat(stage.job().progress().failures()).isZero();
    }

    @Test
    void aStoreThatCantBeReachedIsNoFailureOfTheStep() {
        int[] down = {4};
        stage.before = () -> {
            if (down[0]-- > 0) {
                throw new StoreUnavailable("no connection");
            }
        };
        stage.start("first");
        stage.submit();
        stage.ends();
        stage.allOnce();
        assertThat(stage.events).noneMatch(EngineEvent.Retrying.class::isInstance);
    }

    @Test
    void workThatThrowsIsRolledBackAndTriedAgainLater() {
        int[] failures = {3};
        stage.within = connection -> {
            if (failures[0]-- > 0) {
                throw new IllegalStateException("no such account");
            }
        };
        stage.start("first");
        stage.submit();
        stage.ends();
        stage.allOnce();
        assertThat(stage.worked).hasSize(6);
        assertThat(stage.events)
                .filteredOn(EngineEvent.Retrying.class::isInstance)
                .hasSize(3);
    }

    @Test
    void afterTenFailuresTheJobIsFailed() {
        stage.within = connection -> {
            throw new IllegalStateException("no such account");
        };
        stage.start("first");
        stage.submit();
        assertThat(stage.fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        assertThat(stage.job().progress().status()).isEqualTo(Status.FAILED);
        assertThat(stage.job().progress().failures()).isEqualTo(10);
        assertThat(stage.job().progress().error().orElseThrow()).contains("no such account");
        assertThat(stage.rows()).isEmpty();
    }

    /** The answer is lost, and before it can be asked for again the owner freezes for longer than its lease. */
    @Test
    void aFormerOwnersRepeatDoesNothing() {
        VirtualFleet.Instance first = stage.start("first");
        boolean[] lost = {false};
        stage.before = () -> {
            if (!lost[0]) {
                lost[0] = true;
                first.freeze();
                throw new UnknownOutcome("the commit was not answered");
            }
        };
        stage.submit();
        stage.until(() -> lost[0]);
        stage.start("second");
        stage.fleet.pass(Duration.ofMinutes(2));
        first.wake();
        stage.ends();
        stage.allOnce();
        assertThat(stage.worked).hasSize(3);
    }

    @Test
    void aFrozenOwnerThatWakesBehindTheGateIsFenced() {
        VirtualFleet.Instance first = stage.start("first");
        boolean[] once = {false};
        first.runtime().beforeEach(what -> {
            if (what.equals("body") && !once[0] && stage.rows().size() == 1 && stage.deciding == 2) {
                once[0] = true;
                first.freeze();
            }
        });
        stage.submit();
        stage.until(() -> first.runtime().isFrozen());
        stage.start("second");
        stage.fleet.pass(Duration.ofSeconds(90));
        int before = stage.worked.size();
        first.wake();
        stage.fleet.pass(Duration.ofSeconds(1));
        assertThat(stage.worked).hasSize(before);
        stage.ends();
        stage.allOnce();
    }

    @Test
    void aStopIsHeeded() {
        stage.start("first");
        stage.submit();
        stage.until(() -> stage.rows().size() == 1);
        stage.order(new Command.Stop());
        stage.fleet.pass(LONG);
        assertThat(stage.rows().size()).isLessThanOrEqualTo(2);
        assertThat(stage.job().ownership().owner()).isEmpty();
        stage.order(new Command.Start());
        stage.ends();
        stage.allOnce();
    }

    @Test
    void aStopIsHeededWhileTheStoreCantBeReached() {
        stage.before = () -> {
            throw new StoreUnavailable("no connection");
        };
        stage.start("first");
        stage.submit();
        stage.fleet.pass(Duration.ofMinutes(1));
        stage.order(new Command.Stop());
        stage.fleet.pass(Duration.ofMinutes(1));
        assertThat(stage.job().ownership().owner()).isEmpty();
        assertThat(stage.rows()).isEmpty();
    }

    @Test
    void whoShutsDownHandsOverAtOnce() {
        VirtualFleet.Instance first = stage.start("first");
        stage.submit();
        stage.until(() -> stage.rows().size() == 1);
        stage.start("second");
        stage.fleet.pass(Duration.ofSeconds(30));
        first.shutdown();
        stage.fleet.pass(Duration.ofSeconds(2));
        assertThat(first.runtime().alive()).isFalse();
        stage.ends();
        stage.allOnce();
    }

    /** Nobody knows where the job stands: no release may be written, and the lease's end is the hand-over. */
    @Test
    void whoShutsDownWithAnUnknownCommitClaimsNothingOfIt() {
        VirtualFleet.Instance first = stage.start("first");
        stage.behind = () -> {
            if (first.runtime().alive()) {
                throw new UnknownOutcome("the commit was not answered");
            }
        };
        stage.submit();
        stage.until(() -> stage.rows().size() == 1);
        first.shutdown();
        stage.until(() -> !first.runtime().alive());
        stage.start("second");
        stage.ends();
        stage.allOnce();
        assertThat(stage.job().progress().doubts().count()).isZero();
    }

    @Test
    void anEngineRefusesAStoreThatCommitsNothingTogether() {
        LeaseStore records = RecordLeaseStore.over(new InMemoryRecordStore(() -> 0), StoreOptions.DEFAULT);
        assertThatThrownBy(() -> TakeoverEngine.on(records).run(stage.type).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("performs in the store's transaction")
                .hasMessageContaining("offers none");
        JobType<String, Integer, String> other = stage.start
                .next((job, done) -> Step.finish())
                .performInStore(java.sql.Connection.class, (text, connection, delivery) -> {});
        assertThatThrownBy(() -> stage.fleet.start("first", other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.sql.Connection");
        assertThatThrownBy(() -> stage.type.mode(DeliveryMode.atLeastOnce()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IN_STORE");
    }

    @Test
    void aJobIsSubmittedInTheUsersTransaction() {
        TakeoverEngine engine = stage.start("first").engine();
        MemoryTransaction dropped = stage.memory().transactions().begin();
        engine.submit(dropped, stage.type, "user-42", "+91");
        dropped.rollback();
        stage.fleet.pass(Duration.ofMinutes(1));
        MemoryTransaction kept = stage.memory().transactions().begin();
        kept.add("order");
        assertThat(engine.submit(kept, stage.type, "user-42", "+91")).isInstanceOf(SubmitAnswer.Created.class);
        assertThat(engine.submit(kept, stage.type, "user-42", "+91")).isInstanceOf(SubmitAnswer.Same.class);
        kept.commit();
        engine.poke();
        stage.fleet.pass(Duration.ofSeconds(1));
        assertThat(stage.rows()).as("poked, it didn't wait for the scan").containsExactly("order", "row 1");
        assertThatThrownBy(() -> engine.submit("no connection", stage.type, "user-43", "+91"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MemoryTransaction");
    }

    /** A step that was begun before its type changed to IN_STORE: what became of it nobody here can know. */
    @Test
    void aStepInDoubtOfAnotherModeIsLeftToAPerson() {
        JobType<String, Integer, String> before = stage.start
                .next(stage::next)
                .perform((text, delivery) -> stage.first().kill());
        stage.startWith("first", before);
        stage.submit();
        stage.until(() -> !stage.first().runtime().alive());
        stage.start("second");
        assertThat(stage.fleet.passUntilAllHaveEnded(LONG)).isTrue();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        stage.order(new Command.Resolve(1, 1, Command.Verdict.NOT_DELIVERED));
        stage.ends();
        stage.allOnce();
    }
}

package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.EngineHealth.State;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.JobId;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Workers that hang, handlers that throw errors, stores that don't answer: what becomes of the rest, and what health says (E2, E7). */
class TroubleStoriesTest {
    private static final Duration AFTER = EngineSettings.DEFAULT
            .stepTimeout()
            .plus(EngineSettings.DEFAULT.guard())
            .plusSeconds(10);

    private final Fleet fleet = new Fleet(13, EngineSettings.DEFAULT);
    private final Hanging nature = new Hanging();

    /** The next body that begins hangs for this long and ignores its interrupt, if the sink says so. */
    private static final class Hanging implements Nature {
        private boolean next;
        private Duration hangs = Duration.ofMinutes(20);
        private Duration works = Nature.kind().working();

        @Override
        public Fate call(Operation operation) {
            return Nature.kind().call(operation);
        }

        @Override
        public Duration scheduling() {
            return Nature.kind().scheduling();
        }

        @Override
        public boolean heedsInterrupts() {
            return !next;
        }

        @Override
        public Duration working() {
            Duration time = next ? hangs : works;
            next = false;
            return time;
        }
    }

    /** The first step of so many jobs hangs; as many others have nothing of it. */
    private Fleet.Member hangingJobs(int hanging) {
        fleet.sink = (number, delivery) ->
                nature.next = number == 1 && delivery.step().job().value().startsWith("hanging");
        Fleet.Member a = fleet.start("a", nature);
        for (int i = 0; i < hanging; i++) {
            fleet.submit("hanging-" + i, 3);
            fleet.submit("other-" + i, 3);
        }
        return a;
    }

    @Test
    void stuckWorkersAreGivenUpAndReplacedAndTheirStepsAreInDoubt() {
        Fleet.Member a = hangingJobs(4);
        fleet.world.run(AFTER);
        assertThat(fleet.events)
                .filteredOn(EngineEvent.WorkerStuck.class::isInstance)
                .hasSize(4);
        assertThat(a.engine().health().state()).isEqualTo(State.LIVE);
        assertThat(a.engine().health().stuckWorkers()).isEqualTo(4);
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.doubts).hasSize(4);
        assertThat(fleet.violations()).isEmpty();
        fleet.world.run(Duration.ofMinutes(20));
        assertThat(a.engine().health().stuckWorkers()).as("they have come back").isZero();
    }

    @Test
    void beyondTheBoundTheLeaseEndsHealthSaysWhyAndTheInstanceRejoinsWhenTheyComeBack() {
        Fleet.Member a = hangingJobs(5);
        fleet.world.run(Duration.ofSeconds(20));
        fleet.start("b", Nature.kind());
        fleet.world.run(AFTER);
        assertThat(fleet.events)
                .anyMatch(event ->
                        event instanceof EngineEvent.LeaseLost lost && lost.reason() == LossReason.WORKERS_STUCK);
        assertThat(a.engine().health().state()).isEqualTo(State.STUCK);
        assertThat(a.engine().health().reason())
                .isEqualTo("5 workers ignore their interrupt: the lease was ended until they come back");
        assertThat(a.engine().health().jobs()).isZero();
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.sent).filteredOn(sent -> sent.by().equals("b")).isNotEmpty();
        assertThat(fleet.violations()).isEmpty();
        fleet.world.run(Duration.ofMinutes(20));
        assertThat(a.engine().health().state()).isEqualTo(State.LIVE);
        assertThat(fleet.events)
                .filteredOn(EngineEvent.Joined.class::isInstance)
                .hasSize(3);
    }

    @Test
    void whoGivesItsLeaseUpOverStuckWorkersRingsSoThatItsJobsGoOnElsewhereAtOnce() {
        fleet.push = true;
        Fleet.Member a = hangingJobs(5);
        fleet.world.run(Duration.ofSeconds(20));
        Fleet.Member b = fleet.start("b", Nature.kind());
        assertThat(fleet.world.runUntil(() -> a.engine().health().state() == State.STUCK, AFTER))
                .isTrue();
        fleet.world.run(Duration.ofSeconds(2));
        assertThat(b.engine().health().jobs()).isEqualTo(10);
    }

    @Test
    void whoLeavesInOrderEndsItsLeaseCleanHoweverManyWorkersAreStuck() {
        Fleet.Member a = hangingJobs(5);
        fleet.world.run(Duration.ofSeconds(26));
        nature.works = Duration.ofSeconds(14).plusMillis(500);
        fleet.submit("busy", 3);
        fleet.world.run(Duration.ofMillis(200));
        a.engine().shutdown();
        fleet.world.run(EngineSettings.DEFAULT.shutdownBudget());
        assertThat(a.runtime().alive()).isFalse();
        assertThat(fleet.events)
                .filteredOn(EngineEvent.WorkerStuck.class::isInstance)
                .hasSize(5);
        assertThat(fleet.events).noneMatch(EngineEvent.LeaseLost.class::isInstance);
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(10));
        assertThat(fleet.steps.keySet())
                .allMatch(job -> fleet.record(job).progress().lapses() == 0);
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.doubts.keySet())
                .as("what was performed within the drain is in no doubt")
                .hasSize(5)
                .allMatch(step -> step.startsWith("hanging-"));
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void heartbeatsGoOnWhileEveryWorkerIsBlocked() {
        nature.works = Duration.ofSeconds(25);
        fleet.start("a", nature);
        for (int i = 0; i < 64; i++) {
            fleet.submit("job-" + i, 3);
        }
        fleet.world.run(Duration.ofSeconds(20));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofMinutes(5));
        assertThat(fleet.events)
                .noneMatch(event -> event instanceof EngineEvent.TookOver
                        || event instanceof EngineEvent.LeaseLost
                        || event instanceof EngineEvent.Suspended);
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.sent).isNotEmpty();
    }

    @Test
    void aHandlerThatThrowsAnErrorHurtsItsOwnJobAlone() {
        fleet.sink = (number, delivery) -> {
            if (delivery.step().job().value().equals("bad")) {
                throw new StackOverflowError("planted");
            }
        };
        fleet.start("a", Nature.kind());
        fleet.submit("bad", 10);
        for (int i = 0; i < 10; i++) {
            fleet.submit("good-" + i, 10);
        }
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.record(new JobId("bad")).progress().status()).isEqualTo(Status.PARKED);
        for (int i = 0; i < 10; i++) {
            assertThat(fleet.record(new JobId("good-" + i)).progress().status()).isEqualTo(Status.FINISHED);
        }
        assertThat(fleet.events).noneMatch(EngineEvent.LeaseLost.class::isInstance);
    }

    @Test
    void anOutageSuspendsAndHealthSaysSinceWhenAndWhatTheStoreSaid() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 100);
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(a.engine().health().trouble()).isEmpty();
        fleet.failing.addAll(List.of("renew", "survey", "write", "bell", "owned", "find"));
        fleet.world.run(Duration.ofMinutes(2));
        assertThat(a.engine().health().state()).isEqualTo(State.SUSPENDED);
        assertThat(a.engine().health().trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.standing()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120));
            assertThat(trouble.problem()).contains("now");
        });
        fleet.failing.clear();
        fleet.world.run(Duration.ofSeconds(30));
        assertThat(a.engine().health().state()).isEqualTo(State.LIVE);
        assertThat(a.engine().health().trouble()).isEmpty();
        assertThat(fleet.events)
                .anyMatch(EngineEvent.Resumed.class::isInstance)
                .noneMatch(EngineEvent.LeaseLost.class::isInstance);
    }

    @Test
    void oneKindOfCallThatTheStoreRejectsShowsThoughTheOthersAreAnswered() {
        fleet.refusedJob = Optional.of(new JobId("job"));
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.submit("job", 5);
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(a.engine().health().state()).isEqualTo(State.LIVE);
        assertThat(a.engine().health().trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.operation()).isEqualTo(Operation.WRITE));
    }
}

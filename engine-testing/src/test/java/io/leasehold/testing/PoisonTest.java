package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.store.Command;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.testing.PoisonStage.Where;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E10: a job that takes its owners down is found out, and nobody else pays for it. */
class PoisonTest {
    private static final int NEIGHBOURS = 40;

    @ParameterizedTest
    @EnumSource(
            value = Where.class,
            names = {"DECIDING", "PERFORMING"})
    void aJobThatTakesDownWhoeverRunsItIsQuarantinedAfterThree(Where where) {
        assertQuarantinedAfterThree(new PoisonStage(), where);
    }

    @ParameterizedTest
    @EnumSource(
            value = Where.class,
            names = {"DECIDING", "PERFORMING"})
    void soItIsWhereAStepInDoubtIsRepeated(Where where) {
        assertQuarantinedAfterThree(PoisonStage.atLeastOnce(), where);
    }

    @ParameterizedTest
    @EnumSource(
            value = Where.class,
            names = {"DECIDING", "PERFORMING"})
    void soItIsWhereTheSinkIsAsked(Where where) {
        assertQuarantinedAfterThree(PoisonStage.confirmed(), where);
    }

    private static void assertQuarantinedAfterThree(PoisonStage stage, Where where) {
        stage.poison("poison", where);
        begin(stage);
        assertThat(stage.ends()).isTrue();
        assertThat(stage.killed).containsEntry("poison", 3).hasSize(1);
        Progress guilty = stage.job("poison").progress();
        assertThat(guilty.status()).isEqualTo(Status.QUARANTINED);
        assertThat(guilty.error().orElseThrow()).contains("3 owners were lost").contains("start the job again");
        assertThat(stage.job("poison").ownership().owner()).isEmpty();
        assertNeighboursUnharmed(stage);
        assertThat(stage.events)
                .anyMatch(event -> event instanceof EngineEvent.JobEnded ended && ended.status() == Status.QUARANTINED)
                .anyMatch(event -> event instanceof EngineEvent.OnProbation probation
                        && probation.step().job().value().equals("poison"));
    }

    @Test
    void aQuestionToTheSinkThatTakesItsOwnerDownIsFoundOutToo() {
        PoisonStage stage = PoisonStage.confirmed();
        stage.poison("poison", Where.PERFORMING);
        begin(stage);
        assertThat(stage.fleet.world().runUntil(() -> stage.killed.size() == 1, PoisonStage.LONG))
                .isTrue();
        stage.poison("poison", Where.CONFIRMING);
        assertThat(stage.ends()).isTrue();
        assertThat(stage.killed).containsEntry("poison", 3).hasSize(1);
        assertThat(stage.status("poison")).isEqualTo(Status.QUARANTINED);
        assertNeighboursUnharmed(stage);
    }

    @Test
    void severalAreFoundOutOneAfterTheOther() {
        PoisonStage stage = new PoisonStage();
        List<String> guilty = List.of("poison", "neighbour-3", "neighbour-20");
        guilty.forEach(job -> stage.poison(job, Where.PERFORMING));
        begin(stage);
        assertThat(stage.ends()).isTrue();
        assertThat(guilty).allMatch(job -> stage.status(job) == Status.QUARANTINED);
        guilty.forEach(stage::mend);
        for (int i = 0; i < NEIGHBOURS; i++) {
            String job = "neighbour-" + i;
            assertThat(guilty.contains(job) || stage.status(job) == Status.FINISHED)
                    .as(job)
                    .isTrue();
        }
        assertThat(stage.killed.values()).allMatch(times -> times <= 5);
    }

    @Test
    void aQuarantinedJobGoesOnWhereItStoodOnceAPersonHasStartedIt() {
        PoisonStage stage = new PoisonStage();
        stage.poison("poison", Where.PERFORMING);
        begin(stage);
        assertThat(stage.ends()).isTrue();
        long reached = stage.job("poison").progress().sequence();
        assertThat(stage.job("poison").progress().open())
                .as("the step in doubt")
                .isPresent();
        stage.mend("poison");
        stage.start("poison");
        Progress fresh = stage.job("poison").progress();
        assertThat(fresh.lapses() + fresh.failures()).isZero();
        assertThat(stage.ends()).isTrue();
        assertThat(stage.status("poison")).isEqualTo(Status.FINISHED);
        assertThat(stage.job("poison").progress().doubts().last().get(2).sequence())
                .as("what was in doubt at its quarantine is skipped and on record")
                .isEqualTo(reached);
    }

    /** Whole fleets die; nobody is guilty, and each suspect is heard by itself. */
    @Test
    void jobsThatMerelyStoodBesideAreAcquittedOneAtATime() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        dieAtWork(stage, 2);
        assertThat(stage.suspects()).isGreaterThan(NEIGHBOURS / 2);
        assertThat(stage.ends()).isTrue();
        assertNeighboursUnharmed(stage);
        assertThat(stage.mostOnProbationAtOnce)
                .as("suspects that two instances ran at once")
                .isBetween(1L, 2L);
    }

    /** Whoever dies counts one lapse more, for those too whose turn had not come; only who was in turn is set aside. */
    @Test
    void suspectsWhoseTurnNeverCameStaySuspects() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        dieAtWork(stage, 4);
        assertThat(stage.suspects()).isGreaterThan(NEIGHBOURS / 2);
        assertThat(stage.ends()).isTrue();
        assertThat(IntStream.range(0, NEIGHBOURS).filter(i -> stage.status("neighbour-" + i) == Status.QUARANTINED))
                .as("those that two instances had in turn when they died a third time and a fourth")
                .hasSizeBetween(1, 4);
    }

    @Test
    void cleanStopsAndRestartsMakeNobodyASuspect() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        for (int i = 0; i < 10; i++) {
            stage.fleet.pass(Duration.ofSeconds(25));
            stage.start();
            stage.fleet.pass(Duration.ofSeconds(5));
            stage.alive().get(i).shutdown();
        }
        assertThat(stage.suspects()).isZero();
        assertThat(stage.ends()).isTrue();
        assertThat(stage.events).noneMatch(EngineEvent.OnProbation.class::isInstance);
        assertNeighboursUnharmed(stage);
    }

    /** Its owners leave in order, over and over, while it is on probation: that tells nothing about it. */
    @Test
    void aCleanStopOnProbationCountsNothing() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        dieAtWork(stage, 2);
        stage.working(Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            assertThat(stage.fleet.world().runUntil(() -> stage.onProbation() > 0, PoisonStage.LONG))
                    .isTrue();
            List<VirtualFleet.Instance> leaving = stage.alive();
            stage.start();
            leaving.forEach(VirtualFleet.Instance::shutdown);
            stage.fleet.pass(Duration.ofSeconds(30));
        }
        stage.working(Duration.ofMillis(5));
        assertThat(stage.ends()).isTrue();
        assertNeighboursUnharmed(stage);
    }

    /** It is tried again after a while like any other, and while it waits the others have their turn. */
    @Test
    void aSuspectThatWaitsForItsNextTryHoldsNobodysTurn() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        dieAtWork(stage, 2);
        stage.poison("poison", Where.NOT_PERFORMING);
        assertThat(stage.fleet.world().runUntil(() -> stage.suspects() <= 1, Duration.ofMinutes(3)))
                .as("the neighbours are acquitted while the job backs off")
                .isTrue();
        assertThat(stage.ends()).isTrue();
        assertThat(stage.status("poison")).isEqualTo(Status.FAILED);
        assertThat(stage.onProbation()).isZero();
        assertNeighboursUnharmed(stage);
    }

    @Test
    void aSuspectThatIsStoppedIsReleasedWithoutAMark() {
        PoisonStage stage = new PoisonStage();
        begin(stage);
        dieAtWork(stage, 2);
        assertThat(stage.fleet.world().runUntil(() -> stage.onProbation() > 0, PoisonStage.LONG))
                .isTrue();
        for (int i = 0; i < NEIGHBOURS; i++) {
            stage.order("neighbour-" + i, new Command.Stop());
        }
        stage.order("poison", new Command.Stop());
        stage.fleet.pass(Duration.ofMinutes(2));
        assertThat(stage.onProbation()).isZero();
        assertThat(stage.job("poison").ownership().owner()).isEmpty();
    }

    private static void begin(PoisonStage stage) {
        stage.start();
        stage.start();
        stage.submit("poison", 10);
        for (int i = 0; i < NEIGHBOURS; i++) {
            stage.submit("neighbour-" + i, 60);
        }
        stage.fleet.pass(Duration.ofSeconds(5));
    }

    /** Nothing is ever performed between the deaths. */
    private static void dieAtWork(PoisonStage stage, int times) {
        stage.working(Duration.ofSeconds(20));
        stage.fleet.pass(Duration.ofSeconds(11));
        for (int death = 0; death < times; death++) {
            stage.allDie();
        }
        stage.working(Duration.ofMillis(5));
    }

    private static void assertNeighboursUnharmed(PoisonStage stage) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            assertThat(stage.status("neighbour-" + i)).isEqualTo(Status.FINISHED);
        }
    }
}

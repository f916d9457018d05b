package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.job.Decision;
import io.leasehold.job.NotPerformed;
import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** E9 as arithmetic. */
class StepRulesTest {
    private static final Bytes HERE = Bytes.ofUtf8("here");
    private static final Bytes THERE = Bytes.ofUtf8("there");
    private static final Decision.Perform STEP =
            new Decision.Perform(HERE, Bytes.ofUtf8("effect"), THERE, Pace.AT_ONCE);

    private final Progress open = StepRules.intended(Progress.initial(1), STEP, 1);

    @Test
    void anIntentKeepsTheSequenceAndTheStateItWasDecidedOn() {
        assertThat(open.sequence()).isEqualTo(1);
        assertThat(open.state()).contains(HERE);
        assertThat(open.open().orElseThrow().inDoubt()).isTrue();
    }

    @Test
    void aPerformedStepLeadsOnAndClearsWhatCounted() {
        Progress before = open.change().failures(3).lapses(2).probation(true).done();
        Progress after = StepRules.performed(before, THERE);
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(after.state()).contains(THERE);
        assertThat(after.open()).isEmpty();
        assertThat(after.failures() + after.lapses()).isZero();
        assertThat(after.probation()).isFalse();
    }

    @Test
    void aStepNotPerformedStaysTheSameStepAndIsTriedAgainAsAnotherAttempt() {
        Progress failed = StepRules.notPerformed(open, new NotPerformed("no line"));
        assertThat(failed.sequence()).isEqualTo(1);
        assertThat(failed.failures()).isEqualTo(1);
        assertThat(failed.open().orElseThrow().inDoubt()).isFalse();
        OpenStep again = StepRules.attemptedAgain(failed).open().orElseThrow();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.effect()).isEqualTo(STEP.effect());
        assertThat(again.doubted()).isFalse();
    }

    @Test
    void tenFailuresInARowAreFailed() {
        Progress progress = open;
        for (int i = 1; i < Backoff.MOST_FAILURES; i++) {
            progress = StepRules.attemptedAgain(StepRules.notPerformed(progress, new NotPerformed("no")));
            assertThat(progress.status()).isEqualTo(Status.READY);
        }
        assertThat(StepRules.notPerformed(progress, new NotPerformed("no")).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aDoubtedStepIsNeverFailedAsNotPerformed() {
        OpenStep doubted = new OpenStep(STEP.effect(), THERE, Pace.AT_ONCE, 10, OpenStep.Standing.INTENDED, true);
        Progress progress = open.change().failures(9).open(Optional.of(doubted)).done();
        assertThat(StepRules.notPerformed(progress, new NotPerformed("no")).status())
                .isEqualTo(Status.PARKED);
    }

    @Test
    void aSkippedStepLeadsOnAndIsReported() {
        Progress skipped = StepRules.skipped(open, doubt(1, Doubt.Cause.OWNER_GONE), Optional.empty());
        assertThat(skipped.sequence()).isEqualTo(2);
        assertThat(skipped.state()).contains(THERE);
        assertThat(skipped.doubts().count()).isEqualTo(1);
        assertThat(skipped.status()).isEqualTo(Status.READY);
    }

    @Test
    void threeStepsInARowLeftInDoubtByPerformParkTheJob() {
        Progress progress = open;
        for (int n = 1; n <= 3; n++) {
            progress = StepRules.skipped(
                    progress, doubt(n, Doubt.Cause.PERFORM_ENDED), Optional.of(new IllegalStateException("sink")));
            assertThat(progress.status()).isEqualTo(n < 3 ? Status.READY : Status.PARKED);
            progress = n < 3 ? StepRules.intended(progress, STEP, 1) : progress;
        }
        assertThat(progress.error().orElseThrow()).contains("sink");
    }

    @Test
    void lapsesSurviveAStepThatWasSkipped() {
        Progress lapsed = open.change().lapses(2).done();
        Progress skipped = StepRules.skipped(lapsed, doubt(1, Doubt.Cause.OWNER_GONE), Optional.empty());
        assertThat(skipped.lapses()).isEqualTo(2);
    }

    private static Doubt doubt(long sequence, Doubt.Cause cause) {
        return new Doubt(sequence, 1, cause, Doubt.Resolution.SKIPPED);
    }

    @Test
    void twoLapsesInARowMakeASuspect() {
        assertThat(StepRules.suspect(open.change().lapses(1).done())).isFalse();
        assertThat(StepRules.suspect(open.change().lapses(2).done())).isTrue();
    }

    @Test
    void onlyALapseSinceItsProbationBeganConvicts() {
        Progress marked = StepRules.onProbation(open.change().lapses(5).done());
        assertThat(marked.probation()).isTrue();
        assertThat(StepRules.lapsedOnProbation(marked))
                .as("handed over cleanly")
                .isFalse();
        Progress lapsed = marked.change().lapses(marked.lapses() + 1).done();
        assertThat(StepRules.lapsedOnProbation(lapsed)).isTrue();
        assertThat(StepRules.lapsedOnProbation(StepRules.offProbation(lapsed))).isFalse();
    }

    @Test
    void aQuarantinedJobKeepsItsStepInDoubtForAPerson() {
        Progress set = StepRules.quarantined(StepRules.onProbation(open), "why");
        assertThat(set.status()).isEqualTo(Status.QUARANTINED);
        assertThat(set.open()).isEqualTo(open.open());
        assertThat(set.probation()).isFalse();
        assertThat(set.error()).contains("why");
    }

    @Test
    void aStepClosedInDoubtKeepsItsLapses() {
        Progress suspect = open.change().lapses(2).done();
        Doubt doubt = new Doubt(1, 1, Doubt.Cause.OWNER_GONE, Doubt.Resolution.SKIPPED);
        assertThat(StepRules.skipped(suspect, doubt, Optional.empty()).lapses()).isEqualTo(2);
        assertThat(StepRules.delivered(suspect, doubt).lapses()).isEqualTo(2);
    }
}

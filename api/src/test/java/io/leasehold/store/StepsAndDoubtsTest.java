package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Doubt.Cause;
import io.leasehold.store.Doubt.Resolution;
import org.junit.jupiter.api.Test;

class StepsAndDoubtsTest {
    private static final OpenStep INTENT = OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE);

    @Test
    void anIntentIsInDoubtUntilItIsKnownNotToHaveHappened() {
        assertThat(INTENT.inDoubt()).isTrue();
        assertThat(INTENT.notPerformed().inDoubt()).isFalse();
        assertThat(INTENT.notPerformed().attempt()).isEqualTo(1);
    }

    @Test
    void anotherAttemptOfAStepInDoubtStaysInDoubtHoweverItEnds() {
        OpenStep second = INTENT.again();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.doubted()).isTrue();
        assertThat(second.notPerformed().inDoubt()).isTrue();
        assertThat(second.notPerformed().again().doubted()).isTrue();
    }

    @Test
    void anotherAttemptOfAStepThatSurelyDidNotHappenCarriesNoDoubt() {
        OpenStep second = INTENT.notPerformed().again();
        assertThat(second.doubted()).isFalse();
        assertThat(second.inDoubt()).isTrue();
        assertThat(second.effect()).isEqualTo(INTENT.effect());
        assertThat(second.nextState()).isEqualTo(INTENT.nextState());
    }

    @Test
    void aLogKeepsTheLastSixteenDoubtsAndCountsThemAll() {
        DoubtLog log = DoubtLog.EMPTY;
        for (int sequence = 1; sequence <= 20; sequence++) {
            log = log.with(doubt(sequence, Cause.OWNER_GONE));
        }
        assertThat(log.count()).isEqualTo(20);
        assertThat(log.last())
                .extracting(Doubt::sequence)
                .hasSize(16)
                .startsWith(5L)
                .endsWith(20L);
    }

    @Test
    void theRowOfStepsThatPerformLeftInDoubtEndsAtAGapOrAtAnotherCause() {
        DoubtLog log = DoubtLog.EMPTY
                .with(doubt(3, Cause.PERFORM_ENDED))
                .with(doubt(5, Cause.PERFORM_ENDED))
                .with(doubt(6, Cause.PERFORM_ENDED));
        assertThat(log.endedInDoubtBefore(7)).isEqualTo(2);
        assertThat(log.endedInDoubtBefore(8)).as("step 7 was not in doubt").isZero();
        assertThat(log.endedInDoubtBefore(6))
                .as("the last entry is the step itself")
                .isZero();
        assertThat(log.with(doubt(7, Cause.OWNER_GONE)).endedInDoubtBefore(8)).isZero();
        assertThat(DoubtLog.EMPTY.endedInDoubtBefore(1)).isZero();
    }

    private static Doubt doubt(long sequence, Cause cause) {
        return new Doubt(sequence, 1, cause, Resolution.SKIPPED);
    }
}

package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.WriteAnswer.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteRulesTest {
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);

    /** Stored: alice's, token 5, revision 3, sequence 7, wish STOPPED by command 2. */
    @ParameterizedTest(name = "R11, R12: token {0}, revision {1}, sequence {2} → {3}")
    @CsvSource({
        "5, 4, 7, to be applied",
        "5, 9, 8, to be applied",
        "5, 3, 7, 'Applied[wish=STOPPED, commandNumber=2]'",
        "5, 3, 1, 'Applied[wish=STOPPED, commandNumber=2]'",
        "5, 2, 7, Superseded[]",
        "5, 2, 1, Superseded[]",
        "5, 4, 6, 'Refused[reason=the sequence never goes back: stored 7, written 6]'",
        "4, 3, 7, Fenced[]",
        "4, 4, 8, Fenced[]",
        "6, 1, 1, Regressed[loss=TOKEN_WENT_BACK]"
    })
    void judgedInOrder(long token, long revision, long sequence, String expected) {
        JobRecord stored = stored(new Ownership(Optional.of(ALICE), 5, 3, 1));
        assertThat(WriteRules.judge(write(ALICE, token, revision, sequence), stored)
                        .map(Object::toString)
                        .orElse("to be applied"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("R11 the same token under another owner is a loss, under none a claim that is over")
    void foreign() {
        Write mine = write(ALICE, 5, 4, 7);
        assertThat(WriteRules.judge(mine, stored(new Ownership(Optional.of(BOB), 5, 0, 1))))
                .contains(new WriteAnswer.Regressed(Loss.TOKEN_GIVEN_TWICE));
        assertThat(WriteRules.judge(mine, stored(new Ownership(Optional.of(BOB), 6, 0, 1))))
                .contains(new WriteAnswer.Fenced());
        assertThat(WriteRules.judge(mine, stored(Ownership.none(5)))).contains(new WriteAnswer.Fenced());
        assertThat(WriteRules.judge(mine, stored(Ownership.none(4))))
                .contains(new WriteAnswer.Regressed(Loss.TOKEN_WENT_BACK));
    }

    private static Write write(LeaseId owner, long token, long revision, long sequence) {
        Progress progress = Progress.initial(1).change().sequence(sequence).done();
        return new Write(new JobId("letter"), owner, token, revision, progress, Optional.empty(), false);
    }

    private static JobRecord stored(Ownership ownership) {
        return new JobRecord(
                new JobId("letter"),
                "mail",
                RunId.of(1),
                Bytes.EMPTY,
                Wish.STOPPED,
                2,
                ownership,
                Progress.initial(1).change().sequence(7).done(),
                Duration.ZERO,
                Optional.empty(),
                List.of());
    }
}

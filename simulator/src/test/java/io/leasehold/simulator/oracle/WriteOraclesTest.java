package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AUTH and MONO pass a good history, and find the violation that is planted in it. */
class WriteOraclesTest {
    private final List<HistoryEvent> history = new ArrayList<>(List.of(
            new Claimed(1, "job", "run", 1, "a", "lease-a", null, "message", 1),
            new Written(2, "job", "run", 1, "a", 1, 1, null, null),
            new Written(3, "job", "run", 1, "a", 2, 2, null, null),
            new Claimed(9, "job", "run", 2, "b", "lease-b", "lease-a", "message", 1),
            new Written(10, "job", "run", 2, "b", 1, 2, null, null)));

    @Test
    void aGoodHistoryIsGreenAndGaveThemOpportunities() {
        assertThat(judged(new Auth()).violations()).isEmpty();
        assertThat(judged(new Mono()).violations()).isEmpty();
        assertThat(judged(new Auth()).opportunities()).isEqualTo(3);
        assertThat(judged(new Mono()).opportunities()).isEqualTo(3);
    }

    @Test
    void authFindsAnAcceptedWriteOfAFormerOwner() {
        history.add(new Written(11, "job", "run", 1, "a", 3, 3, null, null));
        assertThat(judged(new Auth()).violations())
                .singleElement()
                .asString()
                .contains(
                        "a write of a to \"job\" under token 1 was accepted at 11 ms, though b had claimed it under 2");
    }

    @Test
    void authFindsAWriteUnderAnotherOnesTokenAndOneThatNoClaimBrought() {
        history.add(new Written(11, "job", "run", 2, "c", 3, 3, null, null));
        history.add(new Written(12, "other", "run", 1, "a", 1, 1, null, null));
        assertThat(judged(new Auth()).violations()).hasSize(2).anyMatch(line -> line.contains("nobody had claimed it"));
    }

    @Test
    void monoFindsARevisionAndASequenceThatWentBack() {
        history.add(new Written(11, "job", "run", 2, "b", 3, 4, null, null));
        history.add(new Written(12, "job", "run", 2, "b", 2, 3, null, null));
        assertThat(judged(new Mono()).violations())
                .anyMatch(line -> line.contains("went back from revision 3"))
                .anyMatch(line -> line.contains("went back from step 4"));
    }

    @Test
    void monoLetsARestartedRunBeginAnew() {
        history.add(new Claimed(20, "job", "again", 3, "b", "lease-b", null, "message", 1));
        history.add(new Written(21, "job", "again", 3, "b", 1, 1, null, null));
        assertThat(judged(new Mono()).violations()).isEmpty();
    }

    private Judgement judged(Oracle oracle) {
        return oracle.judge(new Evidence(history, List.of()));
    }
}

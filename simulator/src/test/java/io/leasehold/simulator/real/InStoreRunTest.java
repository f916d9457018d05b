package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.scenario.FaultCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that are rows of a real database, each in one transaction with its step, whose owners are killed and frozen. */
class InStoreRunTest {
    private final String uri = "jdbc:h2:mem:rows-" + System.nanoTime();

    /** The second kill strikes between the commit and hearing of it, and so does the freeze. */
    @Test
    void aKillInTheMidstOfATransactionLeavesBothMessageAndStepOrNeither() throws InterruptedException {
        FaultCounts faults = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 2), Map.of(Phase.AFTER_EFFECT, 1), 0);
        RunResult result = new ShortRun(faults, 10).run(uri);
        assertThat(broken(result)).isEmpty();
        assertThat(result.missed()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(result.cutOff()).isPositive();
        assertThat(result.judgements()).extracting(Judgement::oracle).contains("ROWS");
    }

    /** DOWN's bound is promised to nobody who waits for its row (ADR 0011); all else is. */
    @Test
    void whoStandsStillInsideItsTransactionKeepsItsJobAndDoesNothingTwice() throws InterruptedException {
        FaultCounts faults = new FaultCounts(Map.of(), Map.of(Phase.AFTER_EFFECT, 1), 0);
        RunResult result = new ShortRun(faults, 6, Seams.NONE, new Inside()).run(uri);
        assertThat(broken(result)).containsExactly("DOWN");
        assertThat(result.missed()).isEmpty();
        assertThat(result.cutOff()).isZero();
    }

    private static List<String> broken(RunResult result) {
        return result.judgements().stream()
                .filter(judgement -> !judgement.kept())
                .map(Judgement::oracle)
                .toList();
    }
}

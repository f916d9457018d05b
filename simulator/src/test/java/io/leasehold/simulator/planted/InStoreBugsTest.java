package io.leasehold.simulator.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.real.ShortRun;
import io.leasehold.simulator.real.Verdict;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.store.LeaseStore;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Messages and steps that don't commit together, planted between engines and a real database: the ledger's rows show it. */
class InStoreBugsTest {
    private final String uri = "jdbc:h2:mem:planted-" + System.nanoTime();

    @Test
    void workBesideItsTransactionIsDoneAgainBehindAKill() throws InterruptedException {
        FaultCounts kill = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(), 0);
        red(kill, 4, store -> new WorkBesideItsTransaction(store, uri), "DUP");
    }

    @Test
    void workThatIsDoneTwiceIsThereTwice() throws InterruptedException {
        red(FaultCounts.NONE, 1, WorkDoneTwice::new, "DUP");
    }

    @Test
    void aStepThatIsCommittedWithoutItsWorkIsMissing() throws InterruptedException {
        red(FaultCounts.NONE, 2, WorkLeftOut::new, "LOSS");
    }

    @Test
    void aMessageThatIsThereNoMoreIsNoticed() throws InterruptedException {
        red(FaultCounts.NONE, 1, RowsTakenAway::new, "ROWS");
    }

    private void red(FaultCounts faults, int seconds, UnaryOperator<LeaseStore> broken, String oracle)
            throws InterruptedException {
        Seams seams = new Seams(() -> broken, UnaryOperator::identity);
        RunResult result = new ShortRun(faults, seconds, seams).run(uri);
        assertThat(result.missed()).isEmpty();
        assertThat(result.judgements())
                .filteredOn(judgement -> !judgement.kept())
                .extracting(Judgement::oracle)
                .contains(oracle);
        assertThat(result.verdict()).isEqualTo(Verdict.RED);
    }
}

package io.leasehold.simulator.processes;

import io.leasehold.simulator.broken.BrokenClassPath;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.scenario.FaultCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs whose engine makes one mistake: a run with processes notices what becomes of it. */
class BrokenProcessesTest {
    @TempDir
    private Path folder;

    @Test
    void aStepInDoubtThatIsRepeatedIsSentTwice() throws IOException, InterruptedException {
        broken("in-doubt step blindly repeated", kill(Phase.AFTER_EFFECT)).red("DUP");
    }

    @Test
    void aStepWithoutIntentIsLost() throws IOException, InterruptedException {
        broken("state written before the effect, without intent", kill(Phase.AFTER_INTENT))
                .red("LOSS");
    }

    private static FaultCounts kill(Phase phase) {
        return new FaultCounts(Map.of(phase, 1), Map.of(), 0);
    }

    private ShortProcessRun broken(String engine, FaultCounts faults) throws IOException {
        return new ShortProcessRun(faults, 0, 6, BrokenClassPath.of(engine, folder));
    }
}

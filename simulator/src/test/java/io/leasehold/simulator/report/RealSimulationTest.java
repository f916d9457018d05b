package io.leasehold.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.scenario.ScenarioFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a real run as a test of somebody's own build is made of; such a run itself takes minutes, and {@code simulate} tells the same. */
class RealSimulationTest {
    @Test
    void saysWhatIsRun() {
        RunOptions options = RealSimulation.over("jdbc:h2:mem:mine")
                .factor(5)
                .instances(3)
                .seed(7)
                .options();
        assertThat(options).isEqualTo(new RunOptions(ScenarioFile.bundled(), Optional.of("jdbc:h2:mem:mine"), 5, 3, 7));
    }
}

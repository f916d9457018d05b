package io.leasehold.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts and exit codes. */
class OutcomeTest {
    private static final List<Phase> ALL = List.of(Phase.values());

    @TempDir
    private Path folder;

    @Test
    void isGreenWhenEveryOracleIsSatisfiedAndEveryPhaseWasHit() {
        assertThat(outcome(ALL, List.of(), Duration.ZERO).exitCode()).isZero();
    }

    @Test
    void isRedWhenAnOracleFoundSomething() {
        assertThat(outcome(ALL, List.of("planted"), Duration.ZERO).exitCode()).isEqualTo(1);
    }

    @Test
    void isRedWhenAPhaseWasNeverHit() {
        Outcome outcome = outcome(List.of(Phase.IDLE, Phase.AFTER_EFFECT), List.of(), Duration.ZERO);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(Table.of(outcome)).contains("  no instance was killed in: AFTER_INTENT");
    }

    @Test
    void isInvalidWhenTheMachineStalledWhateverElseWasFound() {
        Duration halfGuard = EngineSettings.DEFAULT.guard().dividedBy(2);
        assertThat(outcome(ALL, List.of(), halfGuard).exitCode()).isZero();
        assertThat(outcome(ALL, List.of("planted"), halfGuard.plusMillis(1)).exitCode())
                .isEqualTo(2);
        assertThat(outcome(ALL, List.of(), halfGuard.plusMillis(1)).exitCode()).isEqualTo(2);
    }

    @Test
    void percentilesAreValuesThatOccurred() {
        long[] sorted = {10, 20, 30, 40};
        assertThat(Outcome.percentile(sorted, 0.5)).isEqualTo(20);
        assertThat(Outcome.percentile(sorted, 0.99)).isEqualTo(40);
        assertThat(Outcome.percentile(new long[0], 0.5)).isZero();
    }

    @Test
    void theResultFileHasWhatProgramsExpect() throws Exception {
        Path file = folder.resolve("result.json");
        ResultFile.write(file, outcome(ALL, List.of(), Duration.ZERO));
        assertThat(Files.readString(file))
                .contains("\"verdict\" : \"GREEN\"", "\"kills\" : 3", "\"downtimeMillis\" : {", "\"p99\" : 0")
                .contains("\"boundMillis\" : 62000", "\"duplicates\" : 0", "\"missing\" : 0", "\"inDoubt\" : 0");
    }

    private static Outcome outcome(List<Phase> hit, List<String> violations, Duration stall) {
        List<HistoryEvent> events = new ArrayList<>();
        hit.forEach(phase -> events.add(new HistoryEvent.Killed(1, "a", phase)));
        Evidence evidence = new Evidence(events, List.of(), Duration.ofSeconds(62), Duration.ofSeconds(1));
        return new Outcome(evidence, List.of(new Verdict("DUP", 9, violations)), 4, EngineSettings.DEFAULT, stall);
    }
}

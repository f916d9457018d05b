package io.leasehold.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.simulator.history.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scenario files can say, and what is said about those that can't be right. */
class ScenarioFileTest {
    private static final String RIGHT = """
            name: two reminders
            lease: {ttl: 30s, heartbeat: 5s}
            faults:
              kills: {after-intent: 1, idle: 2}
              stops: 1
            automations:
              - id: asha
                type: message
                to: Asha <+91 555 0101>
                every: 10s
                repeat: 3
                texts:
                  - Good morning!
                  - Time for your tablet.
              - id: tomas
                type: message
                to: Tomás <+34 555 0102>
                every: 500ms
                texts: [Hello]
            """;

    @Test
    void sayWhatToRun() {
        Scenario scenario = ScenarioFile.parse("two.yaml", RIGHT);
        assertThat(scenario.automations()).hasSize(2);
        assertThat(scenario.lease())
                .isEqualTo(new LeaseTimes(
                        Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(90)));
        assertThat(scenario.faults())
                .isEqualTo(new FaultCounts(Map.of(Phase.AFTER_INTENT, 1, Phase.IDLE, 2), Map.of(), 1));
        assertThat(scenario.length()).isEqualTo(Duration.ofMinutes(1));
        assertThat(scenario.automations().get(1).repeat()).isOne();
    }

    @Test
    void canBeHadWithoutSomeKindsOfFaults() {
        FaultCounts all = new FaultCounts(Map.of(Phase.IDLE, 2), Map.of(Phase.IDLE, 3), 4);
        assertThat(all.only(true, false, false)).isEqualTo(new FaultCounts(Map.of(Phase.IDLE, 2), Map.of(), 0));
        assertThat(all.only(false, true, false)).isEqualTo(new FaultCounts(Map.of(), Map.of(Phase.IDLE, 3), 0));
        assertThat(all.only(false, false, true)).isEqualTo(new FaultCounts(Map.of(), Map.of(), 4));
        assertThat(all.only(true, true, true)).isEqualTo(all);
    }

    @Test
    void comeWithOneThatKeepsItsPromiseAtEveryFactor() {
        Scenario bundled = ScenarioFile.bundled();
        assertThat(bundled.automations()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(bundled.faults().kills()).containsOnlyKeys(Phase.values());
        for (int factor = 1; factor <= 10; factor++) {
            assertThat(bundled.lease().settings(factor).obstacles()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
                    id: asha       | id: asha\\n    typ: message | scenario file bad.yaml, line 8 (automations[0].typ): "typ" is unknown here; known are every, id, repeat, texts, to, type
                    type: message  | type: fax              | scenario file bad.yaml, line 8 (automations[0].type): type must be message, the one the simulator knows, but is "fax"
                    every: 10s     | every: soon            | scenario file bad.yaml, line 10 (automations[0].every): a time must be a number above zero and ms, s, m or h, as in 10s, but is "soon"
                    repeat: 3      | repeat: often          | line 11 (automations[0].repeat)
                    repeat: 3      | repeat: 0              | repeat must be between 1 and 100000, but is 0
                    id: tomas      | id: asha               | id must be unique, but "asha" stands twice
                    idle: 2        | asleep: 2              | "asleep" is no phase of a step; known are after-intent, after-effect, idle
                    texts: [Hello] | texts: []              | texts must hold at least one message, but is empty
                    texts: [Hello] | texts: [Hello          | scenario file bad.yaml, line
                    name: two      | title: two             | scenario file bad.yaml: "name" is missing
                    to: Asha       | repeat: 1 #            | scenario file bad.yaml, line
                    """)
    void areToldWhatIsWrongAndWhere(String right, String wrong, String words) {
        String text = RIGHT.replace(right, wrong.replace("\\n", "\n"));
        assertThatThrownBy(() -> ScenarioFile.parse("bad.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .satisfies(problem -> assertThat(problem.getMessage().lines()).hasSize(1));
    }

    @Test
    void areToldThatAnIdIsTooLong() {
        String text = RIGHT.replace("id: asha", "id: " + "a".repeat(201));
        assertThatThrownBy(() -> ScenarioFile.parse("bad.yaml", text))
                .hasMessageContaining("bad.yaml, line 7 (automations[0].id): job id must have 1 to 200 characters");
    }

    @Test
    void areToldWhatIsMissing() {
        String text = RIGHT.replace("    to: Tomás <+34 555 0102>\n", "");
        assertThatThrownBy(() -> ScenarioFile.parse("bad.yaml", text))
                .hasMessageContaining("bad.yaml, line 15 (automations[1]): \"to\" is missing");
    }

    @Test
    void mustBeThereAndReadable(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("none.yaml"))).hasMessageContaining("doesn't exist");
        assertThatThrownBy(() -> ScenarioFile.read(folder)).hasMessageContaining("can't be read");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        assertThatThrownBy(() -> ScenarioFile.read(empty)).isInstanceOf(IllegalArgumentException.class);
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> ScenarioFile.read(binary)).hasMessageContaining("can't be read as UTF-8");
    }

    @Test
    void drawTheSamePlanFromTheSameSeedAndBeginWithAKill() {
        FaultCounts counts = ScenarioFile.bundled().faults();
        for (int seed = 0; seed < 50; seed++) {
            FaultPlan plan = FaultPlan.drawn(counts, 2, new Random(seed));
            assertThat(plan).isEqualTo(FaultPlan.drawn(counts, 2, new Random(seed)));
            assertThat(plan.waves().get(0)).singleElement().isInstanceOf(Fault.Kill.class);
            List<Fault> all = plan.waves().stream().flatMap(List::stream).toList();
            assertThat(all).hasSize(counts.total());
            assertThat(plan.waves()).allSatisfy(wave -> assertThat(wave).hasSizeBetween(1, 2));
        }
    }
}

package io.leasehold.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Scenario files, right and wrong. */
class ScenarioFileTest {
    private static final String RIGHT = """
            name: Two friends
            lasting: 2m
            automations:
              - id: a
                type: message
                to: "+91 1"
                every: 10s
                texts: ["hello", "again"]
            """;

    @Test
    void theBundledOneHasRealJobsForTheSeedStory() {
        Scenario bundled = ScenarioFile.bundled();
        assertThat(bundled.automations()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(bundled.automations())
                .allSatisfy(automation -> assertThat(automation.texts()).hasSizeGreaterThan(3));
    }

    @Test
    void aRightOneIsRead() {
        Scenario scenario = ScenarioFile.parse("x.yaml", RIGHT);
        assertThat(scenario.name()).isEqualTo("Two friends");
        assertThat(scenario.automations().get(0).every()).isEqualTo(Duration.ofSeconds(10));
        assertThat(scenario.steps(scenario.automations().get(0))).isEqualTo(12);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ScenarioFile.read(Path.of("nowhere.yaml")))
                .hasMessage("scenario file nowhere.yaml doesn't exist");
    }

    @Test
    void whatIsWrongIsToldInOneLineWithItsPlace() {
        wrong(RIGHT.replace("type: message", "type: fax"))
                .hasMessage("scenario file x.yaml: automation \"a\" has the unknown type \"fax\"; known: message");
        wrong(RIGHT.replace("every: 10s", "every: often"))
                .hasMessageContaining(
                        "automation \"a\": every must be a duration such as 500ms, 10s, 2m or 1h, but is often");
        wrong(RIGHT.replace("lasting: 2m", "lasting: 0m")).hasMessageContaining("lasting must be a duration");
        wrong(RIGHT.replace("to: \"+91 1\"", "")).hasMessageContaining("automation \"a\" lacks \"to:\"");
        wrong(RIGHT.replace("id: a", "id: " + "x".repeat(201)))
                .hasMessageContaining("job id must have 1 to 200 characters, but has 201");
        wrong(RIGHT + RIGHT.substring(RIGHT.indexOf("  - id"))).hasMessageContaining("\"a\" is there twice");
        wrong(RIGHT.replace("texts: [", "texts: {{")).hasMessageContaining("scenario file x.yaml, line 8: ");
        wrong(RIGHT.replace("every:", "evry:"))
                .hasMessage("scenario file x.yaml: unknown field \"evry\"; known there: [every, id, texts, to, type]");
        wrong("").hasMessageContaining("scenario file x.yaml");
        wrong("name: empty\nlasting: 1m\n").hasMessageContaining("at least one automation");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> wrong(String text) {
        return assertThatThrownBy(() -> ScenarioFile.parse("x.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
    }
}

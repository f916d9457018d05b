package io.leasehold.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.simulator.virtual.VirtualSimulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch of seeds writes for programs. */
class BatchSummaryTest {
    @Test
    void theFileHoldsVerdictOpportunitiesAndCoverage(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("result.json");
        ResultFile.write(
                file,
                BatchSummary.of(
                        VirtualSimulation.of(2).trouble(Duration.ofMinutes(20)).run()));
        JsonNode result = new ObjectMapper().readTree(file.toFile());
        assertThat(result.get("verdict").asText()).isEqualTo("GREEN");
        assertThat(result.get("seeds").asInt()).isEqualTo(2);
        assertThat(result.get("opportunities").get("DUP").asLong()).isPositive();
        JsonNode coverage = result.get("coverage");
        assertThat(coverage.get("16 one joins").get("idle").asText()).isEqualTo("n/a: who starts has no job yet");
        assertThat(coverage.get("2 kill").get("resolving").isNumber()).isTrue();
        assertThat(result.get("gaps").size()).isPositive();
    }
}

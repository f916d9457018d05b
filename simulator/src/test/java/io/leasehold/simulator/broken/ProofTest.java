package io.leasehold.simulator.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.Threads;
import io.leasehold.simulator.virtual.Drill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each engine that is broken on purpose is noticed by the oracle that should, and {@code docs/proof.md} says so. With
 * {@code -Dleasehold.proof=write} the table there is written anew, which takes much longer: then what was noticed already is tried on,
 * and the whole sweep of what a drill notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofTest {
    private static final boolean WRITING = "write".equals(System.getProperty("leasehold.proof"));

    private final List<Detection> detections = new ArrayList<>();

    @BeforeAll
    void search() throws InterruptedException, ExecutionException, IOException {
        Map<String, Drill> known = ProofTable.drills();
        detections.addAll(Threads.two(
                BrokenEngines.ALL,
                engine -> WRITING
                        ? Detection.thorough(engine)
                        : Detection.fleeting(engine, Optional.ofNullable(known.get(engine.name())))));
    }

    List<Detection> detections() {
        return detections;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detections")
    void isNoticed(Detection detection) {
        assertThat(detection.noticed())
                .as(
                        "\"%s\" is noticed by %s, in single hits of the sweep, in a drill or in %s seeds",
                        detection.engine(), detection.engine().oracle(), Detection.MOST_SEEDS)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gate checked when queued, not last",
                "outcome of an in-doubt step not persisted before the next intent"
            })
    void theSweepNoticesEveryTime(String name) {
        assertThat(detections)
                .filteredOn(detection -> detection.engine().name().equals(name))
                .singleElement()
                .satisfies(detection -> assertThat(detection.swept()).isTrue());
    }

    @Test
    void theTableInTheDocsSaysTheSame() throws IOException {
        if (WRITING) {
            ProofTable.write(detections);
        }
        assertThat(ProofTable.documented())
                .as("docs/proof.md; write it anew with -Dleasehold.proof=write")
                .isEqualTo(ProofTable.found(detections));
    }
}

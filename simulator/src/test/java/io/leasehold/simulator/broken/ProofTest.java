package io.leasehold.simulator.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each engine that is broken on purpose is noticed by the oracle that should, and {@code docs/proof.md} says so. With
 * {@code -Dleasehold.proof=write} the table there is written anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofTest {
    private final List<Detection> detections = new ArrayList<>();

    @BeforeAll
    void search() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Detection>> searches = new ArrayList<>();
            for (BrokenEngine engine : BrokenEngines.ALL) {
                searches.add(threads.submit(() -> Detection.of(engine)));
            }
            for (Future<Detection> search : searches) {
                detections.add(search.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    List<Detection> detections() {
        return detections;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("detections")
    void isNoticed(Detection detection) {
        assumeThat(detection.judged())
                .as("%s judges runs in virtual time", detection.engine().oracle())
                .isTrue();
        assertThat(detection.seeds())
                .as(
                        "seeds until \"%s\" is noticed by %s, of %s",
                        detection.engine(), detection.engine().oracle(), Detection.MOST_SEEDS)
                .isPresent();
    }

    @Test
    void theTableInTheDocsNamesTheSameEnginesAndOracles() throws IOException {
        if ("write".equals(System.getProperty("leasehold.proof"))) {
            ProofTable.write(detections);
        }
        assertThat(ProofTable.documented())
                .as("docs/proof.md; write it anew with -Dleasehold.proof=write")
                .isEqualTo(ProofTable.found(detections));
    }
}

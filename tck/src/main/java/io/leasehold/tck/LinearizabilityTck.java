package io.leasehold.tck;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.history.ConcurrentHistories;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R1 to R19 under several callers at once: whatever they ask and hear, it could have been one call after the other, asked of the
 * executable definition, as far as the contract promises that. What is asked is drawn by chance; how calls overlap is the machine's
 * choice, so a green run is no proof, and a red one shows a history.
 */
@Tag("race")
abstract class LinearizabilityTck {
    /** The first history's seed; without it, each run has others. */
    private static final String SEED = "leasehold.tck.seed";

    private static final String TOLD = """


            Rule R1 to R19: what several callers hear at once could have been answered one call after the other.
            What was called since the store was opened is drawn from that seed: -Dleasehold.tck.seed=… asks the same again.""";

    private static final Duration ENOUGH = Duration.ofMillis(1_500);

    private final Function<StoreOptions, StoreUnderTest> opening;

    LinearizabilityTck(Function<StoreOptions, StoreUnderTest> opening) {
        this.opening = opening;
    }

    @ParameterizedTest(name = "R1 to R19 what {0} callers hear at once can be told one call after the other")
    @ValueSource(ints = {2, 3, 4})
    void linearizable(int callers, TestReporter reporter) throws Exception {
        long seed = Long.getLong(SEED, System.nanoTime());
        try {
            var tally = new ConcurrentHistories(opening, ENOUGH)
                    .judged(StoreOptions.DEFAULT.namespace("tck"), callers, seed);
            reporter.publishEntry("judged", tally + ", from seed " + seed);
        } catch (AssertionError wrong) {
            throw new AssertionError("R1 to R19 " + wrong.getMessage() + TOLD, wrong);
        }
    }
}

package io.leasehold.simulator.broken;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * What came of the search for the first seed in which a broken engine is noticed.
 *
 * @param engine the broken engine
 * @param judged whether the oracle that is to notice it judges runs in virtual time at all
 * @param seeds how many seeds it took, counted from seed 1; none if none of them sufficed
 * @param took compiling, loading and running together
 * @param sentence what the oracle said, if anything
 */
record Detection(BrokenEngine engine, boolean judged, OptionalLong seeds, Duration took, String sentence) {
    /** So many seeds, an hour of trouble each, and an engine counts as not noticed. */
    static final long MOST_SEEDS = 60;

    /** Searches, one seed after the other. */
    static Detection of(BrokenEngine engine) {
        long began = System.nanoTime();
        LongFunction<Map<String, Optional<String>>> trial = new PatchedClasses(engine).trial();
        boolean judged = true;
        for (long seed = 1; judged && seed <= MOST_SEEDS; seed++) {
            Map<String, Optional<String>> found = trial.apply(seed);
            Optional<String> sentence = found.getOrDefault(engine.oracle(), Optional.empty());
            if (sentence.isPresent()) {
                return new Detection(engine, true, OptionalLong.of(seed), since(began), sentence.get());
            }
            judged = found.containsKey(engine.oracle());
        }
        return new Detection(engine, judged, OptionalLong.empty(), since(began), "");
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}

package io.leasehold.simulator.broken;

import io.leasehold.simulator.virtual.Drill;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * How a broken engine was noticed by the oracle that is to notice it.
 *
 * @param engine the broken engine
 * @param swept whether the sweep of single hits did
 * @param drill the first drill that did, if one; a fleeting search asks them only of what isn't swept
 * @param seeds how many seeds it took, counted from seed 1; none if none of those tried did, and a fleeting search tries
 *     them only with what nothing else noticed
 * @param took compiling, loading and running together
 */
record Detection(BrokenEngine engine, boolean swept, Optional<String> drill, OptionalLong seeds, Duration took) {
    /** So many seeds, an hour of trouble each, and an engine that nothing else noticed counts as not noticed. */
    static final long MOST_SEEDS = 60;

    /** So many are tried of what was noticed before. */
    static final long TRIED_SEEDS = 12;

    /** Sweeps, drills, and tries one seed after the other, whatever was found before. */
    static Detection thorough(BrokenEngine engine) {
        return search(engine, true);
    }

    /** Has the drill told that is known to notice what the sweep doesn't; sweeps, drills and tries one seed after the other where there is none. */
    static Detection fleeting(BrokenEngine engine, Optional<Drill> known) {
        long began = System.nanoTime();
        return known.flatMap(drill -> new PatchedClasses(engine).trial().apply(Trial.drill(drill), engine.oracle()))
                .map(sentence -> new Detection(
                        engine,
                        false,
                        known.map(Drill::word),
                        OptionalLong.empty(),
                        Duration.ofNanos(System.nanoTime() - began)))
                .orElseGet(() -> search(engine, false));
    }

    private static Detection search(BrokenEngine engine, boolean thorough) {
        long began = System.nanoTime();
        BiFunction<Long, String, Optional<String>> trial = new PatchedClasses(engine).trial();
        boolean swept = trial.apply(Trial.SWEEP, engine.oracle()).isPresent();
        Optional<String> drill = thorough || !swept
                ? trial.apply(Trial.DRILLS, engine.oracle())
                        .map(sentence -> sentence.substring(0, sentence.indexOf(':')))
                : Optional.empty();
        OptionalLong seeds = thorough || !swept && drill.isEmpty()
                ? LongStream.rangeClosed(1, swept || drill.isPresent() ? TRIED_SEEDS : MOST_SEEDS)
                        .filter(seed -> trial.apply(seed, engine.oracle()).isPresent())
                        .findFirst()
                : OptionalLong.empty();
        return new Detection(engine, swept, drill, seeds, Duration.ofNanos(System.nanoTime() - began));
    }

    /** What the oracle that should notice it says first over records: in single hits of the sweep, else in so many seeds. */
    static Optional<String> overRecords(BrokenEngine engine, int mostSeeds) {
        return first(engine, new PatchedClasses(engine).trialOverRecords(), mostSeeds);
    }

    /** What the oracle that should notice it says first in such trials: in single hits of the sweep, else in so many seeds. */
    static Optional<String> in(Class<?> trials, BrokenEngine engine, int mostSeeds) {
        return first(engine, new PatchedClasses(engine).trial(trials), mostSeeds);
    }

    private static Optional<String> first(
            BrokenEngine engine, BiFunction<Long, String, Optional<String>> trial, int mostSeeds) {
        Optional<String> found = trial.apply(Trial.SWEEP, engine.oracle());
        for (long seed = 1; found.isEmpty() && seed <= mostSeeds; seed++) {
            found = trial.apply(seed, engine.oracle());
        }
        return found;
    }

    /** Whether it was noticed at all. */
    boolean noticed() {
        return swept || drill.isPresent() || seeds.isPresent();
    }
}

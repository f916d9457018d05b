package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.tck.broken.BrokenStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How a store that is broken on purpose is noticed in virtual time by the oracle that should notice it.
 *
 * @param store the broken store
 * @param oracle who is to notice
 * @param swept whether a single hit of the sweep was enough
 * @param drill the drill that was enough otherwise, if one was
 * @param seeds how many seeds it took otherwise, counted from seed 1; none if it was swept or drilled, or isn't noticed
 */
record BrokenTrial(BrokenStore store, String oracle, boolean swept, Optional<String> drill, OptionalLong seeds) {
    /** So many seeds, an hour of trouble each, and a store counts as not noticed. */
    static final long MOST_SEEDS = 200;

    /** So many single hits of a story are tried, from its beginning: over a store that keeps it from ending it has no end of them. */
    private static final int MOST_HITS = 1_000;

    /** So many are tried before the drills: over a store that lets no lapse end, a drill of a hundred instances takes very long. */
    private static final long FIRST_SEEDS = 12;

    /**
     * Sweeps and, where that shows nothing, tries some seeds, tells the drills, and tries the other seeds. Stories and drills take no
     * locks.
     */
    static BrokenTrial of(BrokenStore store, Delivering delivering, String oracle) {
        Opening opening = BrokenMemory.of(store);
        boolean locks = oracle.equals("LOCK");
        VirtualOptions standard = VirtualOptions.DEFAULT.delivering(delivering);
        VirtualOptions options = locks ? standard.withLocks() : standard;
        LongPredicate found = seed -> found(oracle, run(seed, options, opening));
        if (!locks && swept(opening, options.terms(), oracle)) {
            return new BrokenTrial(store, oracle, true, Optional.empty(), OptionalLong.empty());
        }
        OptionalLong first =
                LongStream.rangeClosed(1, FIRST_SEEDS).filter(found).findFirst();
        Optional<String> drill = first.isPresent() || locks ? Optional.empty() : drilled(opening, oracle);
        OptionalLong seeds = first.isPresent() || drill.isPresent()
                ? first
                : LongStream.rangeClosed(FIRST_SEEDS + 1, MOST_SEEDS)
                        .filter(found)
                        .findFirst();
        return new BrokenTrial(store, oracle, false, drill, seeds);
    }

    boolean noticed() {
        return swept || drill.isPresent() || seeds.isPresent();
    }

    /** Whether this oracle finds something in a story, undisturbed or with one hit. */
    static boolean swept(Opening opening, Terms terms, String oracle) {
        for (SweepStory story : SweepStory.values()) {
            SweepRun undisturbed = new SweepRun(story, opening, terms, List.of(), event -> {});
            boolean found = found(oracle, undisturbed.run())
                    || undisturbed.possible().stream()
                            .limit(MOST_HITS)
                            .anyMatch(hit -> found(
                                    oracle, new SweepRun(story, opening, terms, List.of(hit), event -> {}).run()));
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> drilled(Opening opening, String oracle) {
        return Stream.of(Drill.values())
                .filter(drill -> found(oracle, new DrillRun(drill, 1, opening, event -> {}).run()))
                .map(Drill::word)
                .findFirst();
    }

    private static List<Judgement> run(long seed, VirtualOptions options, Opening opening) {
        return new VirtualRun(seed, options, opening, event -> {}).run().judgements();
    }

    private static boolean found(String oracle, List<Judgement> judgements) {
        return judgements.stream()
                .anyMatch(judgement -> judgement.oracle().equals(oracle)
                        && !judgement.violations().isEmpty());
    }
}

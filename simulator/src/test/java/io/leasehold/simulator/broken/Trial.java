package io.leasehold.simulator.broken;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.Hit;
import io.leasehold.simulator.virtual.Over;
import io.leasehold.simulator.virtual.SweepRun;
import io.leasehold.simulator.virtual.SweepStory;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualRun;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One seed's run, or the sweep of every single hit, with the classes among which this one was loaded. It answers the first sentence of
 * what an oracle found, if it found anything; it is asked and answers in the JDK's own types, for its classes are not the asker's.
 */
public final class Trial implements BiFunction<Long, String, Optional<String>> {
    /** In place of a seed: every event of every story, hit once a run, until something is found. */
    static final long SWEEP = 0;

    private final Over over;

    /** Over the in-memory definition. */
    public Trial() {
        this(Over.MEMORY);
    }

    private Trial(Over over) {
        this.over = over;
    }

    /** Over records. */
    public static final class OverRecords implements BiFunction<Long, String, Optional<String>> {
        private final Trial trial = new Trial(Over.RECORDS);

        @Override
        public Optional<String> apply(Long seed, String oracle) {
            return trial.apply(seed, oracle);
        }
    }

    @Override
    public Optional<String> apply(Long seed, String oracle) {
        return seed == SWEEP
                ? Stream.of(SweepStory.values())
                        .flatMap(story -> sweep(story, oracle).stream())
                        .findFirst()
                : found(
                        oracle,
                        new VirtualRun(seed, VirtualOptions.DEFAULT.over(over))
                                .run()
                                .judgements());
    }

    private Optional<String> sweep(SweepStory story, String oracle) {
        SweepRun undisturbed = new SweepRun(story, over, List.of());
        Optional<String> found = found(oracle, undisturbed.run());
        for (Hit hit : undisturbed.possible()) {
            found = found.or(() -> found(oracle, new SweepRun(story, over, List.of(hit)).run()));
        }
        return found;
    }

    private static Optional<String> found(String oracle, List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> judgement.oracle().equals(oracle))
                .flatMap(judgement -> judgement.violations().stream())
                .findFirst();
    }
}

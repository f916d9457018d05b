package io.leasehold.simulator.broken;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.Hit;
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

    @Override
    public Optional<String> apply(Long seed, String oracle) {
        return seed == SWEEP
                ? Stream.of(SweepStory.values())
                        .flatMap(story -> sweep(story, oracle).stream())
                        .findFirst()
                : found(
                        oracle,
                        new VirtualRun(seed, VirtualOptions.DEFAULT).run().judgements());
    }

    private static Optional<String> sweep(SweepStory story, String oracle) {
        SweepRun undisturbed = new SweepRun(story, List.of());
        Optional<String> found = found(oracle, undisturbed.run());
        for (Hit hit : undisturbed.possible()) {
            found = found.or(() -> found(oracle, new SweepRun(story, List.of(hit)).run()));
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

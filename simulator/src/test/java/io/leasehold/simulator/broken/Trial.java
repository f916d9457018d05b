package io.leasehold.simulator.broken;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.simulator.virtual.Drill;
import io.leasehold.simulator.virtual.DrillRun;
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

    /** In place of a seed: every drill, until something is found. */
    static final long DRILLS = -1;

    /** In place of a seed: this drill alone. */
    static long drill(Drill drill) {
        return DRILLS - 1 - drill.ordinal();
    }

    private final Over over;
    private final Delivering delivering;

    /** Over the in-memory definition, at most once. */
    public Trial() {
        this(Over.MEMORY, Delivering.AT_MOST_ONCE);
    }

    private Trial(Over over, Delivering delivering) {
        this.over = over;
        this.delivering = delivering;
    }

    /** Over records. */
    public static final class OverRecords implements BiFunction<Long, String, Optional<String>> {
        private final Trial trial = new Trial(Over.RECORDS, Delivering.AT_MOST_ONCE);

        @Override
        public Optional<String> apply(Long seed, String oracle) {
            return trial.apply(seed, oracle);
        }
    }

    /** With a sink that honours keys. */
    public static final class AtLeastOnce implements BiFunction<Long, String, Optional<String>> {
        private final Trial trial = new Trial(Over.MEMORY, Delivering.AT_LEAST_ONCE);

        @Override
        public Optional<String> apply(Long seed, String oracle) {
            return trial.apply(seed, oracle);
        }
    }

    /** With messages in the store's own transaction. */
    public static final class InStore implements BiFunction<Long, String, Optional<String>> {
        private final Trial trial = new Trial(Over.MEMORY, Delivering.IN_STORE);

        @Override
        public Optional<String> apply(Long seed, String oracle) {
            return trial.apply(seed, oracle);
        }
    }

    /** With a sink whose answers are final. */
    public static final class Confirmed implements BiFunction<Long, String, Optional<String>> {
        private final Trial trial = new Trial(Over.MEMORY, Delivering.CONFIRMED);

        @Override
        public Optional<String> apply(Long seed, String oracle) {
            return trial.apply(seed, oracle);
        }
    }

    @Override
    public Optional<String> apply(Long seed, String oracle) {
        if (seed <= DRILLS) {
            return Stream.of(Drill.values())
                    .filter(drill -> seed == DRILLS || seed == drill(drill))
                    .flatMap(drill -> found(oracle, new DrillRun(drill, 1, event -> {}).run())
                            .map(sentence -> drill.word() + ": " + sentence)
                            .stream())
                    .findFirst();
        }
        return seed == SWEEP
                ? Stream.of(SweepStory.values())
                        .flatMap(story -> sweep(story, oracle).stream())
                        .findFirst()
                : found(
                        oracle,
                        new VirtualRun(seed, VirtualOptions.DEFAULT.over(over).delivering(delivering))
                                .run()
                                .judgements());
    }

    private Optional<String> sweep(SweepStory story, String oracle) {
        SweepRun undisturbed = run(story, List.of());
        Optional<String> found = found(oracle, undisturbed.run());
        for (Hit hit : undisturbed.possible()) {
            found = found.or(() -> found(oracle, run(story, List.of(hit)).run()));
        }
        return found;
    }

    private SweepRun run(SweepStory story, List<Hit> hits) {
        return new SweepRun(story, over, Terms.of(delivering), hits, event -> {});
    }

    private static Optional<String> found(String oracle, List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> judgement.oracle().equals(oracle))
                .flatMap(judgement -> judgement.violations().stream())
                .findFirst();
    }
}

package io.leasehold.simulator.broken;

import io.leasehold.simulator.virtual.FieldStory;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * One story from the field, by its number among them, told by the classes among which this one was loaded, for some seeds until the oracle
 * finds something: the first sentence of that. Asked and answered in the JDK's own types, as {@link Trial} is.
 */
public final class StoryTrial implements BiFunction<Long, String, Optional<String>> {
    private static final int SEEDS = 3;

    @Override
    public Optional<String> apply(Long story, String oracle) {
        return FieldStory.values()[story.intValue()]
                .runs(1, SEEDS)
                .flatMap(run -> run.judgements().stream())
                .filter(judgement -> judgement.oracle().equals(oracle))
                .flatMap(judgement -> judgement.violations().stream())
                .findFirst();
    }
}

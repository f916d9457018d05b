package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each story from the field is green, and those that a store's mistake was are red over a store that makes it. */
class FieldStoryTest {
    private static final int SEEDS = 3;

    static Stream<FieldStory> stores() {
        return FieldStores.RED.keySet().stream();
    }

    @ParameterizedTest
    @EnumSource
    void isGreen(FieldStory story) {
        assertThat(story.runs(1, SEEDS))
                .allSatisfy(run -> assertThat(run.judgements())
                        .allSatisfy(found -> assertThat(found.violations())
                                .as("%s: %s; simulate %s", story.word(), found.oracle(), run.replay())
                                .isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void isRedOverAStoreThatMakesItsMistake(FieldStory story) {
        FieldStores.Red red = Objects.requireNonNull(FieldStores.RED.get(story));
        assertThat(story.runs(BrokenMemory.of(red.store()), 1, SEEDS).flatMap(run -> run.judgements().stream()))
                .as("%s over \"%s\" is noticed by %s", story.word(), red.store(), red.oracle())
                .anySatisfy(found -> {
                    assertThat(found.oracle()).isEqualTo(red.oracle());
                    assertThat(found.violations()).isNotEmpty();
                });
    }
}

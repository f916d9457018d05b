package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes of the modes AT_LEAST_ONCE and CONFIRMED, each of which the oracle that it names notices in virtual time. */
class BrokenDeliveriesTest {
    private static final int MOST_SEEDS = 12;
    private static final String CYCLE = ENGINE + "StepCycle.java";
    private static final String RESOLVER = ENGINE + "DoubtResolver.java";

    static Stream<Arguments> engines() {
        return Stream.of(
                arguments(
                        Trial.AtLeastOnce.class,
                        noticedBy("DUP", "key contains the claim's token")
                                .with(
                                        "engine/src/main/java/io/leasehold/job/Delivery.java",
                                        "return step.toString();",
                                        "return step + \"/\" + fence.token();")),
                arguments(
                        Trial.AtLeastOnce.class,
                        noticedBy("LOSS", "unknown outcome of an effect taken for success")
                                .with(
                                        CYCLE,
                                        "doubt.ended(problem, jobs.nanos());",
                                        "performed(progress.open().orElseThrow().nextState()); if (true) { return; }")),
                arguments(
                        Trial.Confirmed.class,
                        noticedBy("DUP", "repeats without asking").with(RESOLVER, "confirm();", "repeat();")),
                arguments(
                        Trial.Confirmed.class,
                        noticedBy("LOSS", "takes \"not delivered\" for delivered")
                                .with(
                                        RESOLVER,
                                        "case NOT_DELIVERED -> missing(((DeliveryMode.Confirmed<?>) work.mode()).missing());",
                                        "case NOT_DELIVERED -> report(Resolution.DELIVERED, this::delivered);")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("engines")
    void isNoticed(Class<?> trials, BrokenEngine engine) {
        assertThat(Detection.in(trials, engine, MOST_SEEDS))
                .as("\"%s\" is noticed by %s", engine, engine.oracle())
                .isPresent();
    }
}

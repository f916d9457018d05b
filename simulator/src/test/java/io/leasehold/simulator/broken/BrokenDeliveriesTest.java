package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes of the modes AT_LEAST_ONCE, CONFIRMED and IN_STORE, each of which the oracle that it names notices in virtual time. */
class BrokenDeliveriesTest {
    private static final int MOST_SEEDS = 12;
    private static final String CYCLE = ENGINE + "StepCycle.java";
    private static final String IN_STORE = ENGINE + "InStoreStep.java";
    private static final String APPLIED = "answered(new WriteAnswer.Applied(io.leasehold.store.Wish.RUNNING, 0));";
    private static final String RESOLVER = ENGINE + "DoubtResolver.java";

    static Stream<Arguments> engines() {
        return Stream.concat(withASink(), inTheStore());
    }

    private static Stream<Arguments> inTheStore() {
        return Stream.of(
                        noticedBy("LOSS", "unknown commit taken for success")
                                .with(
                                        IN_STORE,
                                        "if (problem instanceof WorkFailed failed) {",
                                        "if (problem instanceof StoreException.UnknownOutcome) { " + APPLIED
                                                + " return; } if (problem instanceof WorkFailed failed) {"),
                        noticedBy("LOSS", "failed work taken for done")
                                .with(
                                        IN_STORE,
                                        "failed(Optional.ofNullable(failed.getCause()).orElse(failed));",
                                        APPLIED),
                        noticedBy("DUP", "unknown commit repeated under a new revision")
                                .with(
                                        IN_STORE,
                                        "tries++;",
                                        "tries++; claim.withdrawn(); Recorded again = inHand.orElseThrow();"
                                                + " inHand = Optional.of(new Recorded(claim.alone(again.write.progress(),"
                                                + " again.write.delay()), again.step));"),
                        noticedBy("STALL", "another write leaves while a commit is unknown")
                                .with(IN_STORE, "if (!perhaps && (claim", "if ((claim"),
                        noticedBy("PACE", "step stored without its pace")
                                .with(
                                        IN_STORE,
                                        "claim.alone(closed, Optional.of(step.pace().time()))",
                                        "claim.alone(closed, Optional.of(java.time.Duration.ZERO))"))
                .map(engine -> arguments(Trial.InStore.class, engine));
    }

    private static Stream<Arguments> withASink() {
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

package io.leasehold.simulator.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualResult;
import io.leasehold.simulator.virtual.VirtualRun;
import io.leasehold.store.LeaseStore;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracles of virtual time can turn red: each broken engine is caught by the oracle that should catch it, within a few seeds. */
class PlantedInVirtualTimeTest {
    private static final long MOST_SEEDS = 20;

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("no fence", "AUTH", seams(NoFence::new, UnaryOperator.identity())),
                Arguments.of("no deadline check and no fence", "DUP", seams(NoFence::new, NoDeadlineCheck::new)),
                Arguments.of("a step in doubt is repeated", "DUP", seams(RepeatsDoubts::new, UnaryOperator.identity())),
                Arguments.of("intent after effect", "DUP", seams(IntentAfterEffect::new, UnaryOperator.identity())));
    }

    @ParameterizedTest(name = "{0} is caught by {1}")
    @MethodSource("broken")
    void isCaught(String name, String oracle, Seams seams) {
        long seeds = LongStream.rangeClosed(1, MOST_SEEDS)
                .filter(seed -> finds(oracle, new VirtualRun(seed, VirtualOptions.DEFAULT, seams, event -> {}).run()))
                .findFirst()
                .orElse(MOST_SEEDS + 1);
        assertThat(seeds).as("seeds until %s is caught by %s", name, oracle).isLessThanOrEqualTo(MOST_SEEDS);
    }

    private static boolean finds(String oracle, VirtualResult result) {
        return result.judgements().stream()
                .filter(judgement -> judgement.oracle().equals(oracle))
                .map(Judgement::violations)
                .anyMatch(violations -> !violations.isEmpty());
    }

    private static Seams seams(UnaryOperator<LeaseStore> store, UnaryOperator<EngineRuntime> runtime) {
        return new Seams(() -> store, () -> runtime);
    }
}

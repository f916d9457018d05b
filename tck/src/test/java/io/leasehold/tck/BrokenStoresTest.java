package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit can fail: over a store that breaks one rule it turns red at that rule, and where others rest on it, and says which. */
class BrokenStoresTest {
    static Stream<Arguments> brokenStores() {
        return Stream.of(
                arguments(BrokenStores.RevivesEndedLeases.class, Set.of("R3")),
                arguments(BrokenStores.ForgetsTheCursor.class, Set.of("R5")),
                arguments(BrokenStores.RestartsTokens.class, Set.of("R7", "R16", "R18")),
                arguments(BrokenPurges.ForgetsTheFloor.class, Set.of("R7", "R11", "R18")),
                arguments(BrokenPurges.RemovesUnderAFreshFloor.class, Set.of("R7", "R16", "R18")),
                arguments(BrokenPurges.ForgetsTheRetention.class, Set.of("R18", "R24")),
                arguments(BrokenPurges.KeepsTombstones.class, Set.of("R7", "R11", "R16", "R17", "R18")),
                arguments(BrokenStores.ClaimsStoppedJobs.class, Set.of("R9")),
                arguments(BrokenStores.WritesWithoutToken.class, Set.of("R11", "R13")),
                arguments(BrokenStores.ShiftsAnswers.class, Set.of("R13")),
                arguments(BrokenStores.ObeysLateCommands.class, Set.of("R17")),
                arguments(BrokenStores.PushesOnce.class, Set.of("R20")),
                arguments(BrokenStores.MakesArgumentsFit.class, Set.of("R21")));
    }

    @ParameterizedTest(name = "{0} is red at {1}")
    @MethodSource("brokenStores")
    void kitTurnsRed(Class<? extends LeaseStoreTck> broken, Set<String> rules) {
        List<Event> failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(broken))
                .execute()
                .testEvents()
                .failed()
                .list();
        Set<String> red = failed.stream().map(BrokenStoresTest::rule).collect(Collectors.toSet());
        assertThat(red).isEqualTo(rules);
        assertThat(failed).allSatisfy(event -> assertThat(message(event)).contains(rule(event) + " "));
    }

    private static String rule(Event event) {
        return event.getTestDescriptor().getDisplayName().split(" ", 2)[0];
    }

    private static String message(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }
}

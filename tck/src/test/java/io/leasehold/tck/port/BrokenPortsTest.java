package io.leasehold.tck.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.FilterResult.includedIf;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.leasehold.tck.record.RecordStoreTck;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The kit of record stores can fail: over a port that breaks its word the tests made for that turn red. */
class BrokenPortsTest {
    static Stream<Arguments> brokenPorts() {
        return Stream.of(brokenWrites(), brokenVersions(), brokenRanges(), brokenWatches(), brokenRest())
                .flatMap(ports -> ports);
    }

    private static Stream<Arguments> brokenWrites() {
        return Stream.of(
                arguments(BrokenWrites.CreateOverwrites.class, Set.of("createOverOne", "creates")),
                arguments(BrokenWrites.CreateTakesTheSameValueForItsOwn.class, Set.of("createOverOne")),
                arguments(BrokenWrites.CreateLooksFirst.class, Set.of("creates")),
                arguments(BrokenWrites.ReplaceLooksFirst.class, Set.of("replaces", "counts")),
                arguments(BrokenWrites.ReplaceCreates.class, Set.of("replaceNothing")),
                arguments(BrokenWrites.ReplaceDeletesAndCreates.class, Set.of("readWhileReplaced")),
                arguments(BrokenWrites.DeleteLooksFirst.class, Set.of("deletes", "replaceAndDelete")),
                arguments(BrokenWrites.DeleteMindsNoVersion.class, Set.of("delete", "formerLife")),
                arguments(BrokenWrites.RemoveWantsARecord.class, Set.of("remove")));
    }

    private static Stream<Arguments> brokenVersions() {
        return Stream.of(
                arguments(BrokenVersions.BeginAnew.class, Set.of("neverAgain", "formerLife")),
                arguments(BrokenVersions.AreTimes.class, Set.of("neverAgain")),
                arguments(BrokenVersions.AreCountedByClients.class, Set.of("neverAgain")),
                arguments(BrokenVersions.AreReadLater.class, Set.of("rangeWhileReplaced")));
    }

    private static Stream<Arguments> brokenRanges() {
        return Stream.of(
                arguments(BrokenPages.RaiseTheLastCharacter.class, Set.of("bounds", "most")),
                arguments(BrokenPages.ForgetTheHyphen.class, Set.of("most")),
                arguments(BrokenPages.BeginWithTheLast.class, Set.of("order", "walked")),
                arguments(BrokenPages.AreCounted.class, Set.of("othersComeAndGo")),
                arguments(BrokenPages.OneIsAll.class, Set.of("most")),
                arguments(BrokenPages.AreWhole.class, Set.of("limits")),
                arguments(BrokenRanges.EndIsIncluded.class, Set.of("bounds")),
                arguments(BrokenRanges.BeginningIsExcluded.class, Set.of("bounds")),
                arguments(BrokenRanges.OrderOfADictionary.class, Set.of("order")),
                arguments(BrokenRanges.NoOrder.class, Set.of("order")),
                arguments(BrokenRanges.Lag.class, Set.of("seesAtOnce")),
                arguments(BrokenRanges.LeaveOutLargeValues.class, Set.of("manyLarge")));
    }

    private static Stream<Arguments> brokenWatches() {
        return Stream.of(
                arguments(BrokenWatches.TellOnce.class, Set.of("everyChange")),
                arguments(BrokenWatches.NeverEnd.class, Set.of("closed")),
                arguments(BrokenWatches.OutliveTheClient.class, Set.of("clientCloses")),
                arguments(BrokenWatches.MissDeletes.class, Set.of("everyChange")));
    }

    private static Stream<Arguments> brokenRest() {
        return Stream.of(
                arguments(BrokenClients.ReadsAreCached.class, Set.of("seesAtOnce")),
                arguments(BrokenClients.ValuesAreText.class, Set.of("byteForByte", "largest")),
                arguments(BrokenClients.ValuesLoseTrailingZeros.class, Set.of("byteForByte")),
                arguments(BrokenClients.LargeValuesAreRejected.class, Set.of("largest")),
                arguments(BrokenClients.LongKeysAreCut.class, Set.of("longestKeys")),
                arguments(BrokenStorages.TimeIsInSeconds.class, Set.of("millis")),
                arguments(BrokenStorages.TimeIsTheClients.class, Set.of("oneClock")),
                arguments(BrokenStorages.PreparesFromScratch.class, Set.of("preparesAgain")),
                arguments(BrokenStorages.ClosesForAll.class, Set.of("closes")),
                arguments(BrokenStorages.DescribesAnew.class, Set.of("describes")));
    }

    @ParameterizedTest(name = "{0} is red at {1}")
    @MethodSource("brokenPorts")
    void kitTurnsRed(Class<? extends RecordStoreTck> broken, Set<String> tests) {
        PostDiscoveryFilter chosen =
                test -> includedIf(method(test).map(tests::contains).orElse(true));
        Events run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(broken))
                .filters(chosen)
                .execute()
                .testEvents();
        assertThat(run.failed().list())
                .extracting(event -> method(event.getTestDescriptor()).orElseThrow())
                .hasSameElementsAs(tests);
    }

    /** So that it is the breach that turns the kit red. */
    @Test
    void portBeneathTheBrokenOnesIsWhole() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Whole.class))
                .execute()
                .testEvents()
                .assertStatistics(events -> events.failed(0).aborted(0).skipped(0));
    }

    static final class Whole extends BrokenPort {
        Whole() {
            super(Near::new);
        }
    }

    private static Optional<String> method(TestDescriptor test) {
        return test.getSource()
                .filter(org.junit.platform.engine.support.descriptor.MethodSource.class::isInstance)
                .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
                .map(org.junit.platform.engine.support.descriptor.MethodSource::getMethodName);
    }
}

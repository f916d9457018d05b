package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Sink;
import io.leasehold.simulator.sink.Terms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The other delivery modes; two hundred seeds and all stories are CI's, by {@code simulate --delivery}. */
class DeliveringTest {
    @ParameterizedTest
    @EnumSource(names = "AT_MOST_ONCE", mode = EnumSource.Mode.EXCLUDE)
    void tenSeedsOfAnHourAreGreen(Delivering delivering) {
        List<HistoryEvent> history = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            VirtualOptions options = VirtualOptions.DEFAULT.delivering(delivering);
            green(new VirtualRun(seed, options, history::add).run().judgements(), "seed " + seed);
        }
        assertThat(history)
                .as("nothing is left behind in these modes")
                .noneMatch(event -> event instanceof HistoryEvent.InDoubt doubt && doubt.skipped());
        long doubts =
                history.stream().filter(HistoryEvent.InDoubt.class::isInstance).count();
        if (delivering == Delivering.IN_STORE) {
            assertThat(doubts).as("reports in doubt").isZero();
        } else {
            assertThat(doubts).as("reports in doubt").isGreaterThan(100);
        }
    }

    static List<Arguments> lessHelp() {
        return List.of(
                arguments(Delivering.AT_LEAST_ONCE, Sink.PLAIN, true),
                arguments(Delivering.AT_LEAST_ONCE, Sink.TOKENS, true),
                arguments(Delivering.CONFIRMED, Sink.ASK_ONLY, true),
                arguments(Delivering.CONFIRMED, Sink.KEYS, false),
                arguments(Delivering.AT_MOST_ONCE, Sink.KEYS, false));
    }

    /** What isn't promised shows, and nothing else happens. */
    @ParameterizedTest(name = "{0} with a sink {1}")
    @MethodSource("lessHelp")
    void otherSinksGiveTheirCountedDuplicates(Delivering delivering, Sink sink, boolean duplicates) {
        VirtualOptions options = VirtualOptions.DEFAULT.terms(new Terms(delivering, sink));
        long unpromised = 0;
        for (long seed = 1; seed <= 4; seed++) {
            VirtualResult result = new VirtualRun(seed, options).run();
            green(result.judgements(), "seed " + seed);
            unpromised += Unpromised.of(result.judgements());
        }
        assertThat(unpromised > 0).as(unpromised + " duplicates").isEqualTo(duplicates);
    }

    @ParameterizedTest
    @EnumSource(names = "AT_MOST_ONCE", mode = EnumSource.Mode.EXCLUDE)
    void everyEventOfACrashMayBeHit(Delivering delivering) {
        SweepRun undisturbed = run(delivering, List.of(), new ArrayList<>());
        green(undisturbed.run(), "nothing");
        List<HistoryEvent> history = new ArrayList<>();
        for (Hit hit : undisturbed.possible()) {
            SweepRun run = run(delivering, List.of(hit), history);
            green(run.run(), hit.word());
            assertThat(run.missed()).isEmpty();
        }
        if (delivering == Delivering.AT_LEAST_ONCE) {
            assertThat(history)
                    .as("repeats that the sink has seen already")
                    .filteredOn(HistoryEvent.RequestKnown.class::isInstance)
                    .hasSizeGreaterThan(100);
        }
    }

    /** A transaction travels as every call does, and everything that befalls calls befalls it, before its work and behind it. */
    @Test
    void everyKindOfHitStrikesTransactions() {
        Tally tally = new Tally();
        List<HistoryEvent> history = new ArrayList<>();
        SweepRun undisturbed = run(Delivering.IN_STORE, List.of(), history);
        undisturbed.run();
        assertThat(history).noneMatch(HistoryEvent.IntentSent.class::isInstance);
        for (Hit hit : undisturbed.possible()) {
            SweepRun run = run(Delivering.IN_STORE, List.of(hit), history);
            run.run();
            tally.add(run.tally());
        }
        assertThat(Hit.OF_CALLS).allMatch(kind -> tally.of(kind, StepPhase.INTENT_SENT) > 3);
        assertThat(Hit.OF_EVENTS).allMatch(kind -> tally.of(kind, StepPhase.AFTER_EFFECT) > 2);
        assertThat(history)
                .as("attempts that were not answered")
                .anyMatch(event -> event instanceof HistoryEvent.EffectFailed failed && !failed.refused());
    }

    /** A late call met a repeat of it whose work had failed: it must not be committed behind that. */
    @Test
    void aCallIsDecidedOnceARepeatsWorkHasFailed() {
        VirtualOptions options = VirtualOptions.DEFAULT.delivering(Delivering.IN_STORE);
        green(new VirtualRun(277, options).run().judgements(), "seed 277");
    }

    private static SweepRun run(Delivering delivering, List<Hit> hits, List<HistoryEvent> history) {
        return new SweepRun(SweepStory.CRASH, Over.MEMORY, Terms.of(delivering), hits, history::add);
    }

    private static void green(List<Judgement> judgements, String what) {
        assertThat(judgements)
                .as(what)
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}

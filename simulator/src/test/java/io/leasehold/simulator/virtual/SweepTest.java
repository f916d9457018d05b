package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.simulator.history.HistoryDigest;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every single hit of every story is green; the pairs are CI's, by {@code simulate --mode sweep}. */
class SweepTest {
    private static final int MOST_EVENTS = 150;

    @ParameterizedTest
    @EnumSource
    void everyEventMayBeHit(SweepStory story) {
        SweepRun undisturbed = new SweepRun(story, List.of());
        green(undisturbed.run(), "nothing");
        assertThat(undisturbed.events()).isBetween(50, MOST_EVENTS);
        assertThat(undisturbed.possible()).hasSizeGreaterThan(2 * undisturbed.events());
        for (Hit hit : undisturbed.possible()) {
            SweepRun run = new SweepRun(story, List.of(hit));
            green(run.run(), story.word() + " " + hit.word());
            assertThat(run.missed()).isEmpty();
        }
    }

    @Test
    void aHitStrikesTheEventThatItNames() {
        List<HistoryEvent> plain = told(SweepStory.PLAIN, List.of());
        List<HistoryEvent> struck = told(SweepStory.PLAIN, List.of(new Hit(60, Trouble.KILL)));
        assertThat(plain).noneMatch(HistoryEvent.Killed.class::isInstance);
        assertThat(struck).filteredOn(HistoryEvent.Killed.class::isInstance).hasSize(1);
        int kill = struck.indexOf(struck.stream()
                .filter(HistoryEvent.Killed.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(struck.subList(0, kill)).isEqualTo(plain.subList(0, kill));
        assertThat(HistoryDigest.of(struck))
                .isEqualTo(HistoryDigest.of(told(SweepStory.PLAIN, List.of(new Hit(60, Trouble.KILL)))));
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "FREEZE", "REQUEST_LOST", "ANSWER_LOST", "LATE", "TWICE", "STORE_THROWS"})
    void everyKindOfHitChangesWhatHappens(Trouble kind) {
        SweepRun undisturbed = new SweepRun(SweepStory.CRASH, List.of());
        undisturbed.run();
        List<String> plain = withoutTrouble(told(SweepStory.CRASH, List.of()));
        assertThat(undisturbed.possible())
                .filteredOn(hit -> hit.kind() == kind)
                .anyMatch(hit ->
                        !withoutTrouble(told(SweepStory.CRASH, List.of(hit))).equals(plain));
    }

    /** What happened, without the entries that the hits themselves write. */
    private static List<String> withoutTrouble(List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> !(event instanceof HistoryEvent.Troubled
                        || event instanceof HistoryEvent.Killed
                        || event instanceof HistoryEvent.Frozen
                        || event instanceof HistoryEvent.Woken))
                .map(HistoryEvent::toString)
                .toList();
    }

    @Test
    void aHitThatFindsNoEventIsMissed() {
        SweepRun run = new SweepRun(SweepStory.PLAIN, List.of(new Hit(9_999, Trouble.KILL)));
        run.run();
        assertThat(run.missed()).containsExactly(new Hit(9_999, Trouble.KILL));
    }

    @Test
    void possibleSecondHitsComeAfterTheFirst() {
        SweepRun run = new SweepRun(SweepStory.PLAIN, List.of(new Hit(40, Trouble.FREEZE)));
        run.run();
        assertThat(run.possible()).isNotEmpty().allMatch(hit -> hit.event() > 40);
    }

    @Test
    void hitsAreReadAsTheyAreWritten() {
        assertThat(Hit.read("17:kill")).isEqualTo(new Hit(17, Trouble.KILL));
        assertThat(Hit.read(new Hit(3, Trouble.REQUEST_LOST).word())).isEqualTo(new Hit(3, Trouble.REQUEST_LOST));
        for (String wrong : List.of("", "17", "0:kill", "x:kill", "17:outage", "17:kill:1")) {
            assertThatThrownBy(() -> Hit.read(wrong)).hasMessageContaining("as in 17:kill, but is \"" + wrong + '"');
        }
    }

    private static List<HistoryEvent> told(SweepStory story, List<Hit> hits) {
        List<HistoryEvent> events = new ArrayList<>();
        new SweepRun(story, Over.MEMORY, hits, events::add).run();
        return events;
    }

    private static void green(List<Judgement> judgements, String what) {
        assertThat(judgements)
                .as(what)
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}

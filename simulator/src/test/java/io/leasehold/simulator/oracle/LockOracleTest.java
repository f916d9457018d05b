package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.GuardedReached;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LockReleased;
import io.leasehold.simulator.history.HistoryEvent.LockTaken;
import io.leasehold.simulator.history.HistoryEvent.LockTrusted;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LOCK meets stories that break its rule, and stories that keep it. */
class LockOracleTest {
    private static final HistoryEvent A_TAKES = new LockTaken(1_000, "door", 1, "a", "lease a");
    private static final HistoryEvent A_RELEASES = new LockReleased(2_000, "door", 1, "a", 0);
    private static final HistoryEvent B_TAKES = new LockTaken(3_000, "door", 2, "b", "lease b");

    private static List<String> violations(HistoryEvent... told) {
        List<HistoryEvent> events = new ArrayList<>(Story.virtual().told());
        events.addAll(Stream.of(told).toList());
        return new Lock().judge(new Evidence(events, List.of())).violations();
    }

    private static void keeps(HistoryEvent... told) {
        assertThat(violations(told)).isEmpty();
    }

    private static void breaks(String words, HistoryEvent... told) {
        assertThat(violations(told)).singleElement().asString().contains(words);
    }

    @Test
    void oneAfterTheOtherIsWell() {
        keeps(A_TAKES, A_RELEASES, B_TAKES);
        keeps(A_TAKES, new LeaseEnded(2_000, "b", "lease a"), B_TAKES);
        keeps(A_TAKES, new LockTaken(1_500, "gate", 1, "b", "lease b"));
    }

    @Test
    void twoHoldersAtOnceAreNot() {
        breaks("though a held it", A_TAKES, B_TAKES);
        breaks("though a held it", A_TAKES, new LockReleased(2_000, "door", 7, "c", 0), B_TAKES);
    }

    @Test
    void aTokenThatDoesNotGrowIsNoticed() {
        breaks("though 1 was given before", A_TAKES, A_RELEASES, new LockTaken(3_000, "door", 1, "b", "lease b"));
    }

    @Test
    void aRestIsKeptButForADeadHoldersSake() {
        HistoryEvent rests = new LockReleased(2_000, "door", 1, "a", 5_000);
        breaks("before its rest was over", A_TAKES, rests, B_TAKES);
        keeps(A_TAKES, rests, new LockTaken(7_000, "door", 2, "b", "lease b"));
        keeps(A_TAKES, rests, new StoreMoved(2_500, 5_000), B_TAKES);
        keeps(A_TAKES, new LeaseEnded(1_500, "b", "lease a"), rests, B_TAKES);
        keeps(A_TAKES, A_RELEASES, new StoreMoved(2_500, -60_000), B_TAKES);
    }

    @Test
    void nobodyIsToldThatAHoldIsValidThatAnotherHas() {
        HistoryEvent early = new LockTrusted(2_500, "door", 1, "a");
        HistoryEvent late = new LockTrusted(3_500, "door", 1, "a");
        keeps(A_TAKES, early, A_RELEASES, B_TAKES, new LockTrusted(3_500, "door", 2, "b"));
        breaks("was told at 3500 ms", A_TAKES, A_RELEASES, B_TAKES, late);
        keeps(A_TAKES, A_RELEASES, new StoreMoved(2_500, 60_000), B_TAKES, late);
    }

    @Test
    void whatIsGuardedAcceptsNoLowerTokenAfterAHigher() {
        HistoryEvent b = new GuardedReached(3_500, "door", 2, "b", true);
        keeps(A_TAKES, A_RELEASES, B_TAKES, b, new GuardedReached(3_600, "door", 1, "a", false));
        breaks("accepted token 1", A_TAKES, A_RELEASES, B_TAKES, b, new GuardedReached(3_600, "door", 1, "a", true));
    }

    @Test
    void onceAllIsQuietNoLockIsHeldForLong() {
        HistoryEvent end = new Healed(2_000_000);
        keeps(A_TAKES, end);
        keeps(A_TAKES, new Healed(1_500), A_RELEASES, end);
        keeps(A_TAKES, new Healed(1_500), new LeaseEnded(1_600, "a", "lease a"), end);
        breaks("nobody there seems to know", A_TAKES, new Healed(1_500), end);
    }
}

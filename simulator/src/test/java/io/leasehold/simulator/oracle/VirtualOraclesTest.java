package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Counted;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Interrupted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.history.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each oracle of virtual time meets a history that breaks its rule, and a near one that keeps it. Lease 60 s, heartbeat 10 s. */
class VirtualOraclesTest {
    private static final Bounds BOUNDS = new Bounds(
            Duration.ofSeconds(62),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(35),
            Duration.ofSeconds(500));

    private static void breaks(Oracle oracle, String words, HistoryEvent... events) {
        assertThat(judged(oracle, events)).singleElement().asString().contains(words);
    }

    private static void keeps(Oracle oracle, HistoryEvent... events) {
        assertThat(judged(oracle, events)).isEmpty();
    }

    private static List<String> judged(Oracle oracle, HistoryEvent... events) {
        List<HistoryEvent> history = new ArrayList<>();
        history.add(RunStarted.of(0, "virtual", BOUNDS));
        history.add(new InstanceStarted(0, "a"));
        history.add(new InstanceStarted(0, "b"));
        history.addAll(List.of(events));
        return oracle.judge(new Evidence(history, List.of())).violations();
    }

    private static Claimed claimed(long at, long token, String instance) {
        return new Claimed(at, "job", "run", token, instance, "lease-" + instance, null);
    }

    private static LeaseGranted granted(long at, String instance) {
        return new LeaseGranted(at, instance, "lease-" + instance, 60_000);
    }

    private static LeaseRenewed renewed(long at, String instance, boolean live) {
        return new LeaseRenewed(at, instance, "lease-" + instance, 60_000, live);
    }

    private static EffectStarted effect(long at, long token, String instance, long gateMillis) {
        return new EffectStarted(at, "job", "run", 2, token, instance, "text", "previous", "chain", gateMillis);
    }

    private static IntentSent intent(long at, long sequence, String instance, long token) {
        return new IntentSent(at, "job", "run", sequence, token, instance, 30_000);
    }

    private static Written written(long at, String instance, long revision, long sequence, Long due) {
        return new Written(at, "job", "run", 1, instance, revision, sequence, due);
    }

    @Nested
    class Grants {
        @Test
        void areNotTakenFromALiveLease() {
            breaks(
                    new Grant(),
                    "10000 ms before its time",
                    granted(0, "a"),
                    granted(0, "b"),
                    claimed(1, 1, "a"),
                    claimed(50_000, 2, "b"));
        }

        @Test
        void areTakenAfterItsTimeItsEndOrARelease() {
            keeps(new Grant(), granted(0, "a"), granted(9, "b"), claimed(1, 1, "a"), claimed(60_000, 2, "b"));
            keeps(
                    new Grant(),
                    granted(0, "a"),
                    granted(0, "b"),
                    claimed(1, 1, "a"),
                    new LeaseEnded(5, "a", "lease-a"),
                    claimed(9, 2, "b"));
            keeps(
                    new Grant(),
                    granted(0, "a"),
                    granted(0, "b"),
                    claimed(1, 1, "a"),
                    new Released(5, "job", "run", 1, "a", "READY"),
                    claimed(9, 2, "b"));
            keeps(
                    new Grant(),
                    granted(0, "a"),
                    granted(0, "b"),
                    claimed(1, 1, "a"),
                    new StoreMoved(2, 61_000),
                    claimed(9, 2, "b"));
        }

        @Test
        void areNotMadeToAnEndedLease() {
            breaks(
                    new Grant(),
                    "under a lease that had ended",
                    granted(0, "a"),
                    new LeaseEnded(5, "a", "lease-a"),
                    claimed(9, 1, "a"));
        }

        @Test
        void neverBringAnEndedLeaseBack() {
            breaks(
                    new Grant(),
                    "after it had ended",
                    granted(0, "a"),
                    new LeaseEnded(5, "a", "lease-a"),
                    renewed(9, "a", true));
            keeps(new Grant(), granted(0, "a"), new LeaseEnded(5, "a", "lease-a"), renewed(9, "a", false));
        }

        @Test
        void areNotEndedByOthersBeforeTheirTime() {
            breaks(new Grant(), "was ended, as b heard", granted(0, "a"), new LeaseEnded(5, "b", "lease-a"));
            keeps(new Grant(), granted(0, "a"), new LeaseEnded(60_001, "b", "lease-a"));
            breaks(
                    new Grant(),
                    "was ended, as b heard",
                    granted(0, "a"),
                    renewed(30_000, "a", true),
                    new LeaseEnded(60_001, "b", "lease-a"));
        }
    }

    @Nested
    class TwoBeforeTheirDeadline {
        @Test
        void areFoundAtTheGate() {
            breaks(
                    new Two(),
                    "a passed the gate",
                    claimed(1, 1, "a"),
                    claimed(200_000, 2, "b"),
                    effect(200_010, 1, "a", 200_005));
        }

        @Test
        void areNoneThatPassedTheGateBefore() {
            keeps(new Two(), claimed(1, 1, "a"), claimed(200_000, 2, "b"), effect(300_000, 1, "a", 199_999));
        }

        @Test
        void areExcusedByAJumpOfTheStoresClock() {
            keeps(
                    new Two(),
                    claimed(1, 1, "a"),
                    new StoreMoved(199_000, 60_000),
                    claimed(200_000, 2, "b"),
                    effect(200_010, 1, "a", 200_005));
        }
    }

    @Nested
    class Paces {
        @Test
        void areBrokenByAStepBeforeItsDue() {
            breaks(
                    new Pace(),
                    "20000 ms before its due",
                    written(1_000, "a", 1, 1, 30_000L),
                    intent(11_000, 2, "a", 1),
                    written(11_000, "a", 2, 2, 30_000L));
        }

        @Test
        void allowOneCallsDelay() {
            keeps(
                    new Pace(),
                    written(1_000, "a", 1, 1, 30_000L),
                    intent(30_950, 2, "a", 1),
                    written(30_950, "a", 2, 2, 30_000L));
        }

        @Test
        void areNotMovedByAWriteThatIsAppliedOnceMore() {
            keeps(
                    new Pace(),
                    written(1_000, "a", 1, 1, 30_000L),
                    written(20_000, "a", 1, 1, 30_000L),
                    intent(31_000, 2, "a", 1),
                    written(31_000, "a", 2, 2, 30_000L));
        }

        @Test
        void startAnewWithAPersonsOrder() {
            keeps(
                    new Pace(),
                    written(1_000, "a", 1, 1, 30_000L),
                    new Ordered(2_000, "job", "run", "Start"),
                    intent(3_000, 2, "a", 1),
                    written(3_000, "a", 2, 2, 30_000L));
        }
    }

    @Nested
    class Wishes {
        private final Ordered stop = new Ordered(1, "job", "run", "Stop");

        @Test
        void allowTheStepInHandAndOneMore() {
            keeps(new Wish(), stop, effect(2, 1, "a", 2), effect(3, 1, "a", 3));
            breaks(
                    new Wish(),
                    "start 3 since the job was stopped",
                    stop,
                    effect(2, 1, "a", 2),
                    effect(3, 1, "a", 3),
                    effect(4, 1, "a", 4));
        }

        @Test
        void keepStoppedJobsFromBeingClaimed() {
            breaks(new Wish(), "though it was stopped", stop, claimed(5, 2, "b"));
            keeps(new Wish(), stop, new Ordered(3, "job", "run", "Start"), claimed(5, 2, "b"));
        }
    }

    @Nested
    class Losers {
        @Test
        void mustHearOfIt() {
            breaks(
                    new Told(),
                    "its listener didn't hear of it",
                    claimed(1, 1, "a"),
                    claimed(100_000, 2, "b"),
                    renewed(200_000, "b", true));
            keeps(
                    new Told(),
                    claimed(1, 1, "a"),
                    claimed(100_000, 2, "b"),
                    new LeaseLost(101_000, "a"),
                    renewed(200_000, "b", true));
        }

        @Test
        void haveTheirHandlersInterrupted() {
            breaks(
                    new Told(),
                    "its handler was not interrupted",
                    claimed(1, 1, "a"),
                    effect(99_000, 1, "a", 99_000),
                    claimed(100_000, 2, "b"),
                    new LeaseLost(101_000, "a"),
                    renewed(200_000, "b", true));
            keeps(
                    new Told(),
                    claimed(1, 1, "a"),
                    effect(99_000, 1, "a", 99_000),
                    claimed(100_000, 2, "b"),
                    new LeaseLost(101_000, "a"),
                    new Interrupted(101_000, "job", "run", 2, 1, "a"),
                    renewed(200_000, "b", true));
        }

        @Test
        void thatAreDeadOrFrozenHearNothing() {
            keeps(
                    new Told(),
                    claimed(1, 1, "a"),
                    new Killed(50_000, "a", Phase.AFTER_INTENT),
                    claimed(100_000, 2, "b"),
                    renewed(200_000, "b", true));
        }
    }

    @Nested
    class Standstills {
        @Test
        void areJudgedIfSomebodyWasLeftAlone() {
            HistoryEvent killed = new Killed(50_000, "a", Phase.AFTER_INTENT);
            breaks(
                    new Down(),
                    "the bound is 62000",
                    claimed(1, 1, "a"),
                    killed,
                    claimed(130_000, 2, "b"),
                    effect(130_001, 2, "b", 130_001));
            keeps(
                    new Down(),
                    claimed(1, 1, "a"),
                    killed,
                    new Troubled(60_000, "b", "OUTAGE", 10_000),
                    claimed(130_000, 2, "b"),
                    effect(130_001, 2, "b", 130_001));
            keeps(
                    new Down(),
                    claimed(1, 1, "a"),
                    killed,
                    renewed(70_000, "a", true),
                    claimed(130_000, 2, "b"),
                    effect(130_001, 2, "b", 130_001));
        }

        @Test
        void areNoneWhereTheOwnerWokeAndWentOn() {
            keeps(
                    new Down(),
                    claimed(1, 1, "a"),
                    new Frozen(50_000, "a", Phase.AFTER_INTENT),
                    new Woken(105_000, "a"),
                    effect(130_000, 1, "a", 130_000));
        }
    }

    @Nested
    class Stalls {
        private final Submitted submitted = new Submitted(0, "job", "run", 3);

        @Test
        void areJobsThatMakeNoProgressOnceAllIsWell() {
            breaks(new Stall(), "made no progress", submitted, new Healed(10_000), effect(600_000, 1, "a", 600_000));
            breaks(new Stall(), "made no progress", submitted, new Healed(10_000), renewed(600_000, "a", true));
        }

        @Test
        void endWithTheRun() {
            keeps(
                    new Stall(),
                    submitted,
                    new Healed(10_000),
                    new Released(20_000, "job", "run", 1, "a", "FINISHED"),
                    renewed(900_000, "a", true));
        }
    }

    @Nested
    class ChangesOfOwner {
        @Test
        void areNotForTheQuiet() {
            breaks(
                    new Churn(),
                    "in the middle of a quiet phase",
                    claimed(1, 1, "a"),
                    new Healed(10_000),
                    claimed(200_000, 2, "b"));
            keeps(new Churn(), claimed(1, 1, "a"), new Healed(10_000), claimed(100_000, 2, "b"));
        }

        @Test
        void mayFollowAPersonsOrder() {
            keeps(
                    new Churn(),
                    claimed(1, 1, "a"),
                    new Healed(10_000),
                    new Ordered(190_000, "job", "run", "Start"),
                    claimed(200_000, 2, "b"));
        }
    }

    @Nested
    class Innocents {
        @Test
        void areNotSetAside() {
            for (String status : List.of("PARKED", "FAILED", "QUARANTINED")) {
                breaks(new Innocent(), status, new Released(9, "job", "run", 1, "a", status));
            }
            keeps(new Innocent(), new Released(9, "job", "run", 1, "a", "FINISHED"));
        }

        @Test
        void areNoJobsWithThreeDoubtsInARow() {
            HistoryEvent parked = new Released(9, "job", "run", 1, "a", "PARKED");
            keeps(new Innocent(), doubt(1), doubt(2), doubt(3), parked);
            breaks(new Innocent(), "PARKED", doubt(1), doubt(2), doubt(4), parked);
        }

        @Test
        void areNoJobsRefusedTenTimes() {
            List<HistoryEvent> refused = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                refused.add(new EffectFailed(i, "job", "run", 2, 1, "a", true));
            }
            refused.add(new Released(20, "job", "run", 1, "a", "FAILED"));
            keeps(new Innocent(), refused.toArray(HistoryEvent[]::new));
            breaks(new Innocent(), "FAILED", refused.subList(1, 11).toArray(HistoryEvent[]::new));
        }

        private InDoubt doubt(long sequence) {
            return new InDoubt(sequence, "job", "run", sequence, "PERFORM_ENDED", "a");
        }
    }

    @Nested
    class Leaks {
        @Test
        void areStopsThatNeverEnd() {
            breaks(new Leak(), "had not given back everything", new StopAsked(1_000, "a"), renewed(90_000, "b", true));
            breaks(
                    new Leak(),
                    "had not given back everything",
                    new StopAsked(1_000, "a"),
                    new Stopped(40_000, "a"),
                    renewed(90_000, "b", true));
            keeps(new Leak(), new StopAsked(1_000, "a"), new Stopped(30_000, "a"), renewed(90_000, "b", true));
        }

        @Test
        void areNotTheDead() {
            keeps(
                    new Leak(),
                    new StopAsked(1_000, "a"),
                    new Killed(2_000, "a", Phase.AFTER_INTENT),
                    renewed(90_000, "b", true));
        }
    }

    @Nested
    class Growths {
        @Test
        void areRecordsThatNobodyNeeds() {
            Submitted submitted = new Submitted(0, "job", "run", 3);
            breaks(new Growth(), "2 jobs and tombstones", submitted, new Counted(9, 2, 0, 1_000));
            breaks(new Growth(), "1 leases", submitted, granted(0, "a"), new Counted(9_000, 1, 1, 1_000));
            keeps(new Growth(), submitted, granted(8_500, "a"), new Counted(9_000, 1, 1, 1_000));
        }
    }

    @Nested
    class Doubts {
        private final InDoubt gone = new InDoubt(100_001, "job", "run", 2, "OWNER_GONE", "b");

        @Test
        void areNotLeftByWhoHadTimeToWriteTheOutcomeDown() {
            breaks(
                    new Doubt(),
                    "was left alone to write that down",
                    claimed(1, 1, "a"),
                    intent(1_000, 2, "a", 1),
                    new EffectDone(1_010, "job", "run", 2, 1, "a"),
                    new Killed(30_000, "a", Phase.AFTER_EFFECT),
                    claimed(100_000, 2, "b"),
                    gone);
            keeps(
                    new Doubt(),
                    claimed(1, 1, "a"),
                    intent(1_000, 2, "a", 1),
                    new EffectDone(1_010, "job", "run", 2, 1, "a"),
                    new Killed(1_011, "a", Phase.AFTER_EFFECT),
                    claimed(100_000, 2, "b"),
                    gone);
        }

        @Test
        void byPerformItselfNeedAnAttemptThatEndedBadly() {
            InDoubt ended = new InDoubt(2_000, "job", "run", 2, "PERFORM_ENDED", "a");
            breaks(new Doubt(), "neither badly nor interrupted", claimed(1, 1, "a"), intent(1_000, 2, "a", 1), ended);
            keeps(
                    new Doubt(),
                    claimed(1, 1, "a"),
                    intent(1_000, 2, "a", 1),
                    new EffectFailed(1_500, "job", "run", 2, 1, "a", false),
                    ended);
        }
    }
}

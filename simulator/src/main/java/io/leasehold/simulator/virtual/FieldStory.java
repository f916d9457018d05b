package io.leasehold.simulator.virtual;

import io.leasehold.simulator.virtual.Telling.ByDrill;
import io.leasehold.simulator.virtual.Telling.ByHits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Bugs that others met in the field, each told as it would happen here: the bug is gone. */
public enum FieldStory {
    LATE_UNLOCK(
            "ShedLock #74, #1986",
            "a late holder's unlock freed the next holder's lock",
            "a holder stands still until the next one has the lock, then unlocks; and an unlock arrives once more",
            new ByDrill(Drill.LATE_UNLOCK)),
    EXPIRED_WHEN_GRANTED(
            "ShedLock #3577",
            "transaction-start time granted a lease already expired",
            "renewals take seconds, and the lease lapses in the midst of steps, counted from each of its moments",
            new ByDrill(Drill.SLOW_STORE)),
    CLOCKS_APART(
            "ShedLock #231, #1439",
            "two clocks three minutes apart, two holders",
            "so it is here, with jobs and locks; one instance dies",
            new ByDrill(Drill.CLOCKS_APART)),
    DAYLIGHT_SAVING(
            "ShedLock #1876, Spring Integration #10906, JobRunr #598",
            "daylight-saving night stops or doubles everything",
            "the wall clocks of all jump an hour ahead and back while jobs wait for their due; owners die",
            new ByDrill(Drill.DAYLIGHT_SAVING)),
    LONG_DRAIN(
            "db-scheduler #365, Hangfire #2233",
            "heartbeats stop while draining, work runs twice",
            "instances leave while handlers take twice as long as a lease lasts",
            new ByDrill(Drill.LONG_DRAIN)),
    LOST_UNTOLD(
            "db-scheduler #402, Redisson #4698",
            "the job is never told that it lost the lock",
            "jobs are lost one by one while their owner's lease lives on",
            new ByDrill(Drill.LOST_ALONE)),
    STORE_OUTAGE(
            "JobRunr #453, #498, #1136",
            "a store outage ends the coordinator for good",
            "the store is away for ten minutes, for everybody",
            new ByDrill(Drill.OUTAGE)),
    ANSWER_LOST(
            "KCL #108, #325",
            "answer lost, write applied: the owner drops a lease it holds",
            "the answer to each call of a takeover is lost, one a run",
            new ByHits(SweepStory.CRASH, Trouble.ANSWER_LOST)),
    STOP_WAITS(
            "KCL #845",
            "graceful stop still waits for the expiry",
            "an owner stops while all its jobs rest, the next one in the midst of steps",
            new ByDrill(Drill.STOPPED_AT_REST)),
    FROZEN_OWNER(
            "Quartz #847, #176",
            "works before it has checked in again: thousands of duplicates",
            "instances stand still past their lease, before each event of a run",
            new ByHits(SweepStory.PLAIN, Trouble.FREEZE)),
    OLD_SESSION(
            "Curator #1211",
            "an old session's node makes two leaders",
            "an instance is cut off until its lease has been dropped, and the grant of that arrives once more",
            new ByDrill(Drill.LATE_GRANT)),
    NO_TIMEOUT(
            "kubernetes #44887, #65090",
            "a call without a timeout outlives the lease",
            "for ten minutes an owner's requests arrive and no answer does",
            new ByDrill(Drill.CUT_ANSWERS)),
    UNLOCK_OUTLIVED(
            "Redisson #7272",
            "renewal outlives the unlock; nobody can ever lock again",
            "unlocks don't arrive, and takes aren't answered, while the lease lives on; another one waits",
            new ByDrill(Drill.UNANSWERED_UNLOCK)),
    RELEASED_UNDRAINED(
            "Axon #4927",
            "released before the listener had drained: a side effect 44 s late",
            "a job is handed over in the midst of its step; instances stand still at each event",
            new ByHits(SweepStory.HANDOVER, Trouble.FREEZE)),
    SLOW_HANDLERS(
            "Axon #5050",
            "one slow handler starves the renewals of seven others",
            "handlers hold every worker, again and again",
            new ByDrill(Drill.BLOCKED_WORKERS)),
    FIRST_EXCEPTION(
            "ShenYu #6608",
            "scheduled task ends silently at its first exception",
            "the store throws at each call of a run, at one a run",
            new ByHits(SweepStory.PLAIN, Trouble.STORE_THROWS)),
    POISON(
            "activepieces #15130",
            "a poison job is handed on for 17 hours",
            "a job takes down each owner, an innocent one stands beside it; more are killed at each event",
            new ByHits(SweepStory.PROBATION, Trouble.KILL));

    private final String from;
    private final String there;
    private final String here;
    private final Telling telling;

    FieldStory(String from, String there, String here, Telling telling) {
        this.from = from;
        this.there = there;
        this.here = here;
        this.telling = telling;
    }

    /** Whose bug it was. */
    public String from() {
        return from;
    }

    /** What happened there. */
    public String there() {
        return there;
    }

    /** What is done here. */
    public String here() {
        return here;
    }

    /** By what it is told, in the words of the command line. */
    public String toldBy() {
        return telling.word();
    }

    /** Whether seeds are drawn; if not, all there is to hit is hit, whatever the seed. */
    public boolean drawn() {
        return telling.drawn();
    }

    /** Its runs with so many seeds from the first, each of which takes place when the stream comes to it. */
    public Stream<StoryRun> runs(long firstSeed, long seeds) {
        return runs(Over.MEMORY, firstSeed, seeds);
    }

    /** The same over a store that is opened so. */
    Stream<StoryRun> runs(Opening over, long firstSeed, long seeds) {
        return telling.runs(over, firstSeed, seeds);
    }

    /** As the command line writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The story that the command line names. */
    public static Optional<FieldStory> of(String word) {
        return Arrays.stream(values())
                .filter(story -> story.word().equals(word))
                .findFirst();
    }
}

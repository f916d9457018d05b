package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.ChainHash;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.ClaimLost;
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
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Regressed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.RequestKnown;
import io.leasehold.simulator.history.HistoryEvent.Resumed;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Suspended;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.Repeats;
import io.leasehold.store.Bytes;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Ownership;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Histories of one job, told line by line; each line moves time on by 100 ms. */
final class Story {
    static final String JOB = "reminder";
    static final String RUN = "00000000000000aa";
    static final String TYPE = "message";
    private static final long PACE = 1_000;
    /** How long successors wait before they ask the sink, where they do. */
    static final Duration SETTLE = Duration.ofSeconds(4);

    private static final Bounds BOUNDS = bounds(Bounds.STOP);

    private final List<HistoryEvent> events = new ArrayList<>();
    private final List<JobRecord> records = new ArrayList<>();
    private long now;
    private long steps;

    private static Bounds bounds(Duration stop) {
        return new Bounds(
                Duration.ofSeconds(5),
                stop,
                Duration.ofSeconds(3),
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ZERO);
    }

    static Story of(long steps) {
        return of("real", steps);
    }

    /** With processes. */
    static Story processes(long steps) {
        return of("processes", steps);
    }

    /** In virtual time; instances that do nothing yet are there from the start. */
    static Story virtual(String... instances) {
        return of("virtual", 9).started(instances);
    }

    /** In virtual time, where nobody hears a ring. */
    static Story deaf() {
        return of("virtual", 9, bounds(Duration.ofSeconds(2)));
    }

    /** Instances that do nothing yet. */
    Story started(String... instances) {
        for (String instance : instances) {
            events.add(new InstanceStarted(now, instance, Map.of(TYPE, 1), 1, null));
        }
        return this;
    }

    /** It runs a newer version. */
    Story newer(String instance) {
        return add(new InstanceStarted(now, instance, Map.of(TYPE, 2), 1, null));
    }

    /** It has room for so many jobs, and a lease. */
    Story roomed(String instance, long room) {
        events.add(new InstanceStarted(now, instance, Map.of(TYPE, 1), 1, room));
        events.add(new LeaseGranted(now, instance, "lease-" + instance, 3_000));
        return this;
    }

    /** A run in virtual time of two instances whose sink may get a step again there. */
    static Story repeating(Repeats repeats) {
        Story story = new Story();
        story.events.add(RunStarted.of(0, "virtual", repeats, false, BOUNDS.settling(SETTLE)));
        story.events.add(new Submitted(0, JOB, RUN, 9, PACE));
        return story;
    }

    /** A run in virtual time whose messages commit together with their steps. */
    static Story inStore(long steps) {
        Story story = new Story();
        story.steps = steps;
        story.events.add(RunStarted.of(0, "virtual", Repeats.NEVER, true, BOUNDS));
        story.events.add(new Submitted(0, JOB, RUN, steps, PACE));
        return story;
    }

    /** One transaction: the message, and the write that closes its step. */
    Story transaction(String instance, long token, long revision, long sequence) {
        events.add(new EffectStarted(
                now, JOB, RUN, sequence, token, instance, text(sequence), link(sequence - 1), link(sequence), now));
        events.add(new Written(now, JOB, RUN, token, instance, revision, sequence + 1, PACE, null));
        return closed(instance, token, sequence);
    }

    private static Story of(String mode, long steps) {
        return of(mode, steps, BOUNDS);
    }

    private static Story of(String mode, long steps, Bounds bounds) {
        Story story = new Story();
        story.steps = steps;
        story.events.add(RunStarted.of(0, mode, Repeats.NEVER, false, bounds));
        story.events.add(new Submitted(0, JOB, RUN, steps, PACE));
        return story;
    }

    /** The present moment. */
    long now() {
        return now;
    }

    /** Whether an instance of this name was started. */
    boolean knows(String instance) {
        return events.stream()
                .anyMatch(event -> event instanceof InstanceStarted started
                        && started.instance().equals(instance));
    }

    Story after(long millis) {
        now += millis;
        return this;
    }

    /** What comes next happens at this moment. */
    Story at(long millis) {
        now = millis;
        return this;
    }

    private Story add(HistoryEvent event) {
        events.add(event);
        now += 100;
        return this;
    }

    Story claimed(String instance, long token) {
        return claimed(instance, token, token > 1 ? "ended" : null);
    }

    /** Claimed from a lease, or from nobody. */
    Story claimed(String instance, long token, @Nullable String from) {
        return claimed(instance, token, from, 1);
    }

    /** The same of a job whose state is of this version. */
    Story claimed(String instance, long token, @Nullable String from, int version) {
        return add(new Claimed(now, JOB, RUN, token, instance, "lease-" + instance, from, TYPE, version));
    }

    Story lapsed(String instance, long token, int lapses, boolean probation) {
        return add(new HistoryEvent.Lapsed(now, JOB, RUN, token, instance, lapses, probation));
    }

    Story probation(String instance, long token, boolean on) {
        return add(new HistoryEvent.Probation(now, JOB, RUN, token, instance, on));
    }

    /** Another suspect of this instance is put on probation, or taken off. */
    Story otherOnProbation(String instance, boolean on) {
        add(new HistoryEvent.Lapsed(now, "other", RUN, 1, instance, 2, false));
        return add(new HistoryEvent.Probation(now, "other", RUN, 1, instance, on));
    }

    /** Takes so many other jobs, which stay where they are. */
    Story owning(String instance, int others) {
        for (int i = 0; i < others; i++) {
            events.add(new Claimed(now, instance + "'s " + i, RUN, 1, instance, "lease-" + instance, null, TYPE, 1));
        }
        return this;
    }

    Story intent(String instance, long token, long sequence) {
        return add(new IntentSent(now, JOB, RUN, sequence, token, instance, PACE));
    }

    Story effect(String instance, long token, long sequence) {
        return effect(instance, token, sequence, link(sequence - 1));
    }

    Story effect(String instance, long token, long sequence, String previous) {
        return effect(instance, token, sequence, previous, null);
    }

    Story effectPastGate(String instance, long token, long sequence, long gateMillis) {
        return effect(instance, token, sequence, link(sequence - 1), gateMillis);
    }

    private Story effect(String instance, long token, long sequence, String previous, @Nullable Long gateMillis) {
        String chain = ChainHash.of(previous, JOB, RUN, sequence, text(sequence));
        return add(new EffectStarted(
                now, JOB, RUN, sequence, token, instance, text(sequence), previous, chain, gateMillis));
    }

    Story closed(String instance, long token, long sequence) {
        return add(new StepClosed(now, JOB, RUN, sequence, token, instance));
    }

    /** Intent, effect, outcome. */
    Story step(String instance, long token, long sequence) {
        return intent(instance, token, sequence)
                .effect(instance, token, sequence)
                .closed(instance, token, sequence);
    }

    Story inDoubt(String instance, long sequence) {
        return add(new InDoubt(now, JOB, RUN, sequence, "OWNER_GONE", "SKIPPED", instance));
    }

    /** A predecessor's step, of which this becomes. */
    Story resolved(String instance, long sequence, String resolution) {
        return add(new InDoubt(now, JOB, RUN, sequence, "OWNER_GONE", resolution, instance));
    }

    Story known(String instance, long token, long sequence) {
        return add(new RequestKnown(now, JOB, RUN, sequence, token, instance));
    }

    Story attemptInDoubt(String instance, long sequence) {
        return add(new InDoubt(now, JOB, RUN, sequence, "PERFORM_ENDED", "SKIPPED", instance));
    }

    /** Its own attempt ended so that nobody knows; it is repeated. */
    Story repeated(String instance, long sequence) {
        return add(new InDoubt(now, JOB, RUN, sequence, "PERFORM_ENDED", "REPEATED", instance));
    }

    /** A person submits the job once more, as a new run. */
    Story submittedAgain() {
        return add(new Submitted(now, JOB, "another", 9, PACE));
    }

    Story killed(String instance, Phase phase) {
        return add(new Killed(now, instance, phase));
    }

    Story frozen(String instance) {
        return add(new Frozen(now, instance, Phase.AFTER_INTENT));
    }

    Story woken(String instance) {
        return add(new Woken(now, instance));
    }

    Story leaseLost(String instance) {
        return add(new LeaseLost(now, instance));
    }

    Story stopAsked(String instance) {
        return add(new StopAsked(now, instance));
    }

    Story ailed(String instance, long token, long sequence) {
        return add(new HistoryEvent.Ailed(now, JOB, RUN, sequence, token, instance, "HANDLER_HANGS"));
    }

    Story done(String instance, long token, long sequence) {
        return add(new EffectDone(now, JOB, RUN, sequence, token, instance));
    }

    Story refused(String instance, long token, long sequence) {
        return add(new EffectFailed(now, JOB, RUN, sequence, token, instance, true));
    }

    Story failed(String instance, long token, long sequence) {
        return add(new EffectFailed(now, JOB, RUN, sequence, token, instance, false));
    }

    Story interrupted(String instance, long token, long sequence) {
        return add(new Interrupted(now, JOB, RUN, sequence, token, instance));
    }

    Story written(String instance, long token, long revision, long sequence, @Nullable Long dueInMillis) {
        return add(new Written(now, JOB, RUN, token, instance, revision, sequence, dueInMillis, null));
    }

    /** The same, its due reckoned by the store's clock as it was read at this moment. */
    Story reckoned(String instance, long token, long revision, long sequence, long dueInMillis, long readMillis) {
        return add(new Written(now, JOB, RUN, token, instance, revision, sequence, dueInMillis, readMillis));
    }

    Story released(String instance, long token, String status) {
        return add(new Released(now, JOB, RUN, token, instance, status));
    }

    Story claimLost(String instance, long token) {
        return add(new ClaimLost(now, JOB, token, instance, "taken"));
    }

    /** It told that the store had lost something. */
    Story regressed(String instance) {
        return add(new Regressed(now, JOB, instance));
    }

    Story suspended(String instance) {
        return add(new Suspended(now, instance));
    }

    Story resumed(String instance) {
        return add(new Resumed(now, instance));
    }

    Story granted(String instance) {
        return add(new LeaseGranted(now, instance, "lease-" + instance, 3_000));
    }

    Story renewed(String instance, long extensionMillis, boolean live) {
        return add(new LeaseRenewed(now, instance, "lease-" + instance, extensionMillis, live));
    }

    Story leaseEnded(String owner, String heardBy) {
        return add(new LeaseEnded(now, heardBy, "lease-" + owner));
    }

    Story leaseErased(String owner) {
        return add(new LeaseErased(now, owner, "lease-" + owner));
    }

    /** The store has the job again as it was at this step, owned by this instance under this token, or by nobody. */
    Story setBack(@Nullable String owner, long token, long revision, long sequence) {
        return add(new HistoryEvent.SetBack(
                now, JOB, RUN, token, revision, sequence, owner == null ? null : "lease-" + owner));
    }

    Story leaseSetBack(String owner, long lastsMillis) {
        return add(new HistoryEvent.LeaseSetBack(now, "lease-" + owner, lastsMillis));
    }

    Story parked(String instance, long token) {
        return add(new HistoryEvent.Parked(now, JOB, RUN, token, instance));
    }

    Story ordered(String order) {
        return add(new Ordered(now, JOB, RUN, order));
    }

    Story storeMoved(long byMillis) {
        return add(new StoreMoved(now, byMillis));
    }

    Story counted(long jobs, long leases, long keptForMillis) {
        return add(new Counted(now, jobs, leases, keptForMillis, null));
    }

    /** The same where tombstones go. */
    Story countedWhereTombstonesGo(long jobs, long retentionMillis) {
        return add(new Counted(now, jobs, 0, 0, retentionMillis));
    }

    Story healed() {
        return add(new Healed(now));
    }

    Story outage(String instance, long millis) {
        return add(new Troubled(now, instance, "OUTAGE", millis));
    }

    Story troubled(String instance) {
        return add(new Troubled(now, instance, "slow", 1_000));
    }

    /** A call of its arrives so much later, at most. */
    Story late(String instance, long millis) {
        return add(new Troubled(now, instance, "LATE", millis));
    }

    /** Its answers don't arrive for so long; such trouble is told with 400 ms on top, two calls' time. */
    Story cut(String instance, long millis) {
        return add(new Troubled(now, instance, "CUT_ANSWERS", millis + 400));
    }

    Story stopped(String instance) {
        return add(new Stopped(now, instance));
    }

    Story finished(String instance, long token) {
        add(new Released(now, JOB, RUN, token, instance, "FINISHED"));
        return record(Status.FINISHED, token, steps + 1);
    }

    Story record(Status status, long token, long sequence) {
        records.add(new JobRecord(
                new JobId(JOB),
                "message",
                new RunId(RUN),
                Bytes.EMPTY,
                Wish.RUNNING,
                0,
                Ownership.none(token),
                Progress.initial(1)
                        .change()
                        .status(status)
                        .sequence(sequence)
                        .doubts(recorded())
                        .done(),
                Duration.ZERO,
                Optional.empty(),
                List.of()));
        return this;
    }

    /** What the listeners heard stands in the record. */
    private DoubtLog recorded() {
        DoubtLog log = DoubtLog.EMPTY;
        for (HistoryEvent event : events) {
            if (event instanceof InDoubt told) {
                log = log.with(new io.leasehold.store.Doubt(
                        told.sequence(),
                        1,
                        io.leasehold.store.Doubt.Cause.OWNER_GONE,
                        io.leasehold.store.Doubt.Resolution.valueOf(told.resolution())));
            }
        }
        return log;
    }

    List<HistoryEvent> events() {
        return events;
    }

    /** What has been told so far. */
    List<HistoryEvent> told() {
        return List.copyOf(events);
    }

    Judgement judgedBy(Oracle oracle) {
        return oracle.judge(new Evidence(events, records));
    }

    void breaks(Oracle oracle, String words) {
        assertThat(judgedBy(oracle).violations()).singleElement().asString().contains(words);
    }

    void keeps(Oracle oracle) {
        assertThat(judgedBy(oracle).violations()).isEmpty();
    }

    private static String link(long sequence) {
        return sequence == 0 ? ChainHash.START : ChainHash.of(link(sequence - 1), JOB, RUN, sequence, text(sequence));
    }

    private static String text(long sequence) {
        return "message " + sequence;
    }
}

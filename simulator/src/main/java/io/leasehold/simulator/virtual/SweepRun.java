package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.testing.Fate;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run of a sweep: a small story in virtual time with hits at given events; then all heals, progress is demanded, and the oracles
 * judge. Every run of a story is the same up to its first hit. Used once.
 */
public final class SweepRun {
    /** Short lease times, so that a story has few events: 9, 3 and 9 s. */
    public static final EngineSettings SETTINGS = EngineSettings.lasting(
                    Duration.ofSeconds(9), Duration.ofSeconds(3), Duration.ofSeconds(9))
            .shutdown(Duration.ofSeconds(2), Duration.ofSeconds(6));

    private static final long SEED = 1;
    private static final int STEPS = 4;
    private static final Duration PACE = Duration.ofSeconds(1);

    /** Longer than the lease lasts, and another instance needs to take over. */
    private static final Duration BEYOND_LEASE = SETTINGS.crashBound().plusSeconds(2);

    /** Two heartbeats after it has seen the newcomer, the owner hands over: jobs that are due so late have their first step in hand then. */
    private static final Duration UNTIL_HANDED_OVER =
            SETTINGS.heartbeat().multipliedBy(2).plusMillis(400);

    private static final Duration SHORT_STEP = Duration.ofSeconds(2);

    /** How often a person looks. */
    private static final Duration ATTENTIVE = Duration.ofMillis(500);

    private static final Duration UNTIL_HEALED = SETTINGS.crashBound().multipliedBy(4);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final SweepStory story;
    private final List<Hit> hits;
    private final Stage stage;
    private final List<Hit> possible = new ArrayList<>();
    private final Set<Hit> inside = new LinkedHashSet<>();
    private final List<Hit> missed;
    private int events;
    private long changesAtHit = Long.MAX_VALUE - 1;
    private boolean told;
    private boolean over;
    private long lastAftermathNanos;

    /** A run of this story with these hits. */
    public SweepRun(SweepStory story, List<Hit> hits) {
        this(story, Over.MEMORY, hits);
    }

    /** The same over another store. */
    public SweepRun(SweepStory story, Over over, List<Hit> hits) {
        this(story, over, hits, event -> {});
    }

    /** The same; {@code copy} hears every event. */
    public SweepRun(SweepStory story, Over over, List<Hit> hits, Consumer<HistoryEvent> copy) {
        this(story, over, Terms.DEFAULT, hits, copy);
    }

    /** The same on other terms. */
    public SweepRun(SweepStory story, Over over, Terms terms, List<Hit> hits, Consumer<HistoryEvent> copy) {
        this(story, over, terms, Resting.IN_MEMORY, hits, copy);
    }

    /** The same with resting jobs kept so. */
    public SweepRun(
            SweepStory story, Over over, Terms terms, Resting resting, List<Hit> hits, Consumer<HistoryEvent> copy) {
        this(story, (Opening) over, terms, resting, hits, copy);
    }

    /** The same over a store that is opened so. */
    SweepRun(SweepStory story, Opening over, Terms terms, List<Hit> hits, Consumer<HistoryEvent> copy) {
        this(story, over, terms, Resting.IN_MEMORY, hits, copy);
    }

    private SweepRun(
            SweepStory story, Opening over, Terms terms, Resting resting, List<Hit> hits, Consumer<HistoryEvent> copy) {
        this.story = story;
        this.hits = List.copyOf(hits);
        this.missed = new ArrayList<>(hits);
        VirtualWorld world = new VirtualWorld(SEED);
        this.stage = new Stage(
                world, over, terms, "sweep", resting.in(settings(story, terms.delivering())), PACE, WakeUp.PUSH, copy);
    }

    /** Who asks the sink waits before: for less, where a step may take less, so that these stories have few events too. */
    private static EngineSettings settings(SweepStory story, Delivering delivering) {
        EngineSettings settings = SETTINGS.handOver(story == SweepStory.HANDOVER);
        return delivering == Delivering.CONFIRMED ? settings.stepTimeout(SHORT_STEP) : settings;
    }

    /** Runs to the end; answers what the oracles find. */
    public List<Judgement> run() {
        if (story == SweepStory.PROBATION) {
            stage.submit(1, PACE);
            stage.submit(STEPS / 2, PACE);
            FormerOwners.lapse(stage, 2);
            stage.poison(stage.jobs().get(0), () -> {});
            mendOnceQuarantined();
            start();
        } else if (story == SweepStory.HANDOVER) {
            start();
            stage.submit(STEPS / 2, PACE.dividedBy(2), UNTIL_HANDED_OVER);
            stage.submit(1, PACE.dividedBy(2), UNTIL_HANDED_OVER);
        } else {
            start();
            stage.submit(STEPS, PACE);
        }
        stage.store().ring();
        stage.world.run(Duration.ofMillis(300));
        start();
        if (story == SweepStory.HANDOVER) {
            stage.world.run(Duration.ofMillis(100));
            stage.store().ring();
        }
        stage.world.runUntil(stage::allFinished, UNTIL_HEALED);
        over = stage.allFinished();
        heal();
        stage.world.runUntil(stage::allFinished, PATIENCE);
        over = true;
        stage.world.run(Duration.ofNanos(Math.max(0, lastAftermathNanos - stage.world.nowNanos())));
        return stage.judgements();
    }

    /** The hits that could follow the last one of this run, in order; known after {@link #run}. */
    public List<Hit> possible() {
        return List.copyOf(possible);
    }

    /**
     * Those of them inside a claim or a write, the operations that change jobs: a call of it that leaves, or an answer's arrival. After
     * a hit, only until a second further claim or write begins.
     */
    public List<Hit> possibleInsideClaimsAndWrites() {
        return List.copyOf(inside);
    }

    /** The hits that found no such event, or no call there: known after {@link #run}. Such a run shows nothing. */
    public List<Hit> missed() {
        return List.copyOf(missed);
    }

    /** How many events the story had until its job had finished. */
    public int events() {
        return events;
    }

    /** How often an instance stopped between an index entry and its job's record. */
    public long halfDone() {
        return stage.tally.halfDone();
    }

    /** What was hit, by the phase of the step. */
    public Tally tally() {
        return stage.tally;
    }

    private void start() {
        VirtualInstance member = stage.start();
        member.runtime().beforeEach(what -> before(member, what));
        member.network().strike((operation, fate) -> leaving(member, operation, fate));
    }

    private void before(VirtualInstance member, String what) {
        if (over || !member.alive()) {
            return;
        }
        tell(member);
        if (!member.alive()) {
            return;
        }
        events++;
        offer(
                Hit.OF_EVENTS,
                WatchedRuntime.CHANGING.stream().anyMatch(operation -> what.endsWith("answer to " + operation)));
        striking(Hit.OF_EVENTS).forEach(hit -> strike(member, hit.kind()));
    }

    /** The hits of this run that are due now; from here on they count as struck. */
    private List<Hit> striking(List<Trouble> kinds) {
        List<Hit> due = hits.stream()
                .filter(hit -> hit.event() == events && kinds.contains(hit.kind()))
                .toList();
        missed.removeAll(due);
        if (!due.isEmpty()) {
            changesAtHit = changes();
        }
        return due;
    }

    /** What may still be hit: nothing that lies before a hit of this run. */
    private void offer(List<Trouble> kinds, boolean changing) {
        if (hits.stream().allMatch(hit -> hit.event() < events)) {
            List<Hit> here = kinds.stream().map(kind -> new Hit(events, kind)).toList();
            possible.addAll(here);
            inside.addAll(changing && changes() <= changesAtHit + 1 ? here : List.of());
        }
    }

    private long changes() {
        return stage.members().stream().mapToLong(VirtualInstance::changes).sum();
    }

    private void strike(VirtualInstance member, Trouble kind) {
        member.count(kind);
        if (kind == Trouble.KILL) {
            member.kill();
        } else {
            member.freeze();
            aftermath(BEYOND_LEASE);
            stage.world.after(BEYOND_LEASE, member::wake);
        }
    }

    private Fate leaving(VirtualInstance member, Operation operation, Fate fate) {
        if (over) {
            return fate;
        }
        events++;
        offer(Hit.OF_CALLS, WatchedRuntime.CHANGING.contains(operation));
        Fate changed = fate;
        for (Hit hit : striking(Hit.OF_CALLS)) {
            changed = struck(member, operation, changed, hit.kind());
        }
        return changed;
    }

    private Fate struck(VirtualInstance member, Operation operation, Fate fate, Trouble kind) {
        boolean late = kind == Trouble.LATE || kind == Trouble.TWICE;
        Duration time = SETTINGS.callTimeout().multipliedBy(2).plus(late ? BEYOND_LEASE : Duration.ZERO);
        member.onCall(kind, operation, time);
        aftermath(time);
        return switch (kind) {
            case REQUEST_LOST -> fate.requestLost();
            case ANSWER_LOST -> fate.answerLost();
            case LATE -> fate.late(BEYOND_LEASE);
            case STORE_THROWS -> fate.refused(new StoreException.StoreUnavailable("hit"));
            default -> fate.twice(BEYOND_LEASE);
        };
    }

    /** The run goes on until this has come, and time has passed for everybody to hear of it. */
    private void aftermath(Duration time) {
        lastAftermathNanos = Math.max(
                lastAftermathNanos,
                stage.world.nowNanos()
                        + time.plus(SETTINGS.ttl()).plus(SETTINGS.heartbeat()).toNanos());
    }

    /** What the story tells, in the middle of the second step's effect. */
    private void tell(VirtualInstance member) {
        if (told || !member.hasBegun(2)) {
            return;
        }
        told = true;
        switch (story) {
            case PLAIN, PROBATION, HANDOVER -> {}
            case CRASH -> {
                member.kill();
                member.count(Trouble.KILL);
            }
            case STOP -> member.stop();
            case ORDER -> {
                stage.order(stage.jobs().get(0), new Command.Stop());
                stage.world.after(
                        SETTINGS.heartbeat(), () -> stage.order(stage.jobs().get(0), new Command.Start()));
            }
        }
    }

    /** A person looks every now and then. */
    private void mendOnceQuarantined() {
        for (JobId job : stage.jobs()) {
            if (stage.record(job).progress().status() == Status.QUARANTINED) {
                stage.mend();
                stage.order(job, new Command.Start());
            }
        }
        if (!stage.allFinished()) {
            stage.world.after(ATTENTIVE, this::mendOnceQuarantined);
        }
    }

    /** Nothing is done any more; where nobody is left, one starts. What three hits in a row have set aside, a person starts again. */
    private void heal() {
        stage.history.add(HistoryEvent.Healed::new);
        stage.mend();
        if (story != SweepStory.PROBATION) {
            mendOnceQuarantined();
        }
        stage.members().forEach(VirtualInstance::heal);
        if (stage.members().stream().noneMatch(VirtualInstance::free)) {
            stage.start();
        }
    }
}

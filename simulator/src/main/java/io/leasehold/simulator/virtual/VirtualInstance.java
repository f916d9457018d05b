package io.leasehold.simulator.virtual;

import io.leasehold.engine.TakeoverEngine;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.JobType;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.automation.Sent;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.EngineEar;
import io.leasehold.simulator.door.StepsInHand;
import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.StepId;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.store.LeaseId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Write;
import io.leasehold.store.memory.MemoryTransaction;
import io.leasehold.testing.VirtualRuntime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One engine in virtual time, and what can be done to it. */
final class VirtualInstance implements Network.Fired {
    private final String name;
    private final Release release;
    private final Stage stage;
    private final History history;
    private final Network network;
    private final VirtualRuntime runtime;
    private final WatchedRuntime watched;
    private final StepsInHand hands;
    private final BooleanSupplier halfDone;
    private final TakeoverEngine engine;
    private final VirtualGateway gateway;
    private Optional<FarTransactions> transactions = Optional.empty();
    private boolean stopping;

    VirtualInstance(String name, Stage stage, Release release) {
        this.name = name;
        this.release = release;
        this.stage = stage;
        this.history = stage.history;
        this.network = new Network(stage.world, stage.settings, stage.shared().traffic(), this);
        this.runtime = new VirtualRuntime(stage.world, network);
        this.watched = new WatchedRuntime(runtime, name, history);
        this.gateway = new VirtualGateway(name, stage, network, watched, this::takenDown);
        boolean inStore = stage.terms.delivering().inStore();
        StoredMessages stored = new StoredMessages(name, stage, network, watched, gateway);
        SharedStore.Seat seat = stage.shared()
                .seat(
                        name,
                        runtime,
                        store -> stage.waking(
                                inStore ? new TransactingStore(store, MemoryTransaction.class, stored::seen) : store));
        this.hands = seat.hands();
        this.halfDone = seat.halfDone();
        history.add(at -> Promises.started(at, name, release.reads(), stage.settings));
        this.engine = TakeoverEngine.on(
                        inStore
                                ? new TransactingStore(
                                        seat.store(), MemoryTransaction.class, ability -> travelling(ability, stored))
                                : seat.store())
                .run(release.types().stream()
                        .map(runs -> type(runs, inStore, stored))
                        .toArray(JobType[]::new))
                .settings(stage.settings)
                .label(name)
                .listener(event -> EngineEar.heard(event, name).ifPresent(history::add))
                .runtime(label -> watched)
                .start();
    }

    private JobType<Series, Sent, Message> type(Release.Runs runs, boolean inStore, StoredMessages stored) {
        JobType<Series, Sent, Message> type = inStore
                ? MessageType.writing(runs, MemoryTransaction.class, stored::write)
                : MessageType.sending(runs, gateway::send);
        return stage.terms.delivering().in(type, gateway::confirm);
    }

    /** What it was started from. */
    Release release() {
        return release;
    }

    private SameTransaction<MemoryTransaction> travelling(
            SameTransaction<MemoryTransaction> ability, StoredMessages stored) {
        FarTransactions far =
                new FarTransactions(ability, runtime, stage.settings.callTimeout(), stored, this::closedBy);
        transactions = Optional.of(far);
        return far;
    }

    private StepId closedBy(Write write) {
        return new StepId(
                write.job().value(), hands.run(write.job()), write.progress().sequence() - 1);
    }

    /** The process ends before anything has left it; one that has ended does no work. */
    private void takenDown(StepId step, long token) {
        if (alive()) {
            stage.tally.count(Trouble.POISON, StepPhase.AFTER_EFFECT);
            history.add(at -> new HistoryEvent.TookDown(at, step.job(), step.run(), step.sequence(), token, name));
            kill();
            stage.tookDown();
        }
        throw new IllegalStateException("the process is gone");
    }

    /** It takes locks, too. */
    void useLocks(Guarded guarded) {
        new LockUser(
                        name,
                        engine.locks(),
                        runtime,
                        guarded,
                        history,
                        stage.world.random().split())
                .begin();
    }

    /** It wants this lock, for at most so long. */
    ScriptedHold want(String lock, Duration most, Guarded guarded) {
        return new ScriptedHold(name, runtime, guarded, history).want(engine.locks(), lock, most);
    }

    /** Whether the effect of a step with this number has begun here. */
    boolean hasBegun(long sequence) {
        return gateway.hasBegun(sequence);
    }

    String name() {
        return name;
    }

    /** The lease that it has, or asks for. */
    LeaseId lease() {
        return engine.health().lease();
    }

    /** Whether it was neither killed nor has stopped. */
    boolean alive() {
        return runtime.alive();
    }

    /** Whether it runs: it lives, and isn't frozen. */
    boolean awake() {
        return alive() && !runtime.isFrozen();
    }

    /** Whether it can be hit: it lives, isn't frozen and doesn't stop. */
    boolean free() {
        return awake() && !stopping;
    }

    /** How many claims and writes its engine has asked for. */
    long changes() {
        return watched.changes();
    }

    void heal() {
        network.heal();
        runtime.rate(1);
        wake();
    }

    Network network() {
        return network;
    }

    VirtualRuntime runtime() {
        return runtime;
    }

    /** Something befalls it that may make a difference for this long. */
    void troubled(Trouble trouble, Duration time) {
        count(trouble);
        history.add(at -> new HistoryEvent.Troubled(at, name, trouble.name(), time.toMillis()));
    }

    @Override
    public void onCall(Trouble trouble, Operation operation, Duration time) {
        if (operation == Operation.CLAIM && !stopping) {
            stage.tally.count(trouble, StepPhase.CLAIMING);
        } else if (operation == Operation.WRITE && !stopping) {
            stage.tally.count(trouble, writing());
        } else {
            count(trouble);
        }
        history.add(at -> new HistoryEvent.Troubled(at, name, trouble.name(), time.toMillis()));
    }

    @Override
    public void onEffect(Trouble trouble, Duration time) {
        stage.tally.count(trouble, Coverage.ofSink(trouble));
        history.add(at -> new HistoryEvent.Troubled(at, name, trouble.name(), time.toMillis()));
    }

    /** What a write that leaves now is about. */
    private StepPhase writing() {
        List<StepId> open = open();
        if (open.stream().anyMatch(gateway::hasBegun)) {
            return StepPhase.AFTER_EFFECT;
        }
        return open.stream().anyMatch(step -> hands.inherited(step.job()))
                ? StepPhase.RESOLVING
                : StepPhase.INTENT_SENT;
    }

    /** The steps that the instance has begun, or sent to the store together with their messages. */
    List<StepId> open() {
        if (transactions.isEmpty()) {
            return hands.openSteps();
        }
        Stream<StepId> sent = transactions.stream().flatMap(far -> far.underWay().stream());
        return Stream.concat(hands.openSteps().stream(), sent).toList();
    }

    /** Counts a trouble by the phases of the instance's jobs. */
    void count(Trouble trouble) {
        phases().forEach(phase -> stage.tally.count(trouble, phase));
    }

    private void stopped() {
        if (halfDone.getAsBoolean()) {
            stage.tally.countHalfDone();
        }
    }

    void kill() {
        stopped();
        history.add(at -> new HistoryEvent.Killed(at, name, phase()));
        runtime.kill();
    }

    void freeze() {
        stopped();
        history.add(at -> new HistoryEvent.Frozen(at, name, phase()));
        runtime.freeze();
    }

    void wake() {
        if (runtime.isFrozen()) {
            history.add(at -> new HistoryEvent.Woken(at, name));
            runtime.wake();
        }
    }

    void stop() {
        stopping = true;
        history.add(at -> new HistoryEvent.StopAsked(at, name));
        engine.shutdown();
    }

    /** The phases that its jobs are in now, each once. */
    Set<StepPhase> phases() {
        Set<StepPhase> phases = EnumSet.noneOf(StepPhase.class);
        if (stopping) {
            phases.add(StepPhase.SHUTTING_DOWN);
            return phases;
        }
        List<StepId> open = open();
        open.forEach(step -> phases.add(phase(step)));
        if (stage.roster.jobsOf(name).size() > open.size()) {
            phases.add(StepPhase.IDLE);
        }
        if (runtime.underWay(Operation.CLAIM)) {
            phases.add(StepPhase.CLAIMING);
        }
        if (runtime.underWay(Operation.WRITE) && hands.released()) {
            phases.add(StepPhase.RELEASING);
        }
        if (phases.isEmpty()) {
            phases.add(StepPhase.NO_JOBS);
        }
        return phases;
    }

    private StepPhase phase(StepId step) {
        if (hands.inherited(step.job())) {
            return StepPhase.RESOLVING;
        } else if (gateway.hasBegun(step)) {
            return StepPhase.AFTER_EFFECT;
        }
        boolean transacting =
                transactions.stream().anyMatch(far -> far.underWay().contains(step));
        return transacting || runtime.underWay(Operation.WRITE) ? StepPhase.INTENT_SENT : StepPhase.BEFORE_EFFECT;
    }

    /** Never IDLE: where calls may be late, an intent may still be on its way from an instance whose jobs all seem to rest. */
    private Phase phase() {
        return phases().contains(StepPhase.AFTER_EFFECT) ? Phase.AFTER_EFFECT : Phase.AFTER_INTENT;
    }
}

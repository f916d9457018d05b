package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Delivery;
import io.leasehold.job.NotPerformed;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.LeaseStore;
import io.leasehold.testing.VirtualRuntime;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One engine in virtual time, and what can be done to it. */
final class VirtualInstance {
    private final String name;
    private final History history;
    private final Roster roster;
    private final Tally tally;
    private final Network network;
    private final VirtualRuntime runtime;
    private final StoreWitness witness;
    private final TakeoverEngine engine;
    private final Set<StepId> begun = new LinkedHashSet<>();
    private boolean stopping;

    VirtualInstance(
            String name,
            VirtualWorld world,
            LeaseStore store,
            Seams seams,
            VirtualOptions options,
            History history,
            Roster roster,
            Tally tally) {
        this.name = name;
        this.history = history;
        this.roster = roster;
        this.tally = tally;
        this.network = new Network(world, this::count);
        this.runtime = new VirtualRuntime(world, network);
        this.witness = new StoreWitness(name, history, roster);
        history.add(at -> new HistoryEvent.InstanceStarted(at, name));
        this.engine = TakeoverEngine.on(witness.watching(seams.stores().get().apply(store)))
                .run(MessageType.sending(this::send))
                .settings(options.settings())
                .label(name)
                .listener(this::heard)
                .runtime(label -> seams.runtimes().get().apply(runtime))
                .start();
    }

    private void send(Message message, Delivery delivery) throws NotPerformed {
        if (network.hit(Trouble.SINK_REFUSES)) {
            throw new NotPerformed("drawn");
        }
        StepId step = new StepId(
                delivery.step().job().value(),
                delivery.step().run().value(),
                delivery.step().sequence());
        begun.add(step);
        history.add(at -> new HistoryEvent.EffectStarted(
                at,
                step.job(),
                step.run(),
                step.sequence(),
                delivery.fence().token(),
                name,
                message.text(),
                message.previous(),
                message.chain()));
        if (network.hit(Trouble.SINK_AMBIGUOUS)) {
            throw new IllegalStateException("drawn: no answer of the sink");
        }
    }

    private void heard(EngineEvent event) {
        if (event instanceof EngineEvent.InDoubt doubt) {
            history.add(at -> new HistoryEvent.InDoubt(
                    at,
                    doubt.step().job().value(),
                    doubt.step().run().value(),
                    doubt.step().sequence(),
                    doubt.doubt().cause().name(),
                    name));
        } else if (event instanceof EngineEvent.TookOver took) {
            history.add(at -> new HistoryEvent.TookOver(at, name, took.from().value(), took.jobs()));
        } else if (event instanceof EngineEvent.LeaseLost) {
            history.add(at -> new HistoryEvent.LeaseLost(at, name));
        }
    }

    /** Whether it was neither killed nor has stopped. */
    boolean alive() {
        return runtime.alive();
    }

    /** Whether it can be hit: it lives, isn't frozen and doesn't stop. */
    boolean free() {
        return alive() && !runtime.isFrozen() && !stopping;
    }

    void trouble(Chances chances) {
        network.trouble(chances);
        history.add(at -> new HistoryEvent.Troubled(at, name));
    }

    void heal() {
        network.heal();
        wake();
    }

    Network network() {
        return network;
    }

    VirtualRuntime runtime() {
        return runtime;
    }

    void count(Trouble trouble) {
        tally.count(trouble, moment());
    }

    void kill() {
        Moment moment = moment();
        history.add(at -> new HistoryEvent.Killed(at, name, phase(moment)));
        runtime.kill();
    }

    void freeze() {
        Moment moment = moment();
        history.add(at -> new HistoryEvent.Frozen(at, name, phase(moment)));
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

    void jump(Duration by) {
        runtime.jump(by);
    }

    private Moment moment() {
        List<StepId> open = witness.openSteps();
        if (stopping) {
            return Moment.SHUTTING_DOWN;
        } else if (roster.jobsOf(name).isEmpty()) {
            return Moment.WITHOUT_JOBS;
        } else if (open.isEmpty()) {
            return Moment.IDLE;
        }
        return open.stream().anyMatch(begun::contains) ? Moment.AFTER_EFFECT : Moment.AFTER_INTENT;
    }

    /** Never IDLE: where calls may be late, an intent may still be on its way from an instance whose jobs all seem to rest. */
    private static Phase phase(Moment moment) {
        return moment == Moment.AFTER_EFFECT ? Phase.AFTER_EFFECT : Phase.AFTER_INTENT;
    }
}

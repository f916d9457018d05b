package io.leasehold.simulator.real;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineHealth;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.SystemRuntime;
import io.leasehold.job.JobType;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.automation.Sent;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.EngineEar;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.realtime.Trap;
import io.leasehold.simulator.realtime.Victim;
import io.leasehold.simulator.scenario.Fault;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SubmitAnswer;
import java.util.Optional;
import java.util.function.LongFunction;

/** One instance: an engine behind its valve, and what can be done to it from outside. Thread-safe. */
final class RealInstance implements Victim {
    private final String name;
    private final History history;
    private final Roster roster;
    private final Aim aim;
    private final Valve valve = new Valve();
    private final Trap trap = new Trap();
    private final StoreWitness witness;
    private final ValvedStore store;
    private final EngineRuntime runtime;
    private final JobType<Series, Sent, Message> type;
    private final TakeoverEngine engine;
    private volatile Life life = Life.RUNNING;

    /** How it is. */
    enum Life {
        RUNNING,
        FROZEN,
        STOPPED,
        KILLED
    }

    RealInstance(
            String name,
            LeaseStore opened,
            EngineSettings settings,
            Seams seams,
            History history,
            Roster roster,
            Destination destination,
            Aim aim) {
        this.name = name;
        this.history = history;
        this.roster = roster;
        this.aim = aim;
        this.witness = new StoreWitness(name, history, roster);
        LeaseStore seamed = seams.stores().get().apply(opened);
        Optional<StoredMessages> stored =
                destination.table().map(table -> new StoredMessages(name, valve, trap, history, table));
        LeaseStore seen = stored.map(messages -> messages.seen(seamed)).orElse(seamed);
        this.store = new ValvedStore(witness.watching(seen), valve);
        LeaseStore struck =
                stored.map(messages -> messages.struck(store, witness.hands())).orElse(store);
        this.runtime = new ValvedRuntime(new SystemRuntime(name), valve);
        this.type = type(destination, stored);
        history.add(at -> Promises.started(at, name, Release.FIRST.reads(), settings));
        this.engine = TakeoverEngine.on(struck)
                .run(type)
                .settings(settings)
                .label(name)
                .listener(this::heard)
                .runtime(label -> seams.runtimes().get().apply(runtime))
                .start();
    }

    private JobType<Series, Sent, Message> type(Destination destination, Optional<StoredMessages> stored) {
        Gateway gateway = new Gateway(name, valve, trap, history, destination.sink());
        JobType<Series, Sent, Message> sending =
                stored.map(StoredMessages::type).orElseGet(() -> MessageType.sending(gateway::send));
        return destination.terms().delivering().in(sending, gateway::confirm);
    }

    @Override
    public String name() {
        return name;
    }

    Life life() {
        return life;
    }

    @Override
    public boolean live() {
        return engine.health().state() == EngineHealth.State.LIVE;
    }

    @Override
    public boolean holdsJobs() {
        return !roster.jobsOf(name).isEmpty();
    }

    SubmitAnswer submit(String id, Series series) {
        return engine.submit(type, id, series);
    }

    private void heard(EngineEvent event) {
        EngineEar.heard(event, name).ifPresent(this::write);
    }

    private void write(LongFunction<HistoryEvent> event) {
        valve.inside(() -> {
            history.add(event);
            return true;
        });
    }

    // What is done to it

    @Override
    public Landing aim(Fault fault) {
        return Landings.of(this, fault, aim);
    }

    /** Does this as soon as a job of this instance comes through the spot; not for {@link Phase#IDLE}. */
    Trap.Armed arm(Spot spot, Runnable action) {
        return trap.arm(spot, action);
    }

    void kill(Phase phase) {
        if (valve.kill()) {
            killed(phase);
        }
    }

    /** Kills it if its jobs merely wait at this very moment. */
    boolean killIfIdle() {
        boolean done = valve.killIf(witness.hands()::idle);
        if (done) {
            killed(Phase.IDLE);
        }
        return done;
    }

    private void killed(Phase phase) {
        life = Life.KILLED;
        history.add(at -> new Killed(at, name, phase));
        runtime.close();
    }

    void freeze(Phase phase) {
        if (valve.freeze()) {
            frozen(phase);
        }
    }

    /** Freezes it if its jobs merely wait at this very moment. */
    boolean freezeIfIdle() {
        boolean done = valve.freezeIf(witness.hands()::idle);
        if (done) {
            frozen(Phase.IDLE);
        }
        return done;
    }

    private void frozen(Phase phase) {
        life = Life.FROZEN;
        history.add(at -> new Frozen(at, name, phase));
    }

    @Override
    public void wake() {
        history.add(at -> new Woken(at, name));
        life = Life.RUNNING;
        valve.wake();
    }

    /** Stops it in order, and waits for that. */
    void stop() {
        life = Life.STOPPED;
        history.add(at -> new StopAsked(at, name));
        engine.close();
        history.add(at -> new Stopped(at, name));
        valve.kill();
    }

    @Override
    public void bury() {
        valve.kill();
        runtime.close();
        store.close();
    }
}

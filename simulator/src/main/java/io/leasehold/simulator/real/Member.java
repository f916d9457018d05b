package io.leasehold.simulator.real;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.engine.runtime.SystemRuntime;
import io.leasehold.job.Delivery;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.simulator.scenario.MessageJobs;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;

/**
 * One instance of the fleet: an engine with a store of its own, both behind a valve, and the gateway that its messages pass. Thread-safe.
 */
final class Member {
    private static final Trap NONE = new Trap(Phase.IDLE, () -> {});

    private final String label;
    private final History history;
    private final Valve valve;
    private final LeaseStore store;
    private final ValvedStore valvedStore;
    private final TakeoverEngine engine;
    private volatile Trap trap = NONE;
    private volatile boolean frozen;

    Member(String label, RunOptions options, History history) {
        this.label = label;
        this.history = history;
        this.valve = new Valve(label);
        StoreOptions storeOptions =
                StoreOptions.DEFAULT.callTimeout(options.settings().callTimeout());
        this.store = LeaseStores.open(options.storeUri(), storeOptions, PrepareMode.VALIDATE);
        this.valvedStore = new ValvedStore(options.seams().store().apply(store), valve);
        history.append(at -> new HistoryEvent.Started(at, label));
        this.engine = TakeoverEngine.on(valvedStore.door())
                .run(MessageJobs.type(this::send))
                .settings(options.settings())
                .label(label)
                .listener(this::heard)
                .runtime(name -> options.seams().runtime().apply(new ValvedRuntime(new SystemRuntime(name), valve)))
                .start();
    }

    String label() {
        return label;
    }

    boolean running() {
        return !valve.killed() && !frozen;
    }

    int jobs() {
        return engine.health().jobs();
    }

    LeaseId lease() {
        return engine.health().lease();
    }

    /** The gateway: what passes here has happened. */
    private void send(MessageJobs.Message message, Delivery delivery) {
        arrive(Phase.AFTER_INTENT);
        valve.enter();
        try {
            history.append(at -> new HistoryEvent.Effect(
                    at, delivery.step(), delivery.fence().token(), label, message.text(), message.chain()));
        } finally {
            valve.exit();
        }
        arrive(Phase.AFTER_EFFECT);
        valve.pass();
    }

    private void arrive(Phase phase) {
        trap.arrive(phase);
    }

    private void heard(EngineEvent event) {
        valve.enter();
        try {
            if (event instanceof EngineEvent.InDoubt doubt) {
                history.append(at ->
                        new HistoryEvent.InDoubt(at, doubt.step(), doubt.doubt().cause(), label));
            } else if (event instanceof EngineEvent.TookOver took) {
                history.append(at -> new HistoryEvent.TookOver(at, label, took.jobs()));
            } else if (event instanceof EngineEvent.LeaseLost lost) {
                history.append(
                        at -> new HistoryEvent.Lost(at, label, lost.reason().name()));
            }
        } finally {
            valve.exit();
        }
    }

    /** Sets a trap that kills at this point of a step. */
    Trap killAt(Phase phase) {
        return set(new Trap(phase, () -> {
            valve.kill();
            history.append(at -> new HistoryEvent.Killed(at, label, phase));
        }));
    }

    /** Sets a trap that freezes at this point of a step. */
    Trap freezeAt(Phase phase) {
        return set(new Trap(phase, () -> {
            frozen = true;
            valve.freeze();
            history.append(at -> new HistoryEvent.Frozen(at, label, phase));
        }));
    }

    private Trap set(Trap other) {
        trap = other;
        return other;
    }

    /** Kills now if no job is inside a step and nothing is on its way; answers whether it did. */
    boolean killIfResting() {
        boolean killed = valve.killIf(valvedStore::resting);
        if (killed) {
            history.append(at -> new HistoryEvent.Killed(at, label, Phase.IDLE));
        }
        return killed;
    }

    void wake() {
        history.append(at -> new HistoryEvent.Woken(at, label));
        frozen = false;
        valve.wake();
    }

    /** Stops in order, and waits for it. */
    void stop() {
        engine.close();
        history.append(at -> new HistoryEvent.Stopped(at, label));
        store.close();
    }

    /** What a dead process leaves of its connections: nothing. */
    void bury() {
        store.close();
    }
}

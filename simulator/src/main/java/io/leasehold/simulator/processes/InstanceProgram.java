package io.leasehold.simulator.processes;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.door.EngineEar;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.realtime.Patience;
import io.leasehold.simulator.realtime.Watchdog;
import io.leasehold.simulator.scenario.Promises;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import java.time.Duration;

/** One instance as a process of its own, as any user would write it: a store, an engine that closes on SIGTERM, a job type. */
public final class InstanceProgram {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A shorter stall makes no difference. */
    private static final Duration STALL = Duration.ofMillis(50);

    private InstanceProgram() {}

    /** Is told over standard input what to do; without arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        Wire wire = Wire.open();
        Assignment told = wire.assignment();
        EngineSettings settings = told.settings();
        StoreOptions options = StoreOptions.DEFAULT.namespace(told.namespace()).callTimeout(settings.callTimeout());
        History history = new History(System::nanoTime, wire::tell);
        String name = told.name();
        try (Watchdog watchdog = Watchdog.start(STALL, wire::stalled);
                LeaseStore store = opened(told.uri(), options, System.nanoTime())) {
            history.add(at -> Promises.started(at, name, Release.FIRST.reads(), settings));
            StoreWitness witness = new StoreWitness(name, history, new Roster());
            TakeoverEngine.on(witness.watching(store))
                    .run(MessageType.sending(new Sender(name, wire, history)::send))
                    .settings(settings)
                    .label(name)
                    .listener(event -> EngineEar.heard(event, name).ifPresent(history::add))
                    .closeOnSignal()
                    .start()
                    .awaitShutdown();
        }
    }

    /** Who starts while the store can't be reached tries again, a little later; not for ever. */
    private static LeaseStore opened(String uri, StoreOptions options, long since) throws InterruptedException {
        try {
            return LeaseStores.open(uri, options, PrepareMode.CREATE);
        } catch (StoreUnavailable | UnknownOutcome e) {
            if (System.nanoTime() - since > START.toNanos()) {
                throw e;
            }
            Patience.await(() -> false, PAUSE);
            return opened(uri, options, since);
        }
    }
}

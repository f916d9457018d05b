package io.leasehold.engine;

import io.leasehold.engine.internal.Instance;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.SystemRuntime;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.store.Arguments;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreException;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One running instance: it claims jobs nobody owns, takes over those of instances that are gone, and performs their steps, each
 * effect started at most once. All it shares with other instances is the store.
 *
 * <p>Thread-safe. The engine opens no store and closes none: whoever opened the store closes it, after the engine.
 */
public final class TakeoverEngine implements AutoCloseable {
    private final Instance instance;
    private final Locks locks;

    private TakeoverEngine(Instance instance) {
        this.instance = instance;
        this.locks = new Locks(instance.locks());
    }

    /** Begins an engine over this store. */
    public static Builder on(LeaseStore store) {
        return new Builder(store);
    }

    /**
     * Submits a job and waits for the store's answer. The same id with the same payload again answers {@link SubmitAnswer.Same} and
     * changes nothing, so a program may submit its jobs at every start; {@link SubmitAnswer.Same#deleted} tells of one that has ended
     * for good.
     *
     * @throws IllegalArgumentException if the type isn't one that this engine runs, or a limit is exceeded
     * @throws StoreException if the store didn't answer; {@link StoreException.UnknownOutcome} means: submit again
     */
    public <P> SubmitAnswer submit(JobType<P, ?, ?> type, String id, P payload) {
        return submit(type, id, payload, Duration.ZERO);
    }

    /** As {@link #submit(JobType, String, Object)}; the first decision is due after the delay. */
    public <P> SubmitAnswer submit(JobType<P, ?, ?> type, String id, P payload, Duration delay) {
        return instance.submit(type, new JobId(id), type.encode(payload), delay);
    }

    /** Locks by name among all engines over this store. */
    public Locks locks() {
        return locks;
    }

    /**
     * What a person may order, of any job of the store and whoever owns it. Calls run in a lane of the engine, so that no transaction or interrupt of
     * the caller's thread reaches them; after the engine has shut down, use {@link Operator#over}. Its methods wait: a handler must not call them.
     */
    public Operator operator() {
        return new Operator(instance.desk());
    }

    /**
     * Submits a job within a transaction of the user's own in the store's database (E13): it is created if and only if the user
     * commits. Runs on the caller's thread; neither commits nor closes anything. Nobody hears of the job before the commit, nor of the commit
     * itself: it starts at the next scan, or at once if {@link #poke} is called behind the commit.
     *
     * @param connection of the kind that the store works with, such as {@code java.sql.Connection}, in a transaction
     * @return what holds in that transaction
     * @throws IllegalArgumentException if the store can't do this, or not with such a connection, or it is in no transaction; and as above
     * @throws StoreException whatever its kind: nothing is created unless the user commits; roll back
     */
    public <P> SubmitAnswer submit(Object connection, JobType<P, ?, ?> type, String id, P payload) {
        return instance.submit(connection, type, new JobId(id), type.encode(payload));
    }

    /** Looks for work at once, instead of at the next scan: call it when somebody may have handed work over. */
    public void poke() {
        instance.poke();
    }

    /** How the engine is. */
    public EngineHealth health() {
        return instance.health();
    }

    /** Waits until the engine has shut down. */
    public void awaitShutdown() throws InterruptedException {
        instance.awaitClosed();
    }

    /**
     * Begins to shut down (E6), and returns at once: nothing starts any more, what is not inside a step is handed back at once and the
     * rest as its steps end; after the drain time they are interrupted; then the lease ends. Idempotent.
     */
    public void shutdown() {
        instance.shutdown();
    }

    /**
     * Shuts down and waits for it, within the shutdown budget. Idempotent. Not to be called by the listener, which would wait for
     * itself: {@link #shutdown} may be.
     */
    @Override
    public void close() {
        instance.close();
    }

    /** An engine under construction. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_TYPES = 64;

        private final LeaseStore store;
        private final Map<String, JobType<?, ?, ?>> types = new LinkedHashMap<>();
        private EngineSettings settings = EngineSettings.DEFAULT;
        private String label = "instance";
        private EngineListener listener = event -> {};
        private Function<String, EngineRuntime> runtime = SystemRuntime::new;
        private boolean closeOnSignal;

        private Builder(LeaseStore store) {
            this.store = store;
        }

        /** Runs jobs of these types too. */
        public Builder run(JobType<?, ?, ?>... more) {
            for (JobType<?, ?, ?> type : more) {
                if (types.putIfAbsent(type.name(), type) != null) {
                    throw new IllegalArgumentException("job type \"" + type.name() + "\" is given twice");
                }
            }
            return this;
        }

        /** Uses these settings. */
        public Builder settings(EngineSettings other) {
            settings = other;
            return this;
        }

        /** What people call this instance, 1 to 100 characters; ids are drawn afresh at every start. */
        public Builder label(String other) {
            label = other;
            return this;
        }

        /** Tells this listener, in place of an earlier one. */
        public Builder listener(EngineListener other) {
            listener = other;
            return this;
        }

        /** Uses the runtime that this makes of the label. The engine closes it. */
        public Builder runtime(Function<String, EngineRuntime> other) {
            runtime = other;
            return this;
        }

        /** Shuts the engine down in order when the process is told to end (SIGTERM, Ctrl-C). */
        public Builder closeOnSignal() {
            closeOnSignal = true;
            return this;
        }

        /**
         * Starts the engine, and doesn't wait for its lease: a store that can't be reached is asked for ever.
         *
         * <p>Without any job type it is there for its {@link #locks} alone.
         *
         * @throws IllegalArgumentException if the settings can't keep their promise
         */
        public TakeoverEngine start() {
            check();
            EngineRuntime started = runtime.apply(label);
            Instance instance = new Instance(store, settings, label, new LinkedHashMap<>(types), listener, started);
            TakeoverEngine engine = new TakeoverEngine(instance);
            if (closeOnSignal) {
                started.onTermination(engine::close);
            }
            instance.start();
            return engine;
        }

        /** E13: what the store lacks for this type. */
        private List<String> inStore(JobType<?, ?, ?> type, StoreDescription description) {
            if (!(type.mode() instanceof DeliveryMode.InStore<?> mode)) {
                return List.of();
            }
            String has = SameTransaction.of(store)
                    .map(same -> same.connectionType().getName())
                    .orElse("none");
            return mode.connectionType().getName().equals(has)
                    ? List.of()
                    : List.of("job type \"" + type.name() + "\" performs in the store's transaction with a "
                            + mode.connectionType().getName() + ", but this store (" + description.kind() + ") offers "
                            + has + "; use a store that offers it, or another delivery mode");
        }

        private void check() {
            if (types.size() > MOST_TYPES) {
                throw new IllegalArgumentException(
                        "an engine runs at most " + MOST_TYPES + " job types, but " + types.size() + " are given");
            }
            Arguments.label(label);
            StoreDescription description = store.describe();
            List<String> obstacles = new ArrayList<>(settings.obstacles());
            types.values().forEach(type -> obstacles.addAll(settings.obstacles(type)));
            types.values().forEach(type -> obstacles.addAll(inStore(type, description)));
            Optional<String> slow =
                    description.callTimeout().compareTo(settings.heartbeat().dividedBy(2)) > 0
                            ? Optional.of("the store's call timeout must be at most heartbeat/2 (heartbeat "
                                    + settings.heartbeat() + "), but is " + description.callTimeout())
                            : Optional.empty();
            if (!obstacles.isEmpty() || slow.isPresent()) {
                throw new IllegalArgumentException("these settings can't keep the promise: "
                        + String.join("; ", obstacles)
                        + (obstacles.isEmpty() || slow.isEmpty() ? "" : "; ")
                        + slow.orElse(""));
            }
        }
    }
}

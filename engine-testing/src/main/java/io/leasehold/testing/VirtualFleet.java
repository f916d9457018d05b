package io.leasehold.testing;

import io.leasehold.engine.EngineListener;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.JobType;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Engines that share one in-memory store in one virtual world: enough to run a user's own handler through a takeover, a freeze or an
 * outage in one test, in milliseconds. Nothing happens unless time is let pass. The store pushes its rings, at once and whatever
 * befalls an instance's calls; so what is submitted or handed back is claimed within milliseconds. Not thread-safe: a test's own thread does everything,
 * and no handler, listener or codec is called on another one.
 */
public final class VirtualFleet {
    private final VirtualWorld world;
    private final EngineSettings settings;
    private final InMemoryLeaseStore store;
    private final List<Instance> instances = new ArrayList<>();
    private final List<JobId> jobs = new ArrayList<>();

    /** A fleet at the default settings, whose every chance follows from this seed. */
    public VirtualFleet(long seed) {
        this(seed, EngineSettings.DEFAULT);
    }

    /** A fleet at these settings. */
    public VirtualFleet(long seed, EngineSettings settings) {
        this.world = new VirtualWorld(seed);
        this.settings = settings;
        this.store =
                new InMemoryLeaseStore(world::wallMillis, StoreOptions.DEFAULT.callTimeout(settings.callTimeout()));
    }

    /** The world, for what this class has no word for. */
    public VirtualWorld world() {
        return world;
    }

    /** The shared store as it is, without any instance's trouble in between. */
    public LeaseStore store() {
        return store;
    }

    /** Starts an instance that runs these types. */
    public Instance start(String label, JobType<?, ?, ?>... types) {
        return start(label, event -> {}, types);
    }

    /** Starts an instance whose events this listener hears. */
    public Instance start(String label, EngineListener listener, JobType<?, ?, ?>... types) {
        return startOver(store, label, listener, types);
    }

    /** Starts an instance that sees the shared store through this one. */
    Instance startOver(LeaseStore seen, String label, EngineListener listener, JobType<?, ?, ?>... types) {
        VirtualRuntime runtime = new VirtualRuntime(world, Nature.kind());
        TakeoverEngine engine = TakeoverEngine.on(seen)
                .run(types)
                .settings(settings)
                .label(label)
                .listener(listener)
                .runtime(name -> runtime)
                .start();
        Instance instance = new Instance(runtime, engine);
        instances.add(instance);
        return instance;
    }

    /** Submits a job. */
    public <P> SubmitAnswer submit(JobType<P, ?, ?> type, String id, P payload) {
        JobId job = new JobId(id);
        jobs.add(job);
        Submission submission = new Submission(
                job,
                type.name(),
                type.version(),
                type.encode(payload),
                RunId.of(world.random().nextLong()),
                Optional.empty(),
                Duration.ZERO);
        SubmitAnswer answer = store.submit(List.of(submission)).get(0);
        store.ring();
        return answer;
    }

    /** A job's record as it is now. */
    public JobRecord job(String id) {
        return store.find(new JobId(id))
                .orElseThrow(() -> new IllegalArgumentException("there is no job \"" + id + '"'));
    }

    /**
     * Lets time pass.
     *
     * @throws IllegalStateException if an engine's own loop failed, which a correct engine's never does
     */
    public void pass(Duration time) {
        world.run(time);
        checkLoops();
    }

    /** Lets time pass until every submitted job's run has ended, but no longer than this; answers whether all have. */
    public boolean passUntilAllHaveEnded(Duration most) {
        boolean ended = world.runUntil(
                () -> jobs.stream()
                        .allMatch(job -> store.find(job)
                                .filter(record -> record.progress().status() != Status.READY)
                                .isPresent()),
                most);
        checkLoops();
        return ended;
    }

    private void checkLoops() {
        for (Instance instance : instances) {
            for (Throwable problem : instance.runtime.problems()) {
                throw new IllegalStateException("an engine's loop failed", problem);
            }
        }
    }

    /** One instance, and what can be done to it. */
    public static final class Instance {
        private final VirtualRuntime runtime;
        private final TakeoverEngine engine;

        private Instance(VirtualRuntime runtime, TakeoverEngine engine) {
            this.runtime = runtime;
            this.engine = engine;
        }

        /** The engine; its methods that wait must not be called in virtual time. */
        public TakeoverEngine engine() {
            return engine;
        }

        /** The engine's door, for what this class has no word for: clocks, another nature. */
        public VirtualRuntime runtime() {
            return runtime;
        }

        /** Ends it as SIGKILL would. */
        public void kill() {
            runtime.kill();
        }

        /** Stops it as SIGSTOP would, until {@link #wake}. */
        public void freeze() {
            runtime.freeze();
        }

        /** Lets it go on as if nothing had been. */
        public void wake() {
            runtime.wake();
        }

        /** Shuts it down in order; that takes time. */
        public void shutdown() {
            engine.shutdown();
        }

        /** Keeps its calls from the store until {@link #reconnect}. */
        public void disconnect() {
            runtime.nature(new Nature() {
                @Override
                public Fate call(Operation operation) {
                    return Nature.kind().call(operation).refused(new StoreException.StoreUnavailable("disconnected"));
                }

                @Override
                public Duration scheduling() {
                    return Nature.kind().scheduling();
                }

                @Override
                public Duration working() {
                    return Nature.kind().working();
                }
            });
        }

        /** Ends a {@link #disconnect}. */
        public void reconnect() {
            runtime.nature(Nature.kind());
        }
    }
}

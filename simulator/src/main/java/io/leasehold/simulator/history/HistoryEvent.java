package io.leasehold.simulator.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, at so many milliseconds after the run's start. Jobs, runs and instances are named by their texts; an
 * instance's name is given once and never again, a restarted one has another.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface HistoryEvent {
    /** Milliseconds since the run's start. */
    long atMillis();

    /** An event of one instance. */
    sealed interface OfInstance extends HistoryEvent {
        /** Which instance. */
        String instance();
    }

    /** An event of one job under one claim. */
    sealed interface OfClaim extends OfInstance {
        /** Which job. */
        String job();

        /** In which of its lives. */
        String run();

        /** The claim's token. */
        long token();
    }

    /** An event of one step under one claim. */
    sealed interface OfStep extends OfClaim {
        /** The step's number within its run, from 1. */
        long sequence();

        /** The step's identity. */
        default StepId step() {
            return new StepId(job(), run(), sequence());
        }
    }

    /**
     * The head of every history: what kind of run it is, and what it is held to.
     *
     * @param repeats when the same step may reach the sink again
     * @param inStore whether messages commit together with their steps, so that none is ever in doubt
     */
    record RunStarted(
            long atMillis,
            String mode,
            Repeats repeats,
            boolean inStore,
            long crashMillis,
            long stopMillis,
            long ttlMillis,
            long heartbeatMillis,
            long callMillis,
            long toldMillis,
            long shutdownMillis,
            long stallMillis,
            long settleMillis)
            implements HistoryEvent {
        /** A run of this mode, held to this. */
        public static RunStarted of(long atMillis, String mode, Repeats repeats, boolean inStore, Bounds bounds) {
            return new RunStarted(
                    atMillis,
                    mode,
                    repeats,
                    inStore,
                    bounds.crash().toMillis(),
                    bounds.stop().toMillis(),
                    bounds.ttl().toMillis(),
                    bounds.heartbeat().toMillis(),
                    bounds.call().toMillis(),
                    bounds.told().toMillis(),
                    bounds.shutdown().toMillis(),
                    bounds.stall().toMillis(),
                    bounds.settle().toMillis());
        }

        /** Whether time was real: what the store did is written down as its answers arrived. */
        public boolean inRealTime() {
            return mode.equals("real") || mode.equals("processes");
        }

        /** The times. */
        public Bounds bounds() {
            return new Bounds(
                    Duration.ofMillis(crashMillis),
                    Duration.ofMillis(stopMillis),
                    Duration.ofMillis(ttlMillis),
                    Duration.ofMillis(heartbeatMillis),
                    Duration.ofMillis(callMillis),
                    Duration.ofMillis(toldMillis),
                    Duration.ofMillis(shutdownMillis),
                    Duration.ofMillis(stallMillis),
                    Duration.ofMillis(settleMillis));
        }
    }

    /**
     * A job was created that is to take so many steps.
     *
     * @param paceMillis from one step to the next, by the job's own wish
     */
    record Submitted(long atMillis, String job, String run, long steps, long paceMillis) implements HistoryEvent {}

    /**
     * An instance was started.
     *
     * @param reads the job types that it runs, each with the newest state version that it reads
     * @param stuckWorkers how many workers that ignore their interrupt it bears before it gives everything up
     * @param room how many jobs it owns at most; absent: any number
     */
    record InstanceStarted(
            long atMillis,
            String instance,
            Map<String, Integer> reads,
            int stuckWorkers,
            @Nullable Long room) implements OfInstance {
        public InstanceStarted {
            reads = Collections.unmodifiableMap(new LinkedHashMap<>(reads));
        }
    }

    /**
     * A claim brought this job.
     *
     * @param lease the claimer's lease
     * @param from the ended lease that it was taken from, if any
     * @param type its job type
     * @param version the version of its state
     */
    record Claimed(
            long atMillis,
            String job,
            String run,
            long token,
            String instance,
            String lease,
            @Nullable String from,
            String type,
            int version)
            implements OfClaim {}

    /**
     * A claim was applied after its lease had ended: it brings its job to nobody, and leaves an orphan under a higher token.
     *
     * @param lease the claimer's lease
     */
    record ClaimStranded(long atMillis, String job, String run, long token, String instance, String lease)
            implements OfClaim {}

    /**
     * A claim brought a job whose last owners were lost over it, or that says that it is on probation.
     *
     * @param lapses how many in a row
     * @param probation whether it says so
     */
    record Lapsed(long atMillis, String job, String run, long token, String instance, int lapses, boolean probation)
            implements OfClaim {}

    /**
     * The store acknowledged a write that puts a job on probation, has it stay there beyond a step's end, or takes it off.
     *
     * @param on whether the job is on probation from now on
     */
    record Probation(long atMillis, String job, String run, long token, String instance, boolean on)
            implements OfClaim {}

    /** What a step does took its owner down, as its job was scripted to. */
    record TookDown(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /**
     * The handler of a step was reached, and did what it shouldn't.
     *
     * @param what which ailment
     */
    record Ailed(long atMillis, String job, String run, long sequence, long token, String instance, String what)
            implements OfStep {}

    /**
     * The instance is about to send a step's intent to the store.
     *
     * @param paceMillis how long after this moment the next step is due, by the job's own wish
     */
    record IntentSent(
            long atMillis, String job, String run, long sequence, long token, String instance, long paceMillis)
            implements OfStep {}

    /** The store acknowledged a write that closes this step. */
    record StepClosed(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /**
     * The store acknowledged a write of an owner, whatever it said.
     *
     * @param dueInMillis how long after this moment the job is due from now on; absent: that stays as it was
     * @param clockReadMillis when the store's clock was read that this due is reckoned by; absent: at this moment
     */
    record Written(
            long atMillis,
            String job,
            String run,
            long token,
            String instance,
            long revision,
            long sequence,
            @Nullable Long dueInMillis,
            @Nullable Long clockReadMillis)
            implements OfClaim {}

    /**
     * The store acknowledged the end of a claim.
     *
     * @param status the job's status from now on; READY: it was handed back
     */
    record Released(long atMillis, String job, String run, long token, String instance, String status)
            implements OfClaim {
        /** Whether the run goes on by itself no more. */
        public boolean ended() {
            return !status.equals("READY");
        }
    }

    /**
     * A message reached the sink.
     *
     * @param gateMillis when the last thing happened before it at which its owner could still have held it back; absent where the
     *     run can't tell
     */
    record EffectStarted(
            long atMillis,
            String job,
            String run,
            long sequence,
            long token,
            String instance,
            String text,
            String previous,
            String chain,
            @Nullable Long gateMillis)
            implements OfStep {
        /** The same at this moment. */
        public EffectStarted at(long millis) {
            return new EffectStarted(millis, job, run, sequence, token, instance, text, previous, chain, gateMillis);
        }
    }

    /**
     * A request reached the sink that it doesn't carry out: it knows the key already, has answered that it was not delivered, or has
     * seen a higher token.
     */
    record RequestKnown(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /** The sink has answered, and the engine has heard it. */
    record EffectDone(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /**
     * An attempt at a step ended otherwise.
     *
     * @param refused whether surely nothing of it had left the process
     */
    record EffectFailed(
            long atMillis, String job, String run, long sequence, long token, String instance, boolean refused)
            implements OfStep {}

    /** The engine interrupted an attempt at a step. */
    record Interrupted(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /**
     * An instance reported a step in doubt.
     *
     * @param resolution what becomes of it
     */
    record InDoubt(
            long atMillis, String job, String run, long sequence, String cause, String resolution, String instance)
            implements OfInstance {
        /** Whether the job goes on without knowing: its effect may be missing. */
        public boolean skipped() {
            return resolution.equals("SKIPPED");
        }

        /** The step's identity. */
        public StepId step() {
            return new StepId(job, run, sequence);
        }
    }

    /** An instance told that it took over jobs. */
    record TookOver(long atMillis, String instance, String from, int jobs) implements OfInstance {}

    /** An instance told that it lost one claim. */
    record ClaimLost(long atMillis, String job, long token, String instance, String reason) implements OfInstance {}

    /** An instance told that the store had lost something of a job that it owned. */
    record Regressed(long atMillis, String job, String instance) implements OfInstance {}

    /** An instance told that it could not prove its lease in time: it starts nothing. */
    record Suspended(long atMillis, String instance) implements OfInstance {}

    /** An instance told that it has proven its lease again. */
    record Resumed(long atMillis, String instance) implements OfInstance {}

    /** An instance told that it lost its lease. */
    record LeaseLost(long atMillis, String instance) implements OfInstance {}

    /** The store granted a lease. */
    record LeaseGranted(long atMillis, String instance, String lease, long ttlMillis) implements OfInstance {}

    /**
     * The store answered a renewal.
     *
     * @param extensionMillis how long the lease is to last from now; zero: it was only asked for
     * @param live whether the answer was that it lives
     */
    record LeaseRenewed(long atMillis, String instance, String lease, long extensionMillis, boolean live)
            implements OfInstance {}

    /** The store carried out this instance's wish to end a lease, or named it as ended to this instance for the first time. */
    record LeaseEnded(long atMillis, String instance, String lease) implements OfInstance {}

    /** A person took this instance's lease's record away behind the store's back. */
    record LeaseErased(long atMillis, String instance, String lease) implements OfInstance {}

    /**
     * The store lost what it had acknowledged of this job for some time, and has it again as it was before (fault 14).
     *
     * @param run in which of its lives it stands again
     * @param token the token that it stands at again
     * @param revision the revision
     * @param sequence the number of its next or open step
     * @param lease the owner that it names again, if any
     */
    record SetBack(
            long atMillis,
            String job,
            String run,
            long token,
            long revision,
            long sequence,
            @Nullable String lease) implements HistoryEvent {}

    /**
     * The store lost what it had acknowledged of this lease for some time: it lives, as it did before.
     *
     * @param lastsMillis how much longer; below zero: its time is up
     */
    record LeaseSetBack(long atMillis, String lease, long lastsMillis) implements HistoryEvent {}

    /**
     * An instance had the store set a job aside by an order, so that nobody owns it until a person has looked.
     *
     * @param token the job's from now on
     */
    record Parked(long atMillis, String job, String run, long token, String instance) implements OfInstance {}

    /** The store gave a lock to this instance. */
    record LockTaken(long atMillis, String lock, long token, String instance, String lease) implements OfInstance {}

    /**
     * The store took a lock back that this instance released.
     *
     * @param restMillis how long it can't be taken from now on
     */
    record LockReleased(long atMillis, String lock, long token, String instance, long restMillis)
            implements OfInstance {}

    /** Who holds this lock here asked whether it is valid, and heard that it is. */
    record LockTrusted(long atMillis, String lock, long token, String instance) implements OfInstance {}

    /**
     * A request of who holds this lock reached what it guards, which accepts no lower token than it has seen.
     *
     * @param accepted whether it was accepted
     */
    record GuardedReached(long atMillis, String lock, long token, String instance, boolean accepted)
            implements OfInstance {}

    /**
     * A person's order was carried out: Start, Stop, Restart, Amend, Delete, Park. Or a person went behind the store's back: Erase (the
     * job's record is gone, with its token), Spoil (the state in it can't be read any more).
     */
    record Ordered(long atMillis, String job, String run, String order) implements HistoryEvent {
        /** Whether it is about where or whether the job goes on; an amended payload isn't, nor is a spoiled state. */
        public boolean moves() {
            return !order.equals("Amend") && !order.equals("Spoil");
        }

        /** Whether its run is over by it. */
        public boolean abandons() {
            return order.equals("Restart") || order.equals("Delete") || erases();
        }

        /** Whether nobody owns the job any more by it, unless by a lease that lives. */
        public boolean frees() {
            return order.equals("Start") || order.equals("Restart") || order.equals("Delete");
        }

        /** Whether nobody is to work on the job from now on. */
        public boolean stops() {
            return order.equals("Stop") || order.equals("Delete") || erases();
        }

        /** Whether the store knows nothing of the job any more, not even its token. */
        public boolean erases() {
            return order.equals("Erase");
        }
    }

    /** The store's clock jumped. */
    record StoreMoved(long atMillis, long byMillis) implements HistoryEvent {}

    /**
     * How many records the store holds.
     *
     * @param jobs jobs and tombstones
     * @param leases leases, ended ones too
     * @param keptForMillis how long a lease of which nothing is heard any more may stay, from its last renewal
     * @param tombstonesMillis the retention of tombstones; absent: they stay
     */
    record Counted(
            long atMillis,
            long jobs,
            long leases,
            long keptForMillis,
            @Nullable Long tombstonesMillis) implements HistoryEvent {}

    /** From now on nothing is done to anybody any more. */
    record Healed(long atMillis) implements HistoryEvent {}

    /** Nothing of this instance reaches store or sink from now on. */
    record Killed(long atMillis, String instance, Phase phase) implements OfInstance {}

    /** This instance stands still. */
    record Frozen(long atMillis, String instance, Phase phase) implements OfInstance {}

    /** It goes on as if nothing had been. */
    record Woken(long atMillis, String instance) implements OfInstance {}

    /**
     * Something befalls an instance that a quiet one needn't cope with.
     *
     * @param what which trouble
     * @param forMillis for how long it may make a difference
     */
    record Troubled(long atMillis, String instance, String what, long forMillis) implements OfInstance {}

    /** An instance was asked to stop in order. */
    record StopAsked(long atMillis, String instance) implements OfInstance {}

    /** It has stopped. */
    record Stopped(long atMillis, String instance) implements OfInstance {}
}

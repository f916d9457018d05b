package io.leasehold.engine;

import io.leasehold.job.JobType;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How an engine keeps its promise. {@link #DEFAULT} suits most; each part can be replaced, and an engine refuses at its start
 * settings that can't keep the promise, showing the sum (E11).
 *
 * @param ttl how long a lease lasts after its last renewal
 * @param heartbeat how often it is renewed
 * @param scan how often at least the fleet is surveyed
 * @param guard how long before the lease's end its owner stops to start effects
 * @param maxDowntime the longest a job may stand still after its owner crashed
 * @param callTimeout how long the engine waits for any answer of the store
 * @param stepTimeout how long a performer may take before it is interrupted
 * @param workers how many decisions and effects may be in hand at once
 * @param stuckWorkers how many workers that ignore their interrupt are given up before the engine ends its own lease
 * @param room how many jobs it owns at most
 * @param weight its share of the jobs, relative to the others
 * @param handOver whether an instance that owns more than its share hands jobs over between two of their steps, a tenth of the surplus
 *     per heartbeat and one at least (E5); it does by default
 * @param idleBytes how many bytes of payloads and states the jobs held may weigh before one that goes to rest leaves its own in the
 *     store alone, and reads them again when it is due or handed back; 64 MiB by default, 0: whatever rests does
 * @param drain how long a shutdown waits for the steps in hand
 * @param shutdownBudget how long a shutdown takes at most
 */
public record EngineSettings(
        Duration ttl,
        Duration heartbeat,
        Duration scan,
        Duration guard,
        Duration maxDowntime,
        Duration callTimeout,
        Duration stepTimeout,
        int workers,
        int stuckWorkers,
        long room,
        int weight,
        boolean handOver,
        long idleBytes,
        Duration drain,
        Duration shutdownBudget) {
    /** The promise of the defaults: 90 seconds. */
    public static final Duration PROMISE = Duration.ofSeconds(90);

    /** ttl 60 s, heartbeat 10 s, scan 30 s, and what follows from them. */
    public static final EngineSettings DEFAULT =
            lasting(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** Settings for other lease times; guard is a sixth of the ttl, the call timeout the lesser of 5 s and half a heartbeat. */
    public static EngineSettings lasting(Duration ttl, Duration heartbeat, Duration scan) {
        Duration five = Duration.ofSeconds(5);
        Duration half = heartbeat.dividedBy(2);
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                ttl.dividedBy(6),
                PROMISE,
                half.compareTo(five) < 0 ? half : five,
                Duration.ofSeconds(30),
                16,
                4,
                Load.UNLIMITED,
                1,
                true,
                64L << 20,
                Duration.ofSeconds(15),
                Duration.ofSeconds(25));
    }

    /** The same with another guard. */
    public EngineSettings guard(Duration other) {
        return with(change -> change.guard = other);
    }

    /** The same with another promise. */
    public EngineSettings maxDowntime(Duration other) {
        return with(change -> change.maxDowntime = other);
    }

    /** The same with another limit for the store's answers. */
    public EngineSettings callTimeout(Duration other) {
        return with(change -> change.callTimeout = other);
    }

    /** The same with another limit for performers. */
    public EngineSettings stepTimeout(Duration other) {
        return with(change -> change.stepTimeout = other);
    }

    /** The same with another number of workers. */
    public EngineSettings workers(int other) {
        return with(change -> change.workers = other);
    }

    /** The same with another bound on workers given up. */
    public EngineSettings stuckWorkers(int other) {
        return with(change -> change.stuckWorkers = other);
    }

    /** The same with another bound on jobs owned. */
    public EngineSettings room(long other) {
        return with(change -> change.room = other);
    }

    /** The same with another weight. */
    public EngineSettings weight(int other) {
        return with(change -> change.weight = other);
    }

    /** The same, and jobs are handed over or aren't. */
    public EngineSettings handOver(boolean other) {
        return with(change -> change.handOver = other);
    }

    /** The same with another bound on what resting jobs keep in memory. */
    public EngineSettings idleBytes(long other) {
        return with(change -> change.idleBytes = other);
    }

    /** The same with other limits for the shutdown. */
    public EngineSettings shutdown(Duration drain, Duration budget) {
        return with(change -> {
            change.drain = drain;
            change.shutdownBudget = budget;
        });
    }

    /** The pause between two rounds of takeover: min(500 ms, heartbeat/4). */
    public Duration roundPause() {
        Duration quarter = heartbeat.dividedBy(4);
        Duration half = Duration.ofMillis(500);
        return quarter.compareTo(half) < 0 ? quarter : half;
    }

    /** How long a lapse may go unnoticed: a second of jitter at most, and two rounds. */
    public Duration detection() {
        return Duration.ofSeconds(1).plus(roundPause().multipliedBy(2));
    }

    /**
     * G6: how long a job stands still at most after its owner crashed, while a live instance that knows its type has room and the
     * store answers in time; beyond the first 1,000 jobs of one owner, jobs ÷ claim rate comes on top.
     */
    public Duration crashBound() {
        return ttl.plus(detection());
    }

    /** The same if the owner's requests still arrive while no answer does: one heartbeat more. */
    public Duration worstBound() {
        return crashBound().plus(heartbeat);
    }

    /** How long a request may be under way after the last moment at which its owner could send it: step timeout + guard. */
    public Duration settleDelay() {
        return stepTimeout.plus(guard);
    }

    /**
     * E11: what stands in the way of the promise.
     *
     * @return one line for each part that can't be right, naming it, its value and the limit; empty if all is well
     */
    public List<String> obstacles() {
        return Obstacles.to(this);
    }

    /**
     * E11: what stands in the way of a job type's delivery mode.
     *
     * @return one line for each part that can't be right, naming it, its value and the limit; empty if all is well
     */
    public List<String> obstacles(JobType<?, ?, ?> type) {
        return Obstacles.to(this, type);
    }

    private EngineSettings with(Consumer<Change> what) {
        Change change = new Change(this);
        what.accept(change);
        return change.done();
    }

    /** A copy in the making. */
    private static final class Change {
        private Duration ttl;
        private Duration heartbeat;
        private Duration scan;
        private Duration guard;
        private Duration maxDowntime;
        private Duration callTimeout;
        private Duration stepTimeout;
        private int workers;
        private int stuckWorkers;
        private long room;
        private int weight;
        private boolean handOver;
        private long idleBytes;
        private Duration drain;
        private Duration shutdownBudget;

        Change(EngineSettings from) {
            ttl = from.ttl;
            heartbeat = from.heartbeat;
            scan = from.scan;
            guard = from.guard;
            maxDowntime = from.maxDowntime;
            callTimeout = from.callTimeout;
            stepTimeout = from.stepTimeout;
            workers = from.workers;
            stuckWorkers = from.stuckWorkers;
            room = from.room;
            weight = from.weight;
            handOver = from.handOver;
            idleBytes = from.idleBytes;
            drain = from.drain;
            shutdownBudget = from.shutdownBudget;
        }

        EngineSettings done() {
            return new EngineSettings(
                    ttl,
                    heartbeat,
                    scan,
                    guard,
                    maxDowntime,
                    callTimeout,
                    stepTimeout,
                    workers,
                    stuckWorkers,
                    room,
                    weight,
                    handOver,
                    idleBytes,
                    drain,
                    shutdownBudget);
        }
    }
}

package io.leasehold.engine;

import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
                Duration.ofSeconds(15),
                Duration.ofSeconds(25));
    }

    /** The same with another guard. */
    public EngineSettings guard(Duration other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                other,
                maxDowntime,
                callTimeout,
                stepTimeout,
                workers,
                stuckWorkers,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another promise. */
    public EngineSettings maxDowntime(Duration other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                guard,
                other,
                callTimeout,
                stepTimeout,
                workers,
                stuckWorkers,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another limit for the store's answers. */
    public EngineSettings callTimeout(Duration other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                guard,
                maxDowntime,
                other,
                stepTimeout,
                workers,
                stuckWorkers,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another limit for performers. */
    public EngineSettings stepTimeout(Duration other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                guard,
                maxDowntime,
                callTimeout,
                other,
                workers,
                stuckWorkers,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another number of workers. */
    public EngineSettings workers(int other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                guard,
                maxDowntime,
                callTimeout,
                stepTimeout,
                other,
                stuckWorkers,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another bound on workers given up. */
    public EngineSettings stuckWorkers(int other) {
        return new EngineSettings(
                ttl,
                heartbeat,
                scan,
                guard,
                maxDowntime,
                callTimeout,
                stepTimeout,
                workers,
                other,
                room,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another bound on jobs owned. */
    public EngineSettings room(long other) {
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
                other,
                weight,
                drain,
                shutdownBudget);
    }

    /** The same with another weight. */
    public EngineSettings weight(int other) {
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
                other,
                drain,
                shutdownBudget);
    }

    /** The same with other limits for the shutdown. */
    public EngineSettings shutdown(Duration newDrain, Duration newBudget) {
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
                newDrain,
                newBudget);
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
        List<String> found = new ArrayList<>();
        positive(found);
        Check.atLeast(found, "ttl", ttl, heartbeat.multipliedBy(3), "3 × heartbeat " + heartbeat);
        Check.atMost(
                found, "callTimeout", callTimeout, heartbeat.dividedBy(2), "heartbeat/2 of heartbeat " + heartbeat);
        Check.atMost(
                found,
                "guard",
                guard,
                ttl.minus(heartbeat).minus(callTimeout),
                "ttl " + ttl + " − heartbeat " + heartbeat + " − callTimeout " + callTimeout);
        Check.atMost(found, "heartbeat + ttl + detection", worstBound(), maxDowntime, sum());
        Check.atMost(
                found,
                "drain + 2 × callTimeout",
                drain.plus(callTimeout.multipliedBy(2)),
                shutdownBudget,
                "shutdownBudget " + shutdownBudget);
        return found;
    }

    /**
     * E11: what stands in the way of a job type's delivery mode.
     *
     * @return one line for each part that can't be right, naming it, its value and the limit; empty if all is well
     */
    public List<String> obstacles(JobType<?, ?, ?> type) {
        List<String> found = new ArrayList<>();
        if (type.mode() instanceof DeliveryMode.Confirmed<?> confirmed) {
            String sum = "stepTimeout " + stepTimeout + " + guard " + guard;
            confirmed
                    .settleDelay()
                    .ifPresent(
                            delay -> Check.atLeast(found, "settleDelay of " + type.name(), delay, settleDelay(), sum));
        } else if (type.mode() instanceof DeliveryMode.AtLeastOnce<?> repeating) {
            Duration least = worstBound().plus(callTimeout).plus(settleDelay());
            String sum = "heartbeat + ttl + detection " + worstBound() + " + callTimeout " + callTimeout
                    + " + stepTimeout + guard " + settleDelay();
            repeating
                    .window()
                    .ifPresent(window -> Check.atLeast(found, "keyWindow of " + type.name(), window, least, sum));
        }
        return found;
    }

    private void positive(List<String> found) {
        Check.atLeast(found, "heartbeat", heartbeat, Duration.ofMillis(100), "the shortest sensible one");
        Check.atLeast(found, "scan", scan, Duration.ofMillis(100), "the shortest sensible one");
        Check.atLeast(found, "guard", guard, Duration.ofMillis(1), "some time for a worker to notice");
        Check.atLeast(found, "callTimeout", callTimeout, Duration.ofMillis(1), "some time to answer");
        Check.atLeast(found, "stepTimeout", stepTimeout, Duration.ofMillis(1), "some time to perform");
        Check.atLeast(found, "drain", drain, Duration.ZERO, "none");
        Check.between(found, "workers", workers, 1, 10_000);
        Check.between(found, "stuckWorkers", stuckWorkers, 0, 1_000);
        Check.between(found, "room", room, 0, Load.UNLIMITED);
        Check.between(found, "weight", weight, 1, 1_000);
    }

    private String sum() {
        return "maxDowntime " + maxDowntime + ": heartbeat " + heartbeat + " + ttl " + ttl + " + detection "
                + detection() + " (jitter PT1S + 2 rounds of " + roundPause() + ")";
    }

    /** The checks' wording, in one place. */
    private static final class Check {
        private static void atLeast(List<String> found, String what, Duration value, Duration least, String why) {
            if (value.compareTo(least) < 0) {
                found.add(what + " must be at least " + least + " (" + why + "), but is " + value);
            }
        }

        private static void atMost(List<String> found, String what, Duration value, Duration most, String why) {
            if (value.compareTo(most) > 0) {
                found.add(what + " must be at most " + most + " (" + why + "), but is " + value);
            }
        }

        private static void between(List<String> found, String what, long value, long least, long most) {
            if (value < least || value > most) {
                found.add(what + " must be between " + least + " and " + most + ", but is " + value);
            }
        }
    }
}

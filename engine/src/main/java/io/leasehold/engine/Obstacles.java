package io.leasehold.engine;

import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** E11: what stands in the way of the promise, one line for each part that can't be right, naming it, its value and the limit. */
final class Obstacles {
    private final EngineSettings settings;
    private final List<String> found = new ArrayList<>();

    private Obstacles(EngineSettings settings) {
        this.settings = settings;
    }

    /** What stands in the way of the settings' promise. */
    static List<String> to(EngineSettings settings) {
        Obstacles obstacles = new Obstacles(settings);
        obstacles.singly();
        obstacles.together();
        return obstacles.found;
    }

    /** What stands in the way of this type's delivery mode. */
    static List<String> to(EngineSettings settings, JobType<?, ?, ?> type) {
        Obstacles obstacles = new Obstacles(settings);
        obstacles.delivering(type);
        return obstacles.found;
    }

    private void singly() {
        atLeast("heartbeat", settings.heartbeat(), Duration.ofMillis(100), "the shortest sensible one");
        atLeast("scan", settings.scan(), Duration.ofMillis(100), "the shortest sensible one");
        atLeast("guard", settings.guard(), Duration.ofMillis(1), "some time for a worker to notice");
        atLeast("callTimeout", settings.callTimeout(), Duration.ofMillis(1), "some time to answer");
        atLeast("stepTimeout", settings.stepTimeout(), Duration.ofMillis(1), "some time to perform");
        atLeast("drain", settings.drain(), Duration.ZERO, "none");
        between("workers", settings.workers(), 1, 10_000);
        between("stuckWorkers", settings.stuckWorkers(), 0, 1_000);
        between("room", settings.room(), 0, Load.UNLIMITED);
        between("weight", settings.weight(), 1, 1_000);
        between("idleBytes", settings.idleBytes(), 0, Long.MAX_VALUE);
    }

    private void together() {
        Duration ttl = settings.ttl();
        Duration heartbeat = settings.heartbeat();
        Duration callTimeout = settings.callTimeout();
        atLeast("ttl", ttl, heartbeat.multipliedBy(3), "3 × heartbeat " + heartbeat);
        atMost("callTimeout", callTimeout, heartbeat.dividedBy(2), "heartbeat/2 of heartbeat " + heartbeat);
        atMost(
                "guard",
                settings.guard(),
                ttl.minus(heartbeat).minus(callTimeout),
                "ttl " + ttl + " − heartbeat " + heartbeat + " − callTimeout " + callTimeout);
        atMost("heartbeat + ttl + detection", settings.worstBound(), settings.maxDowntime(), promise());
        atMost(
                "drain + 2 × callTimeout",
                settings.drain().plus(callTimeout.multipliedBy(2)),
                settings.shutdownBudget(),
                "shutdownBudget " + settings.shutdownBudget());
    }

    private String promise() {
        return "maxDowntime " + settings.maxDowntime() + ": heartbeat " + settings.heartbeat() + " + ttl "
                + settings.ttl() + " + detection " + settings.detection() + " (jitter PT1S + 2 rounds of "
                + settings.roundPause() + ")";
    }

    private void delivering(JobType<?, ?, ?> type) {
        if (type.mode() instanceof DeliveryMode.Confirmed<?> confirmed) {
            confirmed.settleDelay().ifPresent(delay -> settling(type.name(), delay));
        } else if (type.mode() instanceof DeliveryMode.AtLeastOnce<?> repeating) {
            repeating.window().ifPresent(window -> repeating(type.name(), window));
        }
    }

    private void settling(String type, Duration delay) {
        String sum = "stepTimeout " + settings.stepTimeout() + " + guard " + settings.guard();
        atLeast("settleDelay of " + type, delay, settings.settleDelay(), sum);
    }

    private void repeating(String type, Duration window) {
        Duration least = settings.worstBound().plus(settings.callTimeout()).plus(settings.settleDelay());
        String sum = "heartbeat + ttl + detection " + settings.worstBound() + " + callTimeout " + settings.callTimeout()
                + " + stepTimeout + guard " + settings.settleDelay();
        atLeast("keyWindow of " + type, window, least, sum);
    }

    private void atLeast(String what, Duration value, Duration least, String why) {
        if (value.compareTo(least) < 0) {
            found.add(what + " must be at least " + least + " (" + why + "), but is " + value);
        }
    }

    private void atMost(String what, Duration value, Duration most, String why) {
        if (value.compareTo(most) > 0) {
            found.add(what + " must be at most " + most + " (" + why + "), but is " + value);
        }
    }

    private void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            found.add(what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }
}

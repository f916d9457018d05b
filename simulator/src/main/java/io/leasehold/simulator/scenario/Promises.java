package io.leasehold.simulator.scenario;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Map;

/** What follows from an engine's settings: its bounds, and how much it takes upon itself. */
public final class Promises {
    /** The longest backoff of a job, and a person's look at what was set aside. */
    private static final Duration BACKOFF = Duration.ofMinutes(6);

    private Promises() {}

    /**
     * What a run is held to.
     *
     * @param pace the time from one step of a job to the next
     */
    public static Bounds of(EngineSettings settings, Duration pace) {
        return bounds(settings, pace, Bounds.STOP);
    }

    /** The same where neither bell nor push works: after an orderly stop the next scan finds the jobs. */
    public static Bounds withoutWakeUp(EngineSettings settings, Duration pace) {
        return bounds(settings, pace, settings.scan().plus(settings.detection()));
    }

    /** The head of an instance's own history: what it was started with. */
    public static InstanceStarted started(
            long atMillis, String instance, Map<String, Integer> reads, EngineSettings settings) {
        Long room = settings.room() == Load.UNLIMITED ? null : settings.room();
        return new InstanceStarted(atMillis, instance, reads, settings.stuckWorkers(), room);
    }

    private static Bounds bounds(EngineSettings settings, Duration pace, Duration stop) {
        return new Bounds(
                settings.crashBound(),
                stop,
                settings.ttl(),
                settings.heartbeat(),
                settings.callTimeout(),
                settings.heartbeat().plus(settings.callTimeout()),
                settings.shutdownBudget().plus(settings.callTimeout().multipliedBy(2)),
                settings.crashBound().plus(pace).plus(BACKOFF).plus(settings.ttl()),
                Duration.ZERO);
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import java.time.Duration;

/**
 * What every seed's run is made of.
 *
 * @param instances how many run at once
 * @param jobs how many jobs there are
 * @param pace from one step of a job to the next
 * @param time for how long there is trouble; the jobs last as long
 * @param settings the engines' settings
 * @param over what their store is
 * @param terms what becomes of a step in doubt, and the sink
 * @param locks whether instances take locks, too
 * @param faults which trouble it may have
 */
public record VirtualOptions(
        int instances,
        int jobs,
        Duration pace,
        Duration time,
        EngineSettings settings,
        Over over,
        Terms terms,
        boolean locks,
        FaultChoice faults) {
    /** Five instances, twenty jobs, a step every 30 s, one hour, 60/10/30 s, in memory, at most once, no locks. */
    public static final VirtualOptions DEFAULT = new VirtualOptions(
            5,
            20,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            EngineSettings.DEFAULT,
            Over.MEMORY,
            Terms.DEFAULT,
            false);

    public VirtualOptions {
        if (instances < 2 || instances > 100) {
            throw new IllegalArgumentException("instances must be between 2 and 100, but is " + instances);
        }
        if (time.compareTo(pace) < 0 || time.toHours() > 100_000) {
            throw new IllegalArgumentException(
                    "the time must be between a step's pace and 100000 hours, but is " + time);
        }
        if (jobs < 1 || jobs > 10_000) {
            throw new IllegalArgumentException("jobs must be between 1 and 10000, but is " + jobs);
        }
    }

    /** With all trouble that there is. */
    public VirtualOptions(
            int instances,
            int jobs,
            Duration pace,
            Duration time,
            EngineSettings settings,
            Over over,
            Terms terms,
            boolean locks) {
        this(instances, jobs, pace, time, settings, over, terms, locks, FaultChoice.ALL);
    }

    /** The same with so many instances at once. */
    public VirtualOptions instances(int other) {
        return new VirtualOptions(other, jobs, pace, time, settings, over, terms, locks, faults);
    }

    /** The same with so many jobs. */
    public VirtualOptions jobs(int other) {
        return new VirtualOptions(instances, other, pace, time, settings, over, terms, locks, faults);
    }

    /** The same with so much time from one step of a job to the next. */
    public VirtualOptions pace(Duration other) {
        return new VirtualOptions(instances, jobs, other, time, settings, over, terms, locks, faults);
    }

    /** The same with trouble for so long. */
    public VirtualOptions time(Duration other) {
        return new VirtualOptions(instances, jobs, pace, other, settings, over, terms, locks, faults);
    }

    /** The same with engines that have these settings. */
    public VirtualOptions settings(EngineSettings other) {
        return new VirtualOptions(instances, jobs, pace, time, other, over, terms, locks, faults);
    }

    /** The same over another store. */
    public VirtualOptions over(Over other) {
        return new VirtualOptions(instances, jobs, pace, time, settings, other, terms, locks, faults);
    }

    /** The same in another mode, with the sink that it counts on. */
    public VirtualOptions delivering(Delivering other) {
        return terms(Terms.of(other));
    }

    /** The same on other terms. */
    public VirtualOptions terms(Terms other) {
        return new VirtualOptions(instances, jobs, pace, time, settings, over, other, locks, faults);
    }

    /** The same with resting jobs kept so. */
    public VirtualOptions resting(Resting other) {
        return new VirtualOptions(instances, jobs, pace, time, other.in(settings), over, terms, locks, faults);
    }

    /** Where the payload and the state of a resting job are. */
    Resting resting() {
        return settings.idleBytes() == 0 ? Resting.ON_THE_SHELF : Resting.IN_MEMORY;
    }

    /** The same, and instances take locks. */
    public VirtualOptions withLocks() {
        return new VirtualOptions(instances, jobs, pace, time, settings, over, terms, true, faults);
    }

    /** The same with this trouble alone. */
    public VirtualOptions faults(FaultChoice other) {
        return new VirtualOptions(instances, jobs, pace, time, settings, over, terms, locks, other);
    }

    /** How many steps each job has. */
    int steps() {
        return (int) Math.max(1, time.toMillis() / pace.toMillis());
    }
}

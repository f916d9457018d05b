package io.leasehold.simulator.scale;

import io.leasehold.engine.EngineSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What a fleet is made of whose costs are measured.
 *
 * @param instances how many there are
 * @param jobs how many jobs they own together
 * @param types over how many job types these are spread
 * @param former how many instances owned the jobs before, and leave in order at one moment
 * @param every how often each job steps; none: all rest the whole time
 * @param start within what time all instances are started
 * @param quiet how long the calls of a fleet are counted in which nothing happens
 * @param bell whether engines read the bell, as where a store can't push; otherwise they hear pushes
 * @param settings the engines' settings
 * @param seed what every chance follows from
 */
public record ScaleOptions(
        int instances,
        int jobs,
        int types,
        int former,
        Optional<Duration> every,
        Duration start,
        Duration quiet,
        boolean bell,
        EngineSettings settings,
        long seed) {
    /** Ten instances, a thousand jobs for each, at the default settings; ten quiet minutes. */
    public static final ScaleOptions DEFAULT = new ScaleOptions(
            10,
            10_000,
            4,
            1,
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            false,
            EngineSettings.DEFAULT,
            1);

    /** The most instances of one fleet. */
    public static final int MOST_INSTANCES = 5_000;

    /** The most jobs of one fleet: each takes about two kilobytes of heap. */
    public static final int MOST_JOBS = 5_000_000;

    public ScaleOptions {
        between("instances", instances, 2, MOST_INSTANCES);
        between("jobs", jobs, instances, MOST_JOBS);
        between("types", types, 1, 64);
        between("former", former, 1, Math.min(jobs, MOST_INSTANCES));
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }

    /** The same with so many instances. */
    public ScaleOptions instances(int other) {
        return new ScaleOptions(other, jobs, types, former, every, start, quiet, bell, settings, seed);
    }

    /** The same with so many jobs. */
    public ScaleOptions jobs(int other) {
        return new ScaleOptions(instances, other, types, former, every, start, quiet, bell, settings, seed);
    }

    /** The same with so many former owners. */
    public ScaleOptions former(int other) {
        return new ScaleOptions(instances, jobs, types, other, every, start, quiet, bell, settings, seed);
    }

    /** The same with jobs that step so often. */
    public ScaleOptions every(Duration other) {
        return new ScaleOptions(instances, jobs, types, former, Optional.of(other), start, quiet, bell, settings, seed);
    }

    /** The same with engines that hear pushes, or read the bell. */
    public ScaleOptions bell(boolean other) {
        return new ScaleOptions(instances, jobs, types, former, every, start, quiet, other, settings, seed);
    }

    /** The same with so much quiet. */
    public ScaleOptions quiet(Duration other) {
        return new ScaleOptions(instances, jobs, types, former, every, start, other, bell, settings, seed);
    }

    /** How many instances die at once: one of a hundred, one at least. */
    public int deaths() {
        return Math.max(1, instances / 100);
    }
}

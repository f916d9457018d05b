package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked of the store in some time.
 *
 * @param time how long
 * @param instances by how many
 * @param sum of all of them
 * @param most of the one that called most often
 */
public record Asked(Duration time, int instances, Counts sum, Counts most) {
    /** All that these instances have asked since the world began. */
    static Asked sinceStart(List<ScaleInstance> instances, long nowNanos) {
        return of(
                Duration.ofNanos(nowNanos),
                instances.stream().map(ScaleInstance::counts).toList());
    }

    /** Looks at these instances from now on. */
    static Look look(List<ScaleInstance> instances, long nowNanos) {
        Map<ScaleInstance, Counts> before = new LinkedHashMap<>();
        instances.forEach(instance -> before.put(instance, instance.counts()));
        return now -> of(
                Duration.ofNanos(now - nowNanos),
                before.entrySet().stream()
                        .filter(entry -> entry.getKey().alive())
                        .map(entry -> entry.getKey().counts().minus(entry.getValue()))
                        .toList());
    }

    /** What has been asked since it began, by those that still live. */
    interface Look {
        /** Until this moment. */
        Asked until(long nowNanos);
    }

    private static Asked of(Duration time, Collection<Counts> each) {
        Counts most = each.stream().reduce(Counts.NONE, (one, other) -> other.calls() > one.calls() ? other : one);
        return new Asked(time, each.size(), each.stream().reduce(Counts.NONE, Counts::plus), most);
    }

    /** Of something that the sum counts: how many a second and instance. */
    public double rate(long counted) {
        return counted * 1e9 / time.toNanos() / instances;
    }

    /** Calls of all kinds a second and instance. */
    public double callRate() {
        return rate(sum.calls());
    }

    /** Calls of this kind a second and instance. */
    public double callRate(Operation operation) {
        return rate(sum.calls(operation));
    }

    /** Of something that the sum counts: how many an instance. */
    public double each(long counted) {
        return (double) counted / instances;
    }
}

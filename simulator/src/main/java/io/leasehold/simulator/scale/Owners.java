package io.leasehold.simulator.scale;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Takeover;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Who owns how many jobs, as the store's own answers tell: so that it is known at every moment how many lack an owner, without a look at
 * them. Not thread-safe, like its world.
 */
final class Owners {
    private final Map<LeaseId, Integer> owned = new TreeMap<>();
    private final Map<LeaseId, Long> heardNanos = new TreeMap<>();
    private final Map<LeaseId, Long> killedNanos = new TreeMap<>();
    private final Set<LeaseId> left = new TreeSet<>();
    private final LongStream.Builder sinceKill = LongStream.builder();
    private long longestSinceHeardNanos;
    private long unowned;
    private long changedNanos;

    /** So many jobs were submitted. */
    void submitted(int jobs) {
        unowned += jobs;
    }

    /** The lease was granted or renewed. */
    void heard(LeaseId lease, long now) {
        heardNanos.put(lease, now);
    }

    /** A claim brought these. */
    void claimed(LeaseId by, List<JobRecord> brought, long now) {
        brought.forEach(job -> from(job).ifPresentOrElse(former -> takenOver(former, now), () -> unowned--));
        add(by, brought.size(), now);
    }

    /** The lease that a job was taken from by its last claim; none: it had been handed back. */
    private static Optional<LeaseId> from(JobRecord job) {
        return job.takeovers().stream()
                .limit(1)
                .filter(takeover -> takeover.token() == job.ownership().token())
                .map(Takeover::from)
                .findFirst();
    }

    private void takenOver(LeaseId former, long now) {
        owned.merge(former, -1, Integer::sum);
        Optional.ofNullable(killedNanos.get(former)).ifPresent(killed -> {
            sinceKill.add(now - killed);
            longestSinceHeardNanos = Math.max(longestSinceHeardNanos, now - heardNanos.getOrDefault(former, now));
        });
    }

    /** So many jobs were handed back. */
    void released(LeaseId by, int jobs, long now) {
        unowned += jobs;
        add(by, -jobs, now);
    }

    private void add(LeaseId lease, int jobs, long now) {
        owned.merge(lease, jobs, Integer::sum);
        changedNanos = jobs == 0 ? changedNanos : now;
    }

    /** The lease's owner has left in order. */
    void left(LeaseId lease) {
        left.add(lease);
    }

    /** The lease's instance is dead: from now on what it owned lacks an owner. */
    void killed(LeaseId lease, long now) {
        killedNanos.put(lease, now);
    }

    /** How many jobs nobody owns who lives. */
    long lacking() {
        return unowned
                + Stream.concat(left.stream(), killedNanos.keySet().stream())
                        .mapToLong(this::owned)
                        .sum();
    }

    /** How many jobs name this lease. */
    int owned(LeaseId lease) {
        return owned.getOrDefault(lease, 0);
    }

    /** When a job last changed its owner. */
    long changedNanos() {
        return changedNanos;
    }

    /** For each job of a dead one that has an owner again, after what time it had, in nanoseconds from the kill, the shortest first. */
    long[] sinceKill() {
        return sinceKill.build().sorted().toArray();
    }

    /** The longest of these times counted from the dead one's last renewal. */
    long longestSinceHeardNanos() {
        return longestSinceHeardNanos;
    }
}

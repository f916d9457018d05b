package io.leasehold.simulator.scale;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.ClaimRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How the jobs of instances that died at one moment came to new owners.
 *
 * @param instances how many died
 * @param jobs how many jobs these owned
 * @param median after what time half of the jobs had an owner again, from the death
 * @param longest after what time all had
 * @param sinceRenewal the longest time from a dead owner's last renewal, which is what G6 bounds
 * @param bound what that may be at most ({@link #bound})
 * @param asked what the survivors asked of the store meanwhile
 */
public record Died(
        int instances,
        long jobs,
        Duration median,
        Duration longest,
        Duration sinceRenewal,
        Duration bound,
        Asked asked) {
    /** The most jobs of one owner for which G6 names no more than ttl and detection. */
    private static final int FREE = 1_000;

    /** The most jobs that one instance claims in a round. */
    private static final int ROUND = 1_024;

    static Died of(List<Integer> owned, Owners owners, EngineSettings settings, Asked asked) {
        long[] times = owners.sinceKill();
        return new Died(
                owned.size(),
                times.length,
                Duration.ofNanos(times[times.length / 2]),
                Duration.ofNanos(times[times.length - 1]),
                Duration.ofNanos(owners.longestSinceHeardNanos()),
                bound(settings, Collections.max(owned), asked.instances()),
                asked);
    }

    /**
     * G6: ttl and detection, and for what one owner had beyond 1,000 jobs a round for each 1,024 that a survivor takes of them, a round
     * being its pause, its jitter of a second at most, and its calls.
     */
    static Duration bound(EngineSettings settings, int jobsOfOne, int survivors) {
        long beyond = Math.max(0, jobsOfOne - FREE);
        long atOnce = (long) survivors * ROUND;
        long rounds = (beyond + atOnce - 1) / atOnce;
        Duration round = settings.roundPause()
                .plus(Duration.ofMillis(Math.min(1_000, 2L * survivors)))
                .plus(QuietNetwork.CALL.multipliedBy(1 + ROUND / ClaimRequest.Orphans.DEFAULT_JOBS));
        return settings.crashBound().plus(round.multipliedBy(rounds));
    }

    /** Whether the bound was kept. */
    public boolean kept() {
        return sinceRenewal.compareTo(bound) <= 0;
    }
}

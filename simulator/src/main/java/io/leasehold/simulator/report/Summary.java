package io.leasehold.simulator.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Loss;
import io.leasehold.simulator.real.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run in numbers: what {@code leasehold-result.json} holds.
 *
 * @param verdict GREEN, RED or INVALID
 * @param instances how many were started, restarted ones included
 * @param jobs how many were submitted
 * @param sends how many messages reached the sink
 * @param kills how many instances were killed
 * @param killsByPhase the same by the phase that they were hit in
 * @param takeovers how many times a job was taken over from an ended lease
 * @param duplicates how many messages reached the sink again
 * @param missing how many never did and were not reported in doubt
 * @param inDoubt how many were reported in doubt
 * @param downtimeMillis how long jobs stood still after a crash, beyond their own pace
 * @param boundMillis what the engine says that is at most
 */
@JsonPropertyOrder({
    "verdict",
    "instances",
    "jobs",
    "sends",
    "kills",
    "killsByPhase",
    "takeovers",
    "duplicates",
    "missing",
    "inDoubt",
    "downtimeMillis",
    "boundMillis"
})
public record Summary(
        String verdict,
        int instances,
        int jobs,
        long sends,
        int kills,
        Map<String, Long> killsByPhase,
        long takeovers,
        long duplicates,
        long missing,
        long inDoubt,
        Percentiles downtimeMillis,
        long boundMillis) {

    /** The half, 99 of 100, and all. */
    public record Percentiles(long p50, long p99, long max) {
        static Percentiles of(List<Long> millis) {
            return new Percentiles(
                    Downtime.percentile(millis, 0.5),
                    Downtime.percentile(millis, 0.99),
                    Downtime.percentile(millis, 1));
        }
    }

    /** The numbers of this run. */
    public static Summary of(RunResult result) {
        Evidence evidence = result.evidence();
        List<Killed> kills = evidence.all(Killed.class);
        long sends = evidence.all(EffectStarted.class).size();
        return new Summary(
                result.verdict().name(),
                evidence.all(InstanceStarted.class).size(),
                evidence.all(Submitted.class).size(),
                sends,
                kills.size(),
                byPhase(kills),
                evidence.all(Claimed.class).stream()
                        .filter(claim -> claim.from() != null)
                        .count(),
                sends - evidence.effects().size(),
                Loss.missing(evidence),
                evidence.inDoubt().size(),
                Percentiles.of(downtimes(evidence, Downtime.Kind.CRASH)),
                evidence.bounds().crash().toMillis());
    }

    /** How long jobs stood still after owners stopped in this way. */
    static List<Long> downtimes(Evidence evidence, Downtime.Kind kind) {
        return Downtime.of(evidence.events()).stream()
                .filter(downtime -> downtime.kind() == kind)
                .map(Downtime::millis)
                .toList();
    }

    private static Map<String, Long> byPhase(List<Killed> kills) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            counts.put(
                    phase.word(),
                    kills.stream().filter(kill -> kill.phase() == phase).count());
        }
        return counts;
    }
}

package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.report.page.Lanes.Timeline;
import io.leasehold.simulator.report.page.ReportData.Downtimes;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the charts of one run are drawn from.
 *
 * @param timeline who worked on what, when
 * @param downtimes how long jobs stood still after a crash
 * @param sends messages over time
 */
public record RunCharts(Timeline timeline, Downtimes downtimes, SendRate sends) {
    /**
     * Those of this run.
     *
     * @param promise what the engines' settings promise
     */
    public static RunCharts of(Evidence evidence, Duration promise) {
        List<Downtime> all = Downtime.of(evidence.events());
        return new RunCharts(
                TimelineOf.of(evidence, all),
                downtimes(evidence, all, promise),
                SendRate.of(evidence.all(EffectStarted.class), TimelineOf.end(evidence.events())));
    }

    /** Whether each standstill is held to the bound; in virtual time only those are during which somebody was left alone. */
    static boolean eachIsJudged(Evidence evidence) {
        String mode = evidence.head().mode();
        return !mode.equals("virtual") && !mode.equals("sweep");
    }

    private static Downtimes downtimes(Evidence evidence, List<Downtime> all, Duration promise) {
        List<Long> crashes = millis(all, downtime -> downtime.kind() == Downtime.Kind.CRASH && downtime.ended());
        return new Downtimes(
                crashes,
                Downtime.percentile(crashes, 0.5),
                Downtime.percentile(crashes, 0.99),
                Downtime.percentile(crashes, 1),
                evidence.bounds().crash().toMillis(),
                promise.toMillis(),
                afterStops(evidence, millis(all, downtime -> downtime.kind() == Downtime.Kind.STOP && downtime.ended()))
                        + (eachIsJudged(evidence)
                                ? ""
                                : " DOWN judges those during which an instance was left alone to take over, and had room."));
    }

    private static String afterStops(Evidence evidence, List<Long> stops) {
        return stops.isEmpty()
                ? ""
                : stops.size() + " after orderly stops: at most " + Downtime.percentile(stops, 1) + " ms, bound "
                        + evidence.bounds().stop().toMillis() + " ms.";
    }

    private static List<Long> millis(List<Downtime> all, Predicate<Downtime> which) {
        return all.stream().filter(which).map(Downtime::millis).toList();
    }
}

package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.report.page.Lanes.Takeover;
import io.leasehold.simulator.report.page.Lanes.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works the timeline of one run out of its evidence. */
final class TimelineOf {
    private final Bounds bounds;
    private final boolean judged;
    private final InstanceLanes instances;
    private final JobLanes jobs;
    private final Map<Taking, Downtime> ended = new LinkedHashMap<>();

    /** The claim that a standstill ended with. */
    private record Taking(String job, String instance, long atMillis) {}

    private TimelineOf(Evidence evidence, List<Downtime> downtimes, long endMillis) {
        this.bounds = evidence.bounds();
        this.judged = RunCharts.eachIsJudged(evidence);
        this.instances = InstanceLanes.of(evidence.events(), endMillis);
        this.jobs = JobLanes.of(evidence.events(), downtimes, instances, endMillis);
        for (Downtime downtime : downtimes) {
            if (downtime.ended() && !downtime.takers().isEmpty()) {
                Downtime.Taker last = downtime.takers().get(downtime.takers().size() - 1);
                ended.put(new Taking(downtime.job(), last.instance(), last.atMillis()), downtime);
            }
        }
    }

    static Timeline of(Evidence evidence, List<Downtime> downtimes) {
        long end = end(evidence.events());
        TimelineOf timeline = new TimelineOf(evidence, downtimes, end);
        List<Takeover> takeovers =
                Takeovers.of(evidence.events()).stream().map(timeline::told).toList();
        return new Timeline(
                end, timeline.instances.lanes(), timeline.jobs.lanes(), takeovers, timeline.instances.marks());
    }

    /** When the last thing happened. */
    static long end(List<HistoryEvent> events) {
        return events.stream().mapToLong(HistoryEvent::atMillis).max().orElse(0);
    }

    private Takeover told(Takeovers.Taken taken) {
        String job = taken.claim.job();
        String to = taken.claim.instance();
        long at = taken.claim.atMillis();
        @Nullable Downtime downtime = ended.get(new Taking(job, to, at));
        return new Takeover(
                at,
                jobs.place(job),
                instances.place(taken.from),
                instances.place(to),
                instances.fate(taken.from, at),
                downtime == null ? null : downtime.millis(),
                judged
                        && downtime != null
                        && downtime.millis() > downtime.bound(bounds).toMillis(),
                taken.open,
                taken.doubts.isEmpty() ? null : String.join("; ", taken.doubts));
    }
}

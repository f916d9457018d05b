package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.report.page.Lanes.JobLane;
import io.leasehold.simulator.report.page.Lanes.Owned;
import io.leasehold.simulator.report.page.Lanes.Still;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows each job through a history: who had it when, by what the store answered. Not thread-safe. */
final class JobLanes {
    private final Map<String, Followed> jobs = new LinkedHashMap<>();
    private final InstanceLanes instances;

    private final class Followed {
        private final int place;
        private final List<Owned> owners = new ArrayList<>();
        private final List<Still> stills = new ArrayList<>();
        private String owner = "";
        private long token;
        private long sinceMillis;

        private Followed(int place) {
            this.place = place;
        }

        private void belongs(String next, long atMillis) {
            owners.addAll(instances.owned(owner, sinceMillis, atMillis));
            owner = next;
            sinceMillis = atMillis;
        }
    }

    private JobLanes(InstanceLanes instances) {
        this.instances = instances;
    }

    static JobLanes of(List<HistoryEvent> events, List<Downtime> downtimes, InstanceLanes instances, long endMillis) {
        JobLanes lanes = new JobLanes(instances);
        events.forEach(lanes::look);
        lanes.jobs.values().forEach(job -> job.belongs("", endMillis));
        for (Downtime downtime : downtimes) {
            long from = Math.min(downtime.sinceMillis(), endMillis);
            long to = downtime.ended() ? downtime.sinceMillis() + downtime.millis() : endMillis;
            if (to > from) {
                lanes.of(downtime.job()).stills.add(new Still(from, to));
            }
        }
        return lanes;
    }

    private void look(HistoryEvent event) {
        if (event instanceof Submitted submitted) {
            of(submitted.job());
        } else if (event instanceof Claimed claim && claim.token() > of(claim.job()).token) {
            of(claim.job()).token = claim.token();
            of(claim.job()).belongs(claim.instance(), claim.atMillis());
        } else if (event instanceof Released released && released.token() == of(released.job()).token) {
            of(released.job()).belongs("", released.atMillis());
        } else if (event instanceof Parked parked) {
            of(parked.job()).belongs("", parked.atMillis());
        } else if (event instanceof SetBack back) {
            of(back.job()).token = back.token();
            of(back.job()).belongs("", back.atMillis());
        } else if (event instanceof Ordered order && order.abandons()) {
            of(order.job()).token = order.erases() ? 0 : of(order.job()).token;
            of(order.job()).belongs("", order.atMillis());
        }
    }

    private Followed of(String job) {
        return jobs.computeIfAbsent(job, id -> new Followed(jobs.size()));
    }

    /** Its place among the lanes. */
    int place(String job) {
        return of(job).place;
    }

    List<JobLane> lanes() {
        return jobs.entrySet().stream()
                .map(entry -> new JobLane(entry.getKey(), entry.getValue().owners, entry.getValue().stills))
                .toList();
    }
}

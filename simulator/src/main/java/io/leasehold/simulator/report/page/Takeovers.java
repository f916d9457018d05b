package io.leasehold.simulator.report.page;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the takeovers in a history: claims that brought a job from an ended lease. Not thread-safe. */
public final class Takeovers {
    private final Map<String, String> leases = new LinkedHashMap<>();
    private final Map<String, StepId> open = new LinkedHashMap<>();
    private final Map<String, Taken> lastOfJob = new LinkedHashMap<>();
    private final List<Taken> all = new ArrayList<>();

    /** One takeover: the claim, who had the job before ("" where that isn't known), and what the new owner reported in doubt. */
    static final class Taken {
        final Claimed claim;
        final String from;
        final boolean open;
        final List<String> doubts = new ArrayList<>();

        private Taken(Claimed claim, String from, boolean open) {
            this.claim = claim;
            this.from = from;
            this.open = open;
        }
    }

    private Takeovers() {}

    static List<Taken> of(List<HistoryEvent> events) {
        Takeovers takeovers = new Takeovers();
        events.forEach(takeovers::look);
        return List.copyOf(takeovers.all);
    }

    /** How many times a job was taken over whose former owner had sent an intent that nobody had heard closed. */
    public static long withAnOpenStep(List<HistoryEvent> events) {
        return of(events).stream().filter(taken -> taken.open).count();
    }

    private void look(HistoryEvent event) {
        if (event instanceof LeaseGranted granted) {
            leases.put(granted.lease(), granted.instance());
        } else if (event instanceof Claimed claim) {
            claimed(claim);
        } else if (event instanceof IntentSent intent) {
            open.put(intent.job(), intent.step());
        } else if (event instanceof StepClosed closed) {
            open.remove(closed.job(), closed.step());
        } else if (event instanceof InDoubt doubt) {
            reported(doubt);
        }
    }

    private void claimed(Claimed claim) {
        leases.put(claim.lease(), claim.instance());
        lastOfJob.remove(claim.job());
        if (claim.from() != null) {
            String from = leases.getOrDefault(claim.from(), "");
            Taken taken = new Taken(claim, from, open.containsKey(claim.job()));
            all.add(taken);
            lastOfJob.put(claim.job(), taken);
        }
    }

    private void reported(InDoubt doubt) {
        Taken taken = lastOfJob.get(doubt.job());
        if (taken != null && taken.claim.instance().equals(doubt.instance())) {
            taken.doubts.add("step " + doubt.sequence() + " in doubt: "
                    + doubt.resolution().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }
}

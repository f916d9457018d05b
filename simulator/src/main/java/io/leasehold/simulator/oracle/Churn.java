package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CHURN: in a quiet phase no job changes owner, but for a hand-over that leaves two instances more even than they were; one job may once
 * go to an instance that is none the less even. Where a job has ended within the last three heartbeats, reports are older than that,
 * and a hand-over may miss its aim. What nobody else would have goes back to who offered it. The quiet begins two crash
 * bounds after all trouble is over; a claim that a person's order led to is none of it. Through an outage of the store hardly a job changes
 * owner ({@link Outages}). Judges instances of equal weight.
 */
public final class Churn implements Oracle {
    @Override
    public String name() {
        return "CHURN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(
                evidence.bounds().crash().toMillis() * 2,
                evidence.bounds().heartbeat().toMillis() * 3);
        evidence.events().forEach(review::look);
        review.violations.addAll(new Outages(evidence).violations());
        return new Judgement(name(), review.opportunities, review.violations);
    }

    private static final class Review {
        private final long settlingMillis;
        private final long reportingMillis;
        private final Loads loads = new Loads();
        private final Map<String, Long> ordered = new LinkedHashMap<>();
        private final Map<String, Offer> offers = new LinkedHashMap<>();
        private final Set<String> moved = new LinkedHashSet<>();
        private final List<String> violations = new ArrayList<>();
        private long quietFromMillis = Long.MAX_VALUE;
        private long endedMillis = Long.MIN_VALUE / 2;
        private long opportunities;

        /** A job that was handed back, and how many its owner had, itself included. */
        private record Offer(String instance, int load) {}

        private Review(long settlingMillis, long reportingMillis) {
            this.settlingMillis = settlingMillis;
            this.reportingMillis = reportingMillis;
        }

        private void look(HistoryEvent event) {
            boolean quiet = event.atMillis() > quietFromMillis;
            opportunities += quiet ? 1 : 0;
            if (event instanceof Healed) {
                quietFromMillis = event.atMillis() + settlingMillis;
            } else if (event instanceof Ordered order) {
                ordered.put(order.job(), order.atMillis());
            } else if (event instanceof Submitted submitted) {
                ordered.put(submitted.job(), submitted.atMillis());
            } else if (event instanceof Released released) {
                endedMillis = released.ended() ? released.atMillis() : endedMillis;
                offers.put(released.job(), new Offer(released.instance(), loads.of(released.instance())));
            } else if (event instanceof Claimed claim && quiet && !byOrder(claim)) {
                judge(claim);
            }
            loads.look(event);
        }

        private boolean byOrder(Claimed claim) {
            return claim.atMillis() - ordered.getOrDefault(claim.job(), Long.MIN_VALUE / 2) <= settlingMillis;
        }

        private void judge(Claimed claim) {
            Offer offer = offers.remove(claim.job());
            if (offer == null || !due(claim, offer)) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms, in the middle of a quiet phase" + (offer == null ? "" : wrong(claim, offer)));
            }
        }

        private boolean due(Claimed claim, Offer offer) {
            int difference = offer.load - loads.of(claim.instance());
            return offer.instance.equals(claim.instance())
                    || claim.atMillis() - endedMillis <= reportingMillis
                    || difference >= 2
                    || (difference == 1 && moved.add(claim.job()));
        }

        private String wrong(Claimed claim, Offer offer) {
            return ": it had " + loads.of(claim.instance()) + ", and " + offer.instance + ", which handed it over, had "
                    + offer.load;
        }
    }
}

package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.LeaseSetBack;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CHURN: in a quiet phase no job changes owner, but for hand-overs that are due ({@link HandOvers}). {@link Quiet} says when a phase is
 * quiet. A claim that a person's order led to is none of it, nor is one of a job that had waited for room, or of a stray, whose owner's
 * lease a person had erased: a slow walk finds it. Through an outage of the store hardly a job changes owner ({@link Outages}). Judges
 * instances of equal weight.
 */
public final class Churn implements Oracle {
    @Override
    public String name() {
        return "CHURN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(evidence);
        evidence.events().forEach(review::look);
        review.violations.addAll(new Outages(evidence).violations());
        return new Judgement(name(), review.opportunities, review.violations);
    }

    private static final class Review {
        private final Quiet quiet;
        private final HandOvers handOvers;
        private final Waiting waiting = new Waiting();
        private final Set<String> erased = new LinkedHashSet<>();
        private final Map<String, Long> ordered = new LinkedHashMap<>();

        private final Set<String> ended = new LinkedHashSet<>();

        /** Of each job that the store has set back to somebody dead, whose lease that was: it is found late. */
        private final Map<String, String> namedAgain = new LinkedHashMap<>();

        private final List<String> violations = new ArrayList<>();
        private long opportunities;

        private Review(Evidence evidence) {
            this.quiet = new Quiet(evidence);
            this.handOvers = new HandOvers(evidence);
        }

        private void look(HistoryEvent event) {
            boolean isQuiet = quiet.look(event);
            opportunities += isQuiet ? 1 : 0;
            Optional<HandOvers.Move> move = handOvers.look(event);
            boolean waited = waiting.look(event) && move.isEmpty();
            if (!isQuiet) {
                handOvers.forgive();
            }
            if (event instanceof Ordered order) {
                ordered.put(order.job(), order.atMillis());
            } else if (event instanceof LeaseEnded end) {
                ended.add(end.lease());
            } else if (event instanceof LeaseSetBack again) {
                ended.remove(again.lease());
            } else if (event instanceof LeaseErased gone) {
                erased.add(gone.lease());
            } else if (event instanceof SetBack back) {
                ordered.put(back.job(), back.atMillis());
                if (back.lease() != null && ended.contains(back.lease())) {
                    namedAgain.put(back.job(), back.lease());
                }
            } else if (event instanceof Submitted submitted) {
                ordered.put(submitted.job(), submitted.atMillis());
            } else if (event instanceof Claimed claim) {
                String named = namedAgain.remove(claim.job());
                boolean stray = claim.from() != null && (claim.from().equals(named) || erased.contains(claim.from()));
                if (isQuiet && !byOrder(claim) && !waited && !stray) {
                    judge(claim, move);
                }
            }
        }

        private boolean byOrder(Claimed claim) {
            return claim.atMillis() - ordered.getOrDefault(claim.job(), Long.MIN_VALUE / 2) <= quiet.settlingMillis();
        }

        private void judge(Claimed claim, Optional<HandOvers.Move> move) {
            if (!move.map(HandOvers.Move::due).orElse(false)) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms, in the middle of a quiet phase"
                        + move.map(Review::wrong).orElse(""));
            }
        }

        private static String wrong(HandOvers.Move move) {
            return ": it had " + move.toLoad() + ", and " + move.from() + ", which handed it over, had "
                    + move.fromLoad();
        }
    }
}

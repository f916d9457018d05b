package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * INNOCENT: only a job whose own attempts ended badly is ever set aside: PARKED after three steps in a row whose attempt left them in
 * doubt, or after ten tries in a row at one that is in doubt; FAILED after ten attempts in a row that were refused, none of them at a
 * step in doubt; QUARANTINED after three owners in a row that lapsed over it, the last one while it was on probation by itself.
 * Where effects commit together with their steps, an attempt that wasn't answered is no try: it is repeated until it is.
 */
public final class Innocent implements Oracle {
    private static final int DOUBTS = 3;
    private static final int TRIES = 10;

    @Override
    public String name() {
        return "INNOCENT";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        boolean inStore = evidence.head().inStore();
        Review review = new Review(inStore, new Suspects(evidence.bounds(), inStore));
        evidence.events().forEach(review::look);
        review.violations.addAll(review.suspects.violations());
        review.violations.addAll(review.spoilt.violations());
        return new Judgement(name(), review.ends, review.violations);
    }

    private static final class Review {
        private final Map<String, Set<Long>> doubts = new LinkedHashMap<>();
        private final Map<StepId, Integer> tries = new LinkedHashMap<>();
        private final Set<StepId> open = new LinkedHashSet<>();
        private final List<String> violations = new ArrayList<>();
        private final boolean inStore;
        private final Suspects suspects;
        private final Spoilt spoilt = new Spoilt();
        private long ends;

        private Review(boolean inStore, Suspects suspects) {
            this.inStore = inStore;
            this.suspects = suspects;
        }

        private void look(HistoryEvent event) {
            if (event instanceof EffectFailed failed && (failed.refused() || !inStore)) {
                tries.merge(failed.step(), 1, Integer::sum);
                if (!failed.refused()) {
                    open.add(failed.step());
                }
            } else if (event instanceof InDoubt doubt) {
                inDoubt(doubt);
            } else if (event instanceof Ordered order && order.order().equals("Start")) {
                tries.keySet().removeIf(step -> step.job().equals(order.job()));
            } else if (event instanceof Released released && released.ended()) {
                ends++;
                if (!deserved(released)) {
                    violations.add("\"" + released.job() + "\" was " + released.status() + " by " + released.instance()
                            + " at " + released.atMillis() + " ms, though nothing it did deserved that");
                }
            }
            suspects.look(event);
            spoilt.look(event);
        }

        private void inDoubt(InDoubt doubt) {
            if (doubt.cause().equals("PERFORM_ENDED")) {
                doubts.computeIfAbsent(doubt.job(), job -> new LinkedHashSet<>())
                        .add(doubt.sequence());
            }
            if (doubt.resolution().equals("NOT_DELIVERED")) {
                open.remove(doubt.step());
            } else {
                open.add(doubt.step());
            }
        }

        private boolean deserved(Released released) {
            return switch (released.status()) {
                case "FINISHED" -> true;
                case "PARKED" ->
                    doubtsInARow(doubts.getOrDefault(released.job(), Set.of()))
                            || triedInVain(released, true)
                            || spoilt.is(released);
                case "FAILED" -> triedInVain(released, false);
                case "QUARANTINED" -> suspects.deserves(released);
                default -> false;
            };
        }

        private boolean triedInVain(Released released, boolean inDoubt) {
            return tries.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().job().equals(released.job())
                            && entry.getValue() >= TRIES
                            && open.contains(entry.getKey()) == inDoubt);
        }

        private static boolean doubtsInARow(Set<Long> sequences) {
            return sequences.stream().anyMatch(first -> {
                for (int i = 1; i < DOUBTS; i++) {
                    if (!sequences.contains(first + i)) {
                        return false;
                    }
                }
                return true;
            });
        }
    }
}

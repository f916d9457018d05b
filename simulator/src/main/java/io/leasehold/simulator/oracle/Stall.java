package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** STALL: once all trouble is over, no job goes without progress for longer than the bound, until it has finished. */
public final class Stall implements Oracle {
    @Override
    public String name() {
        return "STALL";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Optional<Healed> healed = evidence.all(Healed.class).stream().findFirst();
        if (healed.isEmpty()) {
            return new Judgement(name(), 0, List.of());
        }
        Review review = new Review(evidence.bounds().stall().toMillis());
        evidence.events().forEach(review::look);
        return review.judgement();
    }

    private static final class Review {
        private final long mostMillis;
        private final Map<String, Long> progressed = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private boolean healed;
        private long opportunities;
        private long lastMillis;

        private Review(long mostMillis) {
            this.mostMillis = mostMillis;
        }

        private void look(HistoryEvent event) {
            lastMillis = event.atMillis();
            if (event instanceof Submitted submitted) {
                progressed.put(submitted.job(), submitted.atMillis());
            } else if (event instanceof Healed) {
                healed = true;
                progressed.replaceAll((job, at) -> event.atMillis());
            } else if (event instanceof Released released && released.status().equals("FINISHED")) {
                progressed(released.job(), released.atMillis());
                progressed.remove(released.job());
            } else if (event instanceof Ordered order) {
                progressed.computeIfPresent(order.job(), (job, at) -> order.atMillis());
            } else if (event instanceof EffectStarted || event instanceof StepClosed) {
                HistoryEvent.OfStep step = (HistoryEvent.OfStep) event;
                progressed(step.job(), step.atMillis());
            }
        }

        private void progressed(String job, long atMillis) {
            Long before = progressed.replace(job, atMillis);
            if (healed && before != null) {
                judge(job, before, atMillis);
            }
        }

        private void judge(String job, long sinceMillis, long untilMillis) {
            opportunities++;
            if (untilMillis - sinceMillis > mostMillis) {
                violations.add("\"" + job + "\" made no progress from " + sinceMillis + " to " + untilMillis
                        + " ms, though all trouble was over; the bound is " + mostMillis + " ms");
            }
        }

        private Judgement judgement() {
            progressed.forEach((job, since) -> judge(job, since, lastMillis));
            return new Judgement("STALL", opportunities, violations);
        }
    }
}

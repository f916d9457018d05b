package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * STALL: once all trouble is over, no job goes without progress for longer than the bound, until it has finished, and no instance that
 * lives goes without a heartbeat for a lease time, unless it gave everything up over {@link StuckWorkers} that have not come back, and
 * nobody keeps a job that a person has stopped. A job that nobody who lives owns waits while none of them has room, and one of {@link Strays}
 * until it is found.
 */
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
        Review review = new Review(
                evidence.bounds().stall().toMillis(), evidence.bounds().ttl().toMillis());
        evidence.events().forEach(review::look);
        return review.judgement();
    }

    private static final class Review {
        private final long mostMillis;
        private final long ttlMillis;
        private final Map<String, Long> progressed = new LinkedHashMap<>();
        private final Map<String, Long> beat = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private final LetGo letGo;
        private final StuckWorkers stuck = new StuckWorkers();
        private final Waiting waiting = new Waiting();
        private final Strays strays;
        private final Set<String> gaveUp = new LinkedHashSet<>();
        private boolean healed;
        private long opportunities;
        private long lastMillis;

        private Review(long mostMillis, long ttlMillis) {
            this.mostMillis = mostMillis;
            this.ttlMillis = ttlMillis;
            this.letGo = new LetGo(mostMillis);
            this.strays = new Strays(ttlMillis);
        }

        private void look(HistoryEvent event) {
            lastMillis = event.atMillis();
            letGo.look(event);
            stuck.look(event);
            waiting.look(event);
            progressed.replaceAll((job, at) -> waits(job) ? event.atMillis() : at);
            strays.look(event);
            if (event instanceof Submitted submitted) {
                progressed.put(submitted.job(), submitted.atMillis());
            } else if (event instanceof Healed) {
                healed = true;
                progressed.replaceAll((job, at) -> event.atMillis());
                beat.replaceAll((instance, at) -> event.atMillis());
            } else if (event instanceof Released released && released.status().equals("FINISHED")) {
                progressed(released.job(), released.atMillis());
                progressed.remove(released.job());
            } else if (event instanceof SetBack back) {
                progressed.put(back.job(), back.atMillis());
            } else if (event instanceof Ordered order && order.moves()) {
                progressed.computeIfPresent(order.job(), (job, at) -> order.atMillis());
            } else if (event instanceof EffectStarted || event instanceof StepClosed) {
                HistoryEvent.OfStep step = (HistoryEvent.OfStep) event;
                progressed(step.job(), step.atMillis());
            }
            if (event instanceof OfInstance of) {
                instance(of);
            }
        }

        private boolean waits(String job) {
            return strays.has(job) || (waiting.nobodyHasRoom() && waiting.unowned(job));
        }

        private void instance(OfInstance event) {
            if (event instanceof InstanceStarted) {
                beat.put(event.instance(), event.atMillis());
            } else if (event instanceof Killed || event instanceof StopAsked) {
                beat.remove(event.instance());
                gaveUp.remove(event.instance());
            } else if (event instanceof LeaseEnded ended && stuck.givesUp(ended)) {
                beat.remove(ended.instance());
                gaveUp.add(ended.instance());
            } else if (cameBack(event)) {
                gaveUp.remove(event.instance());
                beat.put(event.instance(), event.atMillis());
            } else if (event instanceof LeaseRenewed || event instanceof LeaseGranted) {
                Long before = beat.replace(event.instance(), event.atMillis());
                if (healed && before != null) {
                    judgeBeat(event.instance(), before, event.atMillis());
                }
            }
        }

        /** Whether one that gave everything up has few enough workers in vain by now to join again. */
        private boolean cameBack(OfInstance event) {
            return gaveUp.contains(event.instance())
                    && stuck.tooManySince(event.instance()).isEmpty();
        }

        private void judgeBeat(String instance, long sinceMillis, long untilMillis) {
            opportunities++;
            if (untilMillis - sinceMillis > ttlMillis) {
                violations.add(instance + " lived, and sent no heartbeat from " + sinceMillis + " to " + untilMillis
                        + " ms, though all trouble was over");
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
            beat.forEach((instance, since) -> judgeBeat(instance, since, lastMillis));
            violations.addAll(letGo.violations());
            violations.addAll(strays.violations(lastMillis));
            return new Judgement("STALL", opportunities, violations);
        }
    }
}

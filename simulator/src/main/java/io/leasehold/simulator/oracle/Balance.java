package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BALANCE: in a quiet phase nobody keeps more jobs than its share and the hysteresis for longer than it takes to hand them over, one a
 * heartbeat. Too many are a tenth of the share more, and so many that the others own two fewer on the average. {@link Quiet} says when a
 * phase is quiet. Judges instances of equal weight that can read every job and have room for all. Nor does anybody claim more than it has
 * room for.
 */
public final class Balance implements Oracle {
    /** Reports, surveys and the step in hand need so many heartbeats before a first job leaves. */
    private static final int BEGINNING = 12;

    /** Where two releases ran side by side, what nobody else could read isn't handed over again for so many heartbeats. */
    private static final int PATIENCE = 64;

    @Override
    public String name() {
        return "BALANCE";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(evidence);
        evidence.events().forEach(review::look);
        review.violations.addAll(Crowded.found(evidence));
        return new Judgement(name(), review.opportunities, review.violations);
    }

    private static final class Review {
        private final Quiet quiet;
        private final long heartbeatMillis;
        private final Loads loads = new Loads();
        private final Rooms rooms = new Rooms();
        private final Set<Map<String, Integer>> releases = new LinkedHashSet<>();
        private final Set<String> living = new LinkedHashSet<>();
        private final Map<String, Overload> overloads = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private long opportunities;

        /** Since when an instance has had too many without a break, and how many jobs it had to hand over at most meanwhile. */
        private record Overload(long sinceMillis, long most) {}

        private Review(Evidence evidence) {
            this.quiet = new Quiet(evidence);
            this.heartbeatMillis = evidence.bounds().heartbeat().toMillis();
        }

        private void look(HistoryEvent event) {
            boolean isQuiet = quiet.look(event);
            loads.look(event);
            rooms.look(event);
            if (event instanceof InstanceStarted started) {
                living.add(started.instance());
                releases.add(started.reads());
            } else if (event instanceof Killed killed) {
                gone(killed.instance());
            } else if (event instanceof StopAsked asked) {
                gone(asked.instance());
            }
            if (isQuiet && (event instanceof Claimed || event instanceof Released)) {
                living.forEach(instance -> judge(instance, event.atMillis()));
            }
        }

        private void gone(String instance) {
            living.remove(instance);
            overloads.remove(instance);
        }

        private void judge(String instance, long atMillis) {
            long over = over(loads.of(instance), living.size(), loads.all());
            if (over == 0 || living.stream().anyMatch(other -> rooms.limit(other) < loads.all())) {
                overloads.remove(instance);
                return;
            }
            opportunities++;
            Overload overload = overloads.merge(
                    instance,
                    new Overload(atMillis, over),
                    (before, now) -> new Overload(before.sinceMillis, Math.max(before.most, over)));
            if (atMillis - overload.sinceMillis
                    > (BEGINNING + overload.most + (releases.size() > 1 ? PATIENCE : 0)) * heartbeatMillis) {
                violations.add(instance + " had " + loads.of(instance) + " of " + loads.all() + " jobs at " + atMillis
                        + " ms, and too many since " + overload.sinceMillis + " ms, though " + living.size()
                        + " lived");
            }
        }
    }

    /** How many jobs beyond its share somebody has, if that is beyond what the hysteresis allows. */
    static long over(long owned, long instances, long jobs) {
        long excess = owned * instances - jobs;
        boolean tooMany = instances > 1 && excess >= Math.max(2 * (instances - 1), jobs / 10);
        return tooMany ? Math.max(1, excess / instances) : 0;
    }
}

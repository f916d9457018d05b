package io.leasehold.engine.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * E5: which jobs are handed over. Those first that rest longest yet: nobody misses them until they are due. Then those that have something
 * in hand, which leave once that is done. The order of the jobs decides between equals.
 */
final class WhoLeaves {
    private WhoLeaves() {}

    private record Resting(ClaimedJob job, Duration left, int place) {}

    private static final Comparator<Resting> SOONEST = Comparator.comparing(Resting::left)
            .thenComparing(Comparator.comparingInt(Resting::place).reversed());

    /** At most so many of these that may leave. The memory it takes grows with the number asked for alone. */
    static List<ClaimedJob> of(Collection<ClaimedJob> held, int most, Predicate<ClaimedJob> may) {
        PriorityQueue<Resting> resting = new PriorityQueue<>(SOONEST);
        List<ClaimedJob> busy = new ArrayList<>();
        int place = 0;
        for (ClaimedJob job : held) {
            if (!may.test(job)) {
                continue;
            }
            if (job.restsBetweenSteps()) {
                resting.add(new Resting(job, job.untilDue(), place++));
                if (resting.size() > most) {
                    resting.remove();
                }
            } else if (busy.size() < most) {
                busy.add(job);
            }
        }
        List<ClaimedJob> chosen = new ArrayList<>(
                resting.stream().sorted(SOONEST.reversed()).map(Resting::job).toList());
        busy.stream().limit(most - chosen.size()).forEach(chosen::add);
        return chosen;
    }
}

package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Effect;
import io.leasehold.store.JobId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TOKEN: along the steps of a job tokens never fall, and one token belongs to one instance. A late effect of an instance that was frozen
 * keeps its place in the order of steps. Its opportunities are the effects.
 */
public final class TokenOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        Map<JobId, List<Effect>> jobs = new LinkedHashMap<>();
        List<Effect> effects = evidence.of(Effect.class);
        effects.forEach(effect -> jobs.computeIfAbsent(effect.step().job(), job -> new ArrayList<>())
                .add(effect));
        List<String> found = new ArrayList<>();
        jobs.values().forEach(job -> judge(job, found));
        return new Verdict("TOKEN", effects.size(), found);
    }

    private static void judge(List<Effect> job, List<String> found) {
        Map<Long, String> holders = new LinkedHashMap<>();
        List<Effect> inOrder = job.stream()
                .sorted(Comparator.comparingLong(
                        (Effect effect) -> effect.step().sequence()))
                .toList();
        long highest = 0;
        for (Effect effect : inOrder) {
            String holder = holders.computeIfAbsent(effect.token(), token -> effect.instance());
            if (!holder.equals(effect.instance())) {
                found.add("token " + effect.token() + " of job " + effect.step().job() + " was used by " + holder
                        + " and " + effect.instance());
            }
            if (effect.token() < highest) {
                found.add(effect.step() + " was sent under token " + effect.token() + " after one under " + highest);
            }
            highest = Math.max(highest, effect.token());
        }
    }
}

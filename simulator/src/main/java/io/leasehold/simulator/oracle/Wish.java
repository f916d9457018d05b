package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WISH: once a Stop is acknowledged, at most the step in hand and one that is recorded already start, and nobody claims the job, until
 * a Start, a Restart or a new submission is.
 */
public final class Wish implements Oracle {
    private static final long MOST_STARTS = 2;

    @Override
    public String name() {
        return "WISH";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<String, Long> startsSinceStop = new LinkedHashMap<>();
        Map<String, SetBack> backs = new LinkedHashMap<>();
        EndedAttempts ended = new EndedAttempts();
        List<String> violations = new ArrayList<>();
        long stops = 0;
        for (HistoryEvent event : evidence.events()) {
            ended.look(event);
            if (event instanceof Ordered order) {
                boolean stop = order.order().equals("Stop");
                stops += stop ? 1 : 0;
                if (stop) {
                    startsSinceStop.putIfAbsent(order.job(), 0L);
                } else if (order.moves()) {
                    startsSinceStop.remove(order.job());
                }
            } else if (event instanceof SetBack back) {
                backs.put(back.job(), back);
            } else if (event instanceof Claimed claim
                    && startsSinceStop.containsKey(claim.job())
                    && !hasAgain(claim, backs.get(claim.job()))) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms, though it was stopped");
            } else if (event instanceof EffectStarted effect && !ended.late(effect)) {
                Long starts = startsSinceStop.computeIfPresent(effect.job(), (job, before) -> before + 1);
                if (starts != null && starts > MOST_STARTS) {
                    violations.add(effect.step() + " was started by " + effect.instance() + " at " + effect.atMillis()
                            + " ms: start " + starts + " since the job was stopped");
                }
            }
        }
        return new Judgement(name(), stops, violations);
    }

    /** Whether the store, set back, knows this claim again: its owner takes it up to hand it back. */
    private static boolean hasAgain(Claimed claim, @Nullable SetBack back) {
        return back != null && claim.token() == back.token() && claim.lease().equals(back.lease());
    }
}

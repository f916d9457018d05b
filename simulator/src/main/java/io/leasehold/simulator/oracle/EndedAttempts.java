package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.StepId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells the messages that arrive late: their attempts had ended before, and nothing of them is in anybody's hands any more. */
final class EndedAttempts {
    private final Map<StepId, Long> endedMillis = new LinkedHashMap<>();

    void look(HistoryEvent event) {
        if (event instanceof EffectFailed failed) {
            endedMillis.put(failed.step(), failed.atMillis());
        }
    }

    /** Whether this is a message whose attempt had ended before it arrived. */
    boolean late(HistoryEvent event) {
        if (!(event instanceof EffectStarted effect) || effect.gateMillis() == null) {
            return false;
        }
        Long ended = endedMillis.get(effect.step());
        return ended != null && effect.gateMillis() <= ended;
    }
}

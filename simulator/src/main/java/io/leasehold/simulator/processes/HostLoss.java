package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.oracle.Downtime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it cost that the process died which hosted the H2 file.
 *
 * @param jobs how many went on behind it
 * @param p50Millis how long half of them stood still at most, beyond their own pace
 * @param maxMillis how long each did
 */
public record HostLoss(int jobs, long p50Millis, long maxMillis) {
    /** Of a host that was killed at this moment. */
    static HostLoss of(List<HistoryEvent> events, long killedMillis) {
        Map<String, Long> paces = new LinkedHashMap<>();
        Map<String, Long> due = new LinkedHashMap<>();
        Map<String, Long> extra = new LinkedHashMap<>();
        for (HistoryEvent event : events) {
            if (event instanceof Submitted submitted) {
                paces.put(submitted.job(), submitted.paceMillis());
            } else if (event instanceof EffectStarted effect && effect.atMillis() <= killedMillis) {
                due.put(effect.job(), effect.atMillis() + paces.getOrDefault(effect.job(), 0L));
            } else if (event instanceof EffectStarted effect) {
                long since = Math.max(killedMillis, due.getOrDefault(effect.job(), killedMillis));
                extra.putIfAbsent(effect.job(), Math.max(0, effect.atMillis() - since));
            }
        }
        List<Long> millis = new ArrayList<>(extra.values());
        return new HostLoss(millis.size(), Downtime.percentile(millis, 0.5), Downtime.percentile(millis, 1));
    }
}

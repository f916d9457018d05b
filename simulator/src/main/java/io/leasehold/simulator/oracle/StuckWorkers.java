package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Interrupted;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.OfStep;
import io.leasehold.simulator.history.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which instances have more workers that ignore their interrupt than they bear (E2), by a model of interrupts and of how attempts ended.
 * Fed event by event.
 */
final class StuckWorkers {
    private final Map<String, Integer> bearable = new LinkedHashMap<>();
    private final Map<String, Map<Attempt, Long>> deaf = new LinkedHashMap<>();
    private final Map<String, Long> tooManySince = new LinkedHashMap<>();
    private final Map<String, String> leases = new LinkedHashMap<>();

    private record Attempt(StepId step, long token) {}

    void look(HistoryEvent event) {
        if (event instanceof InstanceStarted started) {
            bearable.put(started.instance(), started.stuckWorkers());
        } else if (event instanceof LeaseGranted granted) {
            leases.put(granted.instance(), granted.lease());
        } else if (event instanceof Interrupted interrupted) {
            of(interrupted).putIfAbsent(attempt(interrupted), interrupted.atMillis());
            changed(interrupted);
        } else if (event instanceof EffectDone || event instanceof EffectFailed) {
            of((OfStep) event).remove(attempt((OfStep) event));
            changed((OfStep) event);
        }
    }

    private Map<Attempt, Long> of(OfStep event) {
        return deaf.computeIfAbsent(event.instance(), name -> new LinkedHashMap<>());
    }

    private static Attempt attempt(OfStep event) {
        return new Attempt(event.step(), event.token());
    }

    private void changed(OfStep event) {
        if (of(event).size() > bearable.getOrDefault(event.instance(), Integer.MAX_VALUE)) {
            tooManySince.putIfAbsent(event.instance(), event.atMillis());
        } else {
            tooManySince.remove(event.instance());
        }
    }

    /** Since when it has had too many without a break. */
    OptionalLong tooManySince(String instance) {
        return Optional.ofNullable(tooManySince.get(instance))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Whether by this an instance that has too many ends its own lease. */
    boolean givesUp(LeaseEnded ended) {
        return tooManySince.containsKey(ended.instance()) && ended.lease().equals(leases.get(ended.instance()));
    }
}

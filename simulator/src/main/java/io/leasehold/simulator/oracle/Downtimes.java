package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Effect;
import io.leasehold.simulator.history.HistoryEvent.Held;
import io.leasehold.simulator.history.HistoryEvent.HeldJob;
import io.leasehold.store.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long jobs stood still: from the fault, or from when the job was due if that was later, to its next effect by another instance. A
 * later fault at the job's next owner starts the count anew. A stop in order counts from the end of the step in hand.
 */
public final class Downtimes {
    private final Evidence evidence;
    private final List<Held> faults;

    private Downtimes(Evidence evidence) {
        this.evidence = evidence;
        this.faults = evidence.of(Held.class);
    }

    /** One job's standstill. */
    public record Downtime(JobId job, String instance, boolean graceful, long millis) {}

    /** Every standstill in the evidence that came to an end. */
    public static List<Downtime> in(Evidence evidence) {
        Downtimes reckoning = new Downtimes(evidence);
        List<Downtime> found = new ArrayList<>();
        for (Held fault : reckoning.faults) {
            for (HeldJob job : fault.jobs()) {
                reckoning.of(fault, job).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Downtime> of(Held fault, HeldJob job) {
        List<Effect> effects = evidence.of(Effect.class).stream()
                .filter(effect -> effect.step().job().equals(job.job()))
                .toList();
        Optional<Effect> next = effects.stream()
                .filter(effect -> effect.atMillis() > fault.sinceMillis()
                        && !effect.instance().equals(fault.instance()))
                .findFirst();
        if (next.isEmpty() || hitAgain(fault, job, next.get())) {
            return Optional.empty();
        }
        long since = Math.max(fault.sinceMillis(), job.dueMillis());
        if (fault.graceful()) {
            since = Math.max(since, lastOf(effects, fault.instance(), next.get()));
        }
        return Optional.of(new Downtime(
                job.job(),
                fault.instance(),
                fault.graceful(),
                Math.max(0, next.get().atMillis() - since)));
    }

    private boolean hitAgain(Held fault, HeldJob job, Effect next) {
        return faults.stream()
                .filter(other -> other != fault
                        && other.sinceMillis() > fault.sinceMillis()
                        && other.sinceMillis() < next.atMillis())
                .anyMatch(other ->
                        other.jobs().stream().anyMatch(held -> held.job().equals(job.job())));
    }

    private static long lastOf(List<Effect> effects, String instance, Effect before) {
        return effects.stream()
                .filter(effect -> effect.instance().equals(instance) && effect.atMillis() <= before.atMillis())
                .mapToLong(Effect::atMillis)
                .max()
                .orElse(0);
    }
}

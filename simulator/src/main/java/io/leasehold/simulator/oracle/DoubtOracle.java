package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Effect;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.Lost;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.store.JobId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DOUBT: a step is reported in doubt only where a fault explains it: a kill or a freeze inside a step, or a lost lease, after the job's
 * step before and no later than the report; and each fault explains at most one step of a job. A kill while everything rested, and an
 * orderly stop, explain none. Its opportunities are the faults.
 */
public final class DoubtOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        List<HistoryEvent> faults =
                evidence.events().stream().filter(DoubtOracle::explains).toList();
        Map<String, InDoubt> first = new LinkedHashMap<>();
        evidence.of(InDoubt.class)
                .forEach(doubt -> first.putIfAbsent(doubt.step().toString(), doubt));
        Set<Used> used = new LinkedHashSet<>();
        List<String> found = new ArrayList<>();
        for (InDoubt doubt : first.values()) {
            long since = previousEffect(evidence, doubt);
            boolean explained = faults.stream()
                    .filter(fault -> fault.atMillis() >= since && fault.atMillis() <= doubt.atMillis())
                    .anyMatch(fault -> used.add(new Used(fault, doubt.step().job())));
            if (!explained) {
                found.add(doubt.step() + " was reported in doubt by " + doubt.instance() + " at " + doubt.atMillis()
                        + " ms, and no fault since " + since + " ms explains it");
            }
        }
        long opportunities = evidence.events().stream()
                .filter(event -> event instanceof Killed || event instanceof Frozen)
                .count();
        return new Verdict("DOUBT", opportunities, found);
    }

    private record Used(HistoryEvent fault, JobId job) {}

    private static boolean explains(HistoryEvent event) {
        return (event instanceof Killed killed && killed.phase() != Phase.IDLE)
                || event instanceof Frozen
                || event instanceof Lost;
    }

    private static long previousEffect(Evidence evidence, InDoubt doubt) {
        return evidence.of(Effect.class).stream()
                .filter(effect -> effect.step().job().equals(doubt.step().job())
                        && effect.step().run().equals(doubt.step().run())
                        && effect.step().sequence() < doubt.step().sequence())
                .mapToLong(Effect::atMillis)
                .max()
                .orElse(0);
    }
}

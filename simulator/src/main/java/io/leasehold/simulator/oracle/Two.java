package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TWO: no two instances that don't stand still are both before their deadline for one job. Shown at the gate: nobody passes it for an
 * effect after another instance has claimed the job. A store whose clock has jumped within the last two lease times may have ended a
 * lease early, and is let off, as is one that lost a lease's record, or what it knew of the job. For histories of virtual time, where an event's place is its moment.
 */
public final class Two implements Oracle {
    @Override
    public String name() {
        return "TWO";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        long jumpMatters = evidence.bounds().ttl().toMillis() * 2;
        Map<String, Claimed> present = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        long gates = 0;
        long jumped = Long.MIN_VALUE / 2;
        Map<String, Long> setBack = new LinkedHashMap<>();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof StoreMoved || event instanceof LeaseErased) {
                jumped = event.atMillis();
            } else if (event instanceof SetBack back) {
                setBack.put(back.job(), back.atMillis());
                present.remove(back.job());
            } else if (event instanceof Claimed claim) {
                present.put(claim.job(), claim);
            } else if (event instanceof EffectStarted effect && effect.gateMillis() != null) {
                gates++;
                Claimed claim = present.get(effect.job());
                if (claim != null
                        && claim.token() > effect.token()
                        && claim.atMillis() < effect.gateMillis()
                        && claim.atMillis() - Math.max(jumped, setBack.getOrDefault(effect.job(), jumped))
                                > jumpMatters) {
                    violations.add(effect.instance() + " passed the gate for " + effect.step() + " at "
                            + effect.gateMillis() + " ms, though " + claim.instance() + " had claimed the job at "
                            + claim.atMillis() + " ms");
                }
            }
        }
        return new Judgement(name(), gates, violations);
    }
}

package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AUTH: every accepted write was its present owner's: no later claim had been issued by then. Judged by this model of claims alone, which
 * shares nothing with any store; where the store has set a job back, its present owner is whom it names again. For histories in which an event's place is the moment when the store applied it: virtual time.
 */
public final class Auth implements Oracle {
    @Override
    public String name() {
        return "AUTH";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<String, Claimed> present = new LinkedHashMap<>();
        KnownClaims known = new KnownClaims();
        List<String> violations = new ArrayList<>();
        long writes = 0;
        for (HistoryEvent event : evidence.events()) {
            known.look(event);
            if (event instanceof Claimed claim) {
                present.put(claim.job(), claim);
            } else if (event instanceof SetBack back) {
                known.setBack(back, present);
            } else if (event instanceof Written write) {
                writes++;
                Claimed claim = present.get(write.job());
                if (claim == null
                        || claim.token() != write.token()
                        || !claim.instance().equals(write.instance())) {
                    violations.add("a write of " + write.instance() + " to \"" + write.job() + "\" under token "
                            + write.token() + " was accepted at " + write.atMillis() + " ms, though "
                            + (claim == null
                                    ? "nobody had claimed it"
                                    : claim.instance() + " had claimed it under " + claim.token()));
                }
            }
        }
        return new Judgement(name(), writes, violations);
    }
}

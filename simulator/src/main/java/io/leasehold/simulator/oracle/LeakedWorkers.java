package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A part of LEAK: an instance that was left alone, and of which more workers ignore their interrupt than it bears, soon neither keeps its
 * lease alive nor begins a step, until they come back: it takes new workers for them, and could not go on so for ever.
 */
final class LeakedWorkers {
    private LeakedWorkers() {}

    static List<String> kept(Evidence evidence, Calm calm) {
        long most = evidence.bounds().told().toMillis();
        StuckWorkers stuck = new StuckWorkers();
        Set<String> found = new LinkedHashSet<>();
        List<String> violations = new ArrayList<>();
        for (HistoryEvent event : evidence.events()) {
            stuck.look(event);
            if (event instanceof OfInstance of && goesOn(event)) {
                OptionalLong since = stuck.tooManySince(of.instance());
                if (since.isPresent()
                        && event.atMillis() - since.getAsLong() > most
                        && calm.serving(of.instance(), since.getAsLong(), event.atMillis())
                        && found.add(of.instance())) {
                    violations.add(of.instance() + " went on at " + event.atMillis()
                            + " ms, though more of its workers than it bears have ignored their interrupt since "
                            + since.getAsLong() + " ms");
                }
            }
        }
        return violations;
    }

    private static boolean goesOn(HistoryEvent event) {
        return event instanceof IntentSent
                || event instanceof LeaseRenewed renewed && renewed.live() && renewed.extensionMillis() > 0;
    }
}

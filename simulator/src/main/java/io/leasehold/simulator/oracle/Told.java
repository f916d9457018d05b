package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TOLD: an instance that froze for long enough to lose its lease hears of it soon after it has woken. */
public final class Told implements Oracle {
    @Override
    public String name() {
        return "TOLD";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        List<Woken> zombies = zombies(evidence);
        List<String> violations = zombies.stream()
                .filter(woken -> !heard(woken, evidence))
                .map(woken -> woken.instance() + " woke at " + woken.atMillis()
                        + " ms without its lease, and didn't hear of it within "
                        + evidence.bounds().told().toMillis() + " ms")
                .toList();
        return new Judgement(name(), zombies.size(), violations);
    }

    private static List<Woken> zombies(Evidence evidence) {
        Map<String, Long> frozen = new LinkedHashMap<>();
        List<Woken> zombies = new ArrayList<>();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof Frozen freeze) {
                frozen.put(freeze.instance(), freeze.atMillis());
            } else if (event instanceof Woken woken) {
                Long since = frozen.remove(woken.instance());
                if (since != null
                        && woken.atMillis() - since
                                >= evidence.bounds().freeze().toMillis()) {
                    zombies.add(woken);
                }
            }
        }
        return zombies;
    }

    /** Also if it was stopped or killed before the time was up. */
    private static boolean heard(Woken woken, Evidence evidence) {
        long last = woken.atMillis() + evidence.bounds().told().toMillis();
        return evidence.all(OfInstance.class).stream()
                .filter(event -> event.instance().equals(woken.instance()))
                .filter(event -> event instanceof LeaseLost || event instanceof Killed || event instanceof StopAsked)
                .anyMatch(event -> event.atMillis() >= woken.atMillis() && event.atMillis() <= last);
    }
}

package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Regressed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of TOKEN: a job's record that is erased by hand takes its token with it, and its owner, if it is left alone, tells that the
 * store has lost something, at its next write and within the bound of STALL at most. (Where the job was submitted again and
 * taken by another one meanwhile, it may hear no more than that it lost its claim.)
 */
final class Erased {
    private Erased() {}

    private record Loss(Ordered erasure, Claimed owner) {}

    /** The losses of which nobody told. */
    static List<String> untold(Evidence evidence) {
        Calm calm = evidence.calm();
        long most = evidence.bounds().stall().toMillis();
        List<HistoryEvent> events = evidence.events();
        long end = events.get(events.size() - 1).atMillis();
        return losses(events).stream()
                .filter(loss -> loss.erasure.atMillis() + most <= end)
                .filter(loss ->
                        calm.serving(loss.owner.instance(), loss.erasure.atMillis(), loss.erasure.atMillis() + most))
                .filter(loss -> !told(loss, evidence, most))
                .map(loss -> "the record of \"" + loss.erasure.job() + "\" was erased at " + loss.erasure.atMillis()
                        + " ms, and its owner " + loss.owner.instance()
                        + " never told that the store had lost something")
                .toList();
    }

    private static List<Loss> losses(List<HistoryEvent> events) {
        Map<String, Claimed> owners = new LinkedHashMap<>();
        List<Loss> losses = new ArrayList<>();
        for (HistoryEvent event : events) {
            if (event instanceof Claimed claim) {
                owners.put(claim.job(), claim);
            } else if (event instanceof Released released) {
                owners.remove(released.job());
            } else if (event instanceof LeaseEnded ended) {
                owners.values().removeIf(claim -> claim.lease().equals(ended.lease()));
            } else if (event instanceof LeaseLost lost) {
                owners.values().removeIf(claim -> claim.instance().equals(lost.instance()));
            } else if (event instanceof Ordered order && order.erases()) {
                Claimed owner = owners.remove(order.job());
                if (owner != null) {
                    losses.add(new Loss(order, owner));
                }
            }
        }
        return losses;
    }

    private static boolean told(Loss loss, Evidence evidence, long most) {
        long since = loss.erasure.atMillis();
        return evidence.all(OfInstance.class).stream()
                .filter(event -> event.instance().equals(loss.owner.instance())
                        && event.atMillis() >= since
                        && event.atMillis() <= since + most)
                .anyMatch(event ->
                        event instanceof Regressed regressed && regressed.job().equals(loss.erasure.job())
                                || event instanceof HistoryEvent.ClaimLost lost
                                        && lost.job().equals(loss.erasure.job())
                                        && lost.token() == loss.owner.token());
    }
}

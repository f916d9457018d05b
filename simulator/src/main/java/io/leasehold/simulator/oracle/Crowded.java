package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of BALANCE: nobody who was left alone claims more jobs than it has room for. (Whose claims get lost on their way and arrive late
 * may own more for a moment, and hands them back.)
 */
final class Crowded {
    private Crowded() {}

    static List<String> found(Evidence evidence) {
        Calm calm = evidence.calm();
        long settled = evidence.bounds().told().toMillis();
        Rooms rooms = new Rooms();
        List<String> violations = new ArrayList<>();
        for (HistoryEvent event : evidence.events()) {
            rooms.look(event);
            if (event instanceof Claimed claim
                    && rooms.load(claim.instance()) > rooms.limit(claim.instance())
                    && calm.serving(claim.instance(), claim.atMillis() - settled, claim.atMillis())) {
                violations.add(claim.instance() + " claimed \"" + claim.job() + "\" at " + claim.atMillis()
                        + " ms, and owned " + rooms.load(claim.instance()) + " jobs then, though it has room for "
                        + rooms.limit(claim.instance()));
            }
        }
        return violations;
    }
}

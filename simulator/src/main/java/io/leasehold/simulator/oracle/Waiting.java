package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which jobs wait for room: nobody who lives owns them, and none of those who live has room. Fed event by event. */
final class Waiting {
    private final Rooms rooms = new Rooms();
    private final Set<String> living = new LinkedHashSet<>();
    private final Set<String> jobs = new LinkedHashSet<>();
    private final Set<String> waited = new LinkedHashSet<>();

    /** Answers whether the job of this claim had to wait since it lost its last owner. */
    boolean look(HistoryEvent event) {
        boolean had = event instanceof Claimed claim && waited.remove(claim.job());
        rooms.look(event);
        if (event instanceof InstanceStarted started) {
            living.add(started.instance());
        } else if (event instanceof Killed killed) {
            living.remove(killed.instance());
        } else if (event instanceof StopAsked asked) {
            living.remove(asked.instance());
        } else if (event instanceof Submitted submitted) {
            jobs.add(submitted.job());
        }
        if (nobodyHasRoom()) {
            jobs.stream().filter(this::unowned).forEach(waited::add);
        }
        return had;
    }

    /** Whether none of those who live would take one more job. */
    boolean nobodyHasRoom() {
        return rooms.bounded() && living.stream().noneMatch(rooms::hasRoom);
    }

    /** Whether nobody who lives owns the job. */
    boolean unowned(String job) {
        return !rooms.owned(job, living);
    }
}

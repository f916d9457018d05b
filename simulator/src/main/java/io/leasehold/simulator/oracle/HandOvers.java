package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What instances hand over, and whether it was due (E5): it leaves two instances more even than they were; one job may once go to an
 * instance that is none the less even. Where a job has ended within the last three heartbeats, reports are older than that, and a
 * hand-over may miss its aim; so it may as long as somebody has too many, for then jobs are still being handed over ({@link Balance} says for how
 * long that may last). Where nobody hears a ring, who scans first finds what was handed over, and lacks jobs or doesn't: then the one who
 * handed it over must have had too many. What nobody else would have goes back to who offered it. For instances of equal weight. Not
 * thread-safe.
 */
final class HandOvers {
    private final long reportingMillis;
    private final boolean deaf;
    private final Loads loads = new Loads();
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Set<String> moved = new LinkedHashSet<>();
    private final Set<String> living = new LinkedHashSet<>();
    private long endedMillis = Long.MIN_VALUE / 2;

    /** A job that was handed back, how many its owner had, itself included, and whether those were too many. */
    private record Offer(String instance, int load, boolean tooMany) {}

    /** A claim of a job that nobody had lost to a lapse. */
    record Move(String from, int fromLoad, int toLoad, boolean due) {}

    HandOvers(Evidence evidence) {
        this.reportingMillis = evidence.bounds().heartbeat().toMillis() * 3;
        this.deaf = evidence.bounds().deaf();
    }

    /** Takes note; a claim of what was handed back is answered as the hand-over that it is. */
    Optional<Move> look(HistoryEvent event) {
        Optional<Move> move = Optional.empty();
        if (event instanceof InstanceStarted started) {
            living.add(started.instance());
        } else if (event instanceof Killed || event instanceof StopAsked) {
            living.remove(((HistoryEvent.OfInstance) event).instance());
        } else if (event instanceof Released released) {
            endedMillis = released.ended() ? released.atMillis() : endedMillis;
            offers.put(released.job(), offer(released.instance()));
        } else if (event instanceof Claimed claim) {
            move = Optional.ofNullable(offers.remove(claim.job())).map(offer -> move(claim, offer));
        }
        loads.look(event);
        return move;
    }

    /** What has moved until now may do so once more. */
    void forgive() {
        moved.clear();
    }

    private Offer offer(String instance) {
        return new Offer(instance, loads.of(instance), tooMany(instance));
    }

    private boolean tooMany(String instance) {
        return Balance.over(loads.of(instance), living.size(), loads.all()) > 0;
    }

    private Move move(Claimed claim, Offer offer) {
        int load = loads.of(claim.instance());
        int difference = offer.load - load;
        boolean due = offer.instance.equals(claim.instance())
                || claim.atMillis() - endedMillis <= reportingMillis
                || difference >= 2
                || living.stream().anyMatch(this::tooMany)
                || (deaf && offer.tooMany)
                || (difference == 1 && moved.add(claim.job()));
        return new Move(offer.instance, offer.load, load, due);
    }
}

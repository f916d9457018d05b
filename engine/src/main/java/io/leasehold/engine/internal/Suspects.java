package io.leasehold.engine.internal;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * E10: of the suspects that an engine owns, one at a time has its user's code run, so that a lapse tells which of them took the owner
 * down. A turn lasts until the store has acknowledged that the probation is over, or the claim has ended; it is asked for only by a job
 * that is due, so nobody holds it who merely waits. First come, first served; no longer than the engine has claims.
 */
final class Suspects {
    private final Set<ClaimedJob> waiting = new LinkedHashSet<>();
    private volatile int count;
    private Optional<ClaimedJob> inTurn = Optional.empty();

    /** Whether it is this suspect's turn; otherwise the job is advanced once it may be. */
    boolean turn(ClaimedJob job) {
        if (inTurn.isEmpty()) {
            inTurn = Optional.of(job);
            waiting.remove(job);
        } else if (!holds(job)) {
            waiting.add(job);
        }
        count = waiting.size();
        return holds(job);
    }

    /** How many wait for their turn. Any thread. */
    int waiting() {
        return count;
    }

    /** The job's probation is over, if it was on any. */
    void acquitted(ClaimedJob job) {
        if (holds(job)) {
            inTurn = Optional.empty();
            passOn();
        }
    }

    /** The claim has ended. */
    void gone(ClaimedJob job) {
        waiting.remove(job);
        count = waiting.size();
        acquitted(job);
    }

    /** All claims have ended. */
    void clear() {
        waiting.clear();
        count = 0;
        inTurn = Optional.empty();
    }

    private boolean holds(ClaimedJob job) {
        return inTurn.filter(holder -> holder == job).isPresent();
    }

    /** Who no longer needs the turn leaves it to the next one. */
    private void passOn() {
        while (inTurn.isEmpty() && !waiting.isEmpty()) {
            ClaimedJob next = waiting.iterator().next();
            waiting.remove(next);
            count = waiting.size();
            next.safely(next::advance);
        }
    }
}

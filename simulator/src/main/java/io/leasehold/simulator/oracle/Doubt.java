package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DOUBT: a step is reported in doubt only if its owner was killed, froze or was cut off between the step's intent and its outcome; once for each
 * takeover of a job at most. So an instance that is killed while its jobs merely wait, or that stops in order, leaves none.
 */
public final class Doubt implements Oracle {
    @Override
    public String name() {
        return "DOUBT";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review();
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.takeovers, review.violations);
    }

    private static final class Review {
        private final Map<StepId, IntentSent> intents = new LinkedHashMap<>();
        private final Set<StepId> closed = new LinkedHashSet<>();
        private final Set<StepId> reported = new LinkedHashSet<>();
        private final Set<String> idle = new LinkedHashSet<>();
        private final Set<String> gone = new LinkedHashSet<>();
        private final Map<String, Long> doubtsOfClaim = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private long takeovers;

        private void look(HistoryEvent event) {
            if (event instanceof IntentSent intent) {
                intents.put(intent.step(), intent);
            } else if (event instanceof StepClosed close) {
                closedBy(close);
            } else if (event instanceof Killed kill) {
                gone.add(kill.instance());
                if (kill.phase() == Phase.IDLE) {
                    idle.add(kill.instance());
                }
            } else if (event instanceof Frozen || event instanceof Troubled) {
                gone.add(((HistoryEvent.OfInstance) event).instance());
            } else if (event instanceof Claimed claim) {
                claimed(claim);
            } else if (event instanceof InDoubt doubt && reported.add(doubt.step())) {
                inDoubt(doubt).ifPresent(violations::add);
            }
        }

        /** Closing a step in doubt is no outcome: it is how the report becomes durable. */
        private void closedBy(StepClosed close) {
            if (!reported.contains(close.step())) {
                closed.add(close.step());
            }
        }

        private void claimed(Claimed claim) {
            takeovers += claim.from() == null ? 0 : 1;
            doubtsOfClaim.put(claim.job(), 0L);
        }

        private Optional<String> inDoubt(InDoubt doubt) {
            String what = doubt.step() + " was reported in doubt by " + doubt.instance() + ", ";
            IntentSent intent = intents.get(doubt.step());
            boolean ownerGone = doubt.cause().equals("OWNER_GONE");
            if (ownerGone && doubtsOfClaim.merge(doubt.job(), 1L, Long::sum) > 1) {
                return Optional.of(what + "the second one of the same takeover");
            } else if (intent == null) {
                return Optional.of(what + "though nobody ever recorded its intent");
            } else if (closed.contains(doubt.step())) {
                return Optional.of(what + "though " + intent.instance() + " had recorded its outcome");
            } else if (idle.contains(intent.instance())) {
                return Optional.of(what + "though " + intent.instance() + " was killed while its jobs merely waited");
            } else if (!gone.contains(intent.instance())) {
                return Optional.of(what + "though " + intent.instance() + " was neither killed nor frozen");
            }
            return Optional.empty();
        }
    }
}

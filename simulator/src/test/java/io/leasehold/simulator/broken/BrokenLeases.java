package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;
import static io.leasehold.simulator.broken.BrokenEngines.STORE;

import java.util.List;

/** Mistakes about leases: the gate, the heartbeat, whose lease is over. */
final class BrokenLeases {
    private static final String WORK = ENGINE + "JobWork.java";
    private static final String KEEPER = ENGINE + "LeaseKeeper.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("TWO", "no deadline check").with(WORK, "() -> gate.passes(lease)", "() -> true"),
            noticedBy("TWO", "gate checked when queued, not last").with(WORK, """
                            Gate gate = jobs.gate();
                            return new Work<>(
                                    () -> gate.passes(lease) && doubt.repeatable(open, jobs.nanos()),
                            """, """
                            boolean passed = jobs.gate().passes(lease);
                            return new Work<>(
                                    () -> passed,
                            """),
            noticedBy("TWO", "deadline from the answer instead of the request")
                    .with(
                            KEEPER,
                            "proven(sent, onlyAsked ? live.remaining() : core.settings().ttl());",
                            "proven(core.runtime().nanos(), onlyAsked ? live.remaining() : core.settings().ttl());"),
            noticedBy("GRANT", "steals before the lapse")
                    .with(
                            STORE + "memory/Surveyor.java",
                            ".filter(lease -> lease.lapsed(now))",
                            ".filter(lease -> lease.live() && (lease.heardAt() + lease.endsAt()) / 2 <= now)"),
            noticedBy("STALL", "heartbeat dies on an exception").with(KEEPER, """
                            renewalUnanswered |= !onlyAsk && !surelyNotApplied(answer);
                            retry();
                            """, """
                            renewalUnanswered |= !onlyAsk && !surelyNotApplied(answer);
                            if (!(answer instanceof Answer.Threw<LeaseState>)) {
                                retry();
                            }
                            """),
            noticedBy("DOWN", "renews at full length while unanswered")
                    .with(KEEPER, "boolean onlyAsk = renewalUnanswered;", "boolean onlyAsk = false;"),
            noticedBy("DOUBT", "forgets its claims when suspended")
                    .with(ENGINE + "Instance.java", "jobs.interruptAll();", "jobs.loseAll(LossReason.LEASE_ENDED);"),
            noticedBy("GRANT", "takes up a lease not proven for an hour")
                    .with(KEEPER, "return Math.max(byNanos, byWall) > retention.toMillis() / 2;", "return false;"),
            noticedBy("CHURN", "ends others' leases right after its own blindness")
                    .with(
                            KEEPER,
                            "return phase != Phase.LIVE || core.runtime().nanos() - blindUntilNanos < 0;",
                            "return phase != Phase.LIVE;"));

    private BrokenLeases() {}
}

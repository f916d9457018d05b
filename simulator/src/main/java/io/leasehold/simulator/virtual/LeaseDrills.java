package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.testing.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What befalls leases. */
final class LeaseDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private LeaseDrills() {}

    static void slowStore(DrillRun run) {
        VirtualInstance slow = run.stage.start();
        run.submit(20, 60, Duration.ofSeconds(5));
        run.pass(Duration.ofSeconds(10));
        run.stage.start();
        run.strike(slow, Trouble.SLOW, TEN_MINUTES, (operation, fate) -> slow(run, fate));
        run.passAbout(MINUTE);
        slow.network().strike((operation, fate) -> operation == Operation.RENEW ? fate.requestLost() : slow(run, fate));
        run.pass(MINUTE.multipliedBy(2));
    }

    /** Below the call timeout of 5 s, far above the guard. */
    private static Fate slow(DrillRun run, Fate fate) {
        return Fate.well(fate.there(), Duration.ofSeconds(3).plus(run.stage.world.upTo(Duration.ofMillis(1_900))));
    }

    static void cutAnswers(DrillRun run) {
        VirtualInstance cut = run.stage.start();
        run.submit(5, 40, Duration.ofSeconds(30));
        run.passAbout(MINUTE);
        run.stage.start();
        run.passAbout(MINUTE);
        cut.troubled(Trouble.CUT_ANSWERS, TEN_MINUTES);
        cut.network().cutAnswers(true);
        run.pass(TEN_MINUTES);
    }

    /** An ended lease is dropped after an hour; half of that is what makes the owner give it up. */
    static void lateGrant(DrillRun run) {
        Duration arrives = Duration.ofMinutes(75);
        VirtualInstance cut = run.stage.start();
        run.strike(cut, Trouble.TWICE, arrives, Operation.GRANT, fate -> fate.twice(arrives));
        run.submit(5, 100, MINUTE);
        run.passAbout(MINUTE);
        run.stage.start();
        run.passAbout(MINUTE);
        cut.troubled(Trouble.CUT_REQUESTS, arrives);
        cut.network().cutRequests(true);
        run.pass(arrives.minus(run.simulated()).plusSeconds(5));
        cut.network().cutRequests(false);
        run.pass(MINUTE.multipliedBy(2));
    }

    static void outage(DrillRun run) {
        List<VirtualInstance> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(run.stage.start());
        }
        run.pass(Duration.ofSeconds(5));
        run.submit(20, 60, Duration.ofSeconds(30));
        run.passAbout(MINUTE.multipliedBy(5));
        Duration counts = TEN_MINUTES.plus(run.stage.settings.callTimeout().multipliedBy(2));
        all.forEach(member -> member.troubled(Trouble.OUTAGE, counts));
        all.forEach(member -> member.network().outage(true));
        run.pass(TEN_MINUTES);
        all.forEach(member -> member.network().outage(false));
        run.pass(MINUTE.multipliedBy(5));
    }
}

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

    /**
     * The last renewal that arrives is answered long after it was applied. Steps follow one another without rest, so that at the lapse an
     * intent has been applied and not been answered yet: its effect comes to the gate behind the lapse.
     */
    static void slowStore(DrillRun run) {
        VirtualInstance first = run.stage.start();
        run.submit(20, 200, Duration.ofSeconds(1));
        run.pass(Duration.ofSeconds(10));
        VirtualInstance second = run.stage.start();
        lapsesInTheMidst(run, first);
        lapsesInTheMidst(run, second);
    }

    private static void lapsesInTheMidst(DrillRun run, VirtualInstance slow) {
        run.strike(slow, Trouble.SLOW, MINUTE.multipliedBy(2), (operation, fate) -> slow(run, operation, fate));
        run.passAbout(Duration.ofSeconds(20));
        slow.network()
                .strike((operation, fate) ->
                        operation == Operation.RENEW ? fate.requestLost() : slow(run, operation, fate));
        run.pass(MINUTE.plusSeconds(15));
        slow.network().strike((operation, fate) -> fate);
        run.passAbout(Duration.ofSeconds(5));
    }

    /** Below the call timeout of 5 s; answers to renewals far above the guard. */
    private static Fate slow(DrillRun run, Operation operation, Fate fate) {
        Duration least = operation == Operation.RENEW ? Duration.ofSeconds(4) : Duration.ofSeconds(1);
        return Fate.well(fate.there(), least.plus(run.stage.world.upTo(Duration.ofMillis(900))));
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

    /** An owner leaves in order while all its jobs rest, and the next one in the midst of steps. */
    static void stoppedAtRest(DrillRun run) {
        VirtualInstance first = run.stage.start();
        run.submit(10, 20, Duration.ofSeconds(20));
        run.passAbout(Duration.ofSeconds(20));
        VirtualInstance second = run.stage.start();
        run.passAbout(MINUTE);
        run.stage.world.runUntil(() -> !anyAtWork(run), MINUTE);
        stops(first);
        run.stage.start();
        run.passAbout(MINUTE.multipliedBy(2));
        run.stage.world.runUntil(() -> anyAtWork(run), MINUTE);
        stops(second);
        run.passAbout(MINUTE);
    }

    private static void stops(VirtualInstance owner) {
        owner.count(Trouble.STOP);
        owner.stop();
    }

    private static boolean anyAtWork(DrillRun run) {
        return run.stage.jobs().stream()
                .anyMatch(job -> run.stage.record(job).progress().open().isPresent());
    }
}

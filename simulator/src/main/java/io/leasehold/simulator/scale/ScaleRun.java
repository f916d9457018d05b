package io.leasehold.simulator.scale;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One fleet: it takes over all jobs from former owners that leave in order, is quiet for a while, and loses one instance of a hundred at
 * one moment. Used once; the caller's thread does everything.
 */
public final class ScaleRun {
    /** For so many heartbeats no job changes its owner where loads are even: those that lack some have given up looking for more (E5). */
    private static final int STILL = 32;

    private static final Duration PATIENCE = Duration.ofHours(6);

    private final ScaleOptions options;
    private final ScaleFleet fleet;
    private final Consumer<String> progress;

    /** A run that says how far it is. */
    public ScaleRun(ScaleOptions options, Consumer<String> progress) {
        this.options = options;
        this.fleet = new ScaleFleet(options);
        this.progress = progress;
    }

    /** Runs, and answers what was measured. */
    public ScaleResult run() {
        fleet.submit();
        progress.accept(String.format("%,d jobs are submitted", options.jobs()));
        List<FormerOwner> former = fleet.owned();
        fleet.start(options.start());
        fleet.pass(options.settings().heartbeat().multipliedBy(2));
        Duration begun = now();
        former.forEach(FormerOwner::leave);
        fleet.passUntil(this::allOwned, "all jobs had an owner", PATIENCE);
        Duration owned = now().minus(begun);
        progress.accept(String.format("all have an owner after %d s", owned.toSeconds()));
        Duration even = settle().minus(begun);
        Asked gathering = Asked.sinceStart(fleet.living(), fleet.nowNanos());
        Loads fresh = fleet.loads();
        progress.accept(String.format("no job changes its owner any more after %d s: %s", even.toSeconds(), fresh));
        Asked quiet = quiet();
        progress.accept(String.format("quiet: %.3f calls a second and instance", quiet.callRate()));
        Died died = die();
        progress.accept(String.format(
                "all jobs of the dead have an owner after %.1f s",
                died.longest().toMillis() / 1000.0));
        settle();
        return new ScaleResult(options, owned, even, fresh, gathering, quiet, died, fleet.loads(), fleet.events());
    }

    private boolean allOwned() {
        return fleet.owners().lacking() == 0;
    }

    private Duration now() {
        return Duration.ofNanos(fleet.nowNanos());
    }

    /** Lets loads become even; answers when they were. */
    private Duration settle() {
        long still = options.settings().heartbeat().multipliedBy(STILL).toNanos();
        fleet.passUntil(
                () -> fleet.nowNanos() - fleet.owners().changedNanos() >= still,
                "no job changed its owner for " + STILL + " heartbeats",
                PATIENCE);
        return Duration.ofNanos(fleet.owners().changedNanos());
    }

    private Asked quiet() {
        Asked.Look look = Asked.look(fleet.living(), fleet.nowNanos());
        fleet.pass(options.quiet());
        return look.until(fleet.nowNanos());
    }

    private Died die() {
        List<Integer> owned = fleet.kill(options.deaths());
        Asked.Look look = Asked.look(fleet.living(), fleet.nowNanos());
        fleet.passUntil(this::allOwned, "all jobs of the dead had an owner", PATIENCE);
        return Died.of(owned, fleet.owners(), options.settings(), look.until(fleet.nowNanos()));
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What handlers do that they shouldn't (fault 6). All but the long drain begin with that all is healed: nothing is done to any engine. */
final class HandlerDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PACE = Duration.ofSeconds(20);

    /** So few workers that as many handlers can hold every one. */
    static final EngineSettings FEW_WORKERS = EngineSettings.DEFAULT.workers(4).stuckWorkers(4);

    /** A leaving instance waits for its handlers for longer than a lease lasts. */
    static final EngineSettings LONG_DRAIN = EngineSettings.DEFAULT
            .stepTimeout(Duration.ofMinutes(3))
            .shutdown(Duration.ofSeconds(150), Duration.ofSeconds(170));

    private static final Duration NEARLY_THE_DRAIN = Duration.ofSeconds(120);

    private HandlerDrills() {}

    /** Steps 2 of a third of the jobs hang beyond their time; of one job three in a row do: it is parked, and a person starts it again. */
    static void hanging(DrillRun run) {
        misbehaving(run, Ailment.hangs(HOUR));
    }

    /** The same, and they throw errors. */
    static void throwing(DrillRun run) {
        misbehaving(run, Ailment.throwing());
    }

    private static void misbehaving(DrillRun run, Ailment ailment) {
        run.heal();
        run.stage.ailing(given(
                step -> step.sequence() == 2 && number(step) % 3 == 0
                        || number(step) == 1 && step.sequence() >= 2 && step.sequence() <= 4,
                ailment));
        run.stage.start();
        run.submit(12, 10, PACE);
        run.passAbout(Duration.ofSeconds(20));
        run.stage.start();
        JobId parked = run.stage.jobs().get(0);
        run.stage.world.runUntil(() -> status(run, parked) == Status.PARKED, MINUTE.multipliedBy(20));
        run.order(parked, new Command.Start());
    }

    /** As many handlers as there are workers hang for an hour and hear nothing: their workers are replaced, and the other jobs go on. */
    static void deaf(DrillRun run) {
        run.heal();
        run.stage.ailing(given(step -> step.sequence() == 2 && oneOf(step, 4), Ailment.deaf(HOUR)));
        run.stage.start();
        run.submit(12, 60, PACE);
        run.passAbout(MINUTE);
    }

    /**
     * One handler more, at one of two instances: it ends its lease, the other one takes its jobs, and it joins again when they come
     * back.
     */
    static void tooManyDeaf(DrillRun run) {
        run.heal();
        VirtualInstance first = run.stage.start();
        run.stage.ailing((instance, step) -> instance.equals(first.name()) && step.sequence() == 2 && oneOf(step, 5)
                ? Optional.of(Ailment.deaf(MINUTE.multipliedBy(20)))
                : Optional.empty());
        run.submit(12, 100, PACE);
        run.passAbout(Duration.ofSeconds(20));
        run.stage.start();
        run.pass(MINUTE.multipliedBy(25));
    }

    /** Every worker is held by a handler that takes nearly as long as a step may, again and again. */
    static void blocked(DrillRun run) {
        run.heal();
        run.stage.ailing(given(step -> step.sequence() <= 4, Ailment.hangs(Duration.ofSeconds(25))));
        run.stage.start();
        run.submit(12, 8, PACE);
        run.passAbout(Duration.ofSeconds(20));
        run.stage.start();
        run.passAbout(MINUTE.multipliedBy(5));
    }

    /**
     * An instance leaves in order while more handlers ignore their interrupt than it would bear, and another one has a step in hand that
     * ends within the drain.
     */
    static void leftAmongDeaf(DrillRun run) {
        run.heal();
        VirtualInstance first = run.stage.start();
        run.stage.ailing((instance, step) -> ailmentOfLeaver(first, instance, step));
        run.submit(12, 20, PACE);
        run.stage.world.runUntil(() -> first.hasBegun(2), MINUTE);
        run.pass(Duration.ofSeconds(24));
        run.stage.start();
        first.count(Trouble.STOP);
        first.stop();
        run.pass(MINUTE);
    }

    /** Twice an instance leaves while handlers of some of its jobs take two minutes; another one is there to take over. */
    static void longDrain(DrillRun run) {
        run.stage.ailing(given(step -> oneOf(step, 5) && step.sequence() <= 8, Ailment.hangs(NEARLY_THE_DRAIN)));
        VirtualInstance leaver = run.stage.start();
        run.submit(10, 20, PACE);
        run.passAbout(Duration.ofSeconds(10));
        for (int stop = 0; stop < 2; stop++) {
            VirtualInstance successor = run.stage.start();
            run.passAbout(Duration.ofSeconds(30));
            leaver.count(Trouble.STOP);
            leaver.stop();
            run.passAbout(MINUTE.multipliedBy(4));
            leaver = successor;
        }
    }

    private static Optional<Ailment> ailmentOfLeaver(VirtualInstance leaver, String instance, StepId step) {
        if (!instance.equals(leaver.name())) {
            return Optional.empty();
        } else if (step.sequence() == 2 && oneOf(step, 5)) {
            return Optional.of(Ailment.deaf(HOUR));
        }
        return Optional.of(Ailment.hangs(Duration.ofSeconds(18)));
    }

    /** Whether its job is one of so many that were submitted first. */
    private static boolean oneOf(StepId step, int first) {
        return number(step) <= first;
    }

    /** Jobs are numbered in the order of their submission. */
    private static int number(StepId step) {
        return Integer.parseInt(step.job().substring(step.job().indexOf('-') + 1));
    }

    private static BiFunction<String, StepId, Optional<Ailment>> given(Predicate<StepId> which, Ailment ailment) {
        return (instance, step) -> which.test(step) ? Optional.of(ailment) : Optional.empty();
    }

    private static Status status(DrillRun run, JobId job) {
        return run.stage.record(job).progress().status();
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.Undecodable;
import io.leasehold.store.Doubt;
import io.leasehold.store.Doubt.Resolution;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of a claimed job's step in doubt, by its delivery mode (E9): told and skipped, repeated under its key, asked about, or left
 * to a person. The same in one process as after a crash. It decides and says how the {@link StepCycle} goes on.
 */
final class DoubtResolver {
    private final StepCycle cycle;
    private final ClaimedJob claim;
    private final Jobs jobs;
    private final JobWork work;
    private final InDoubt doubt;

    DoubtResolver(StepCycle cycle, ClaimedJob claim, Jobs jobs, JobWork work, InDoubt doubt) {
        this.cycle = cycle;
        this.claim = claim;
        this.jobs = jobs;
        this.work = work;
        this.doubt = doubt;
    }

    /** What becomes of a step in doubt: the mode's word, in the same process exactly as after a crash. */
    void resolve() {
        DeliveryMode<?> mode = work.mode();
        if (mode instanceof DeliveryMode.InStore<?>) {
            cycle.end(StepRules.parked(
                    cycle.progress(),
                    "step " + cycle.step() + " is in doubt since the time when its type had another delivery mode:"
                            + " resolve it"));
        } else if (mode instanceof DeliveryMode.AtMostOnce<?>) {
            report(Resolution.SKIPPED, this::skip);
        } else if (!cycle.rested(leftInDoubt()) || !cycle.admitted()) {
            return;
        } else if (mode instanceof DeliveryMode.Confirmed<?>) {
            confirm();
        } else {
            repeat();
        }
    }

    private Duration leftInDoubt() {
        Duration settles = jobs.nanosLeft(doubt.settledNanos());
        Duration waits = doubt.waitsUntilDue() ? cycle.untilDue() : Duration.ZERO;
        return settles.compareTo(waits) > 0 ? settles : waits;
    }

    /** The listener hears of it before it is written. */
    private void report(Resolution resolution, Consumer<Doubt> then) {
        Doubt entry = doubt.entry(cycle.progress(), resolution);
        cycle.tell(new EngineEvent.InDoubt(cycle.step(), entry, doubt.problem()), () -> then.accept(entry));
    }

    private void skip(Doubt entry) {
        Progress skipped = StepRules.skipped(cycle.progress(), entry, doubt.problem());
        boolean tries = !(work.mode() instanceof DeliveryMode.AtMostOnce<?>);
        Optional<Duration> delay = tries ? delayBehind() : cycle.delayAfterOutcome();
        if (skipped.status() != Status.READY) {
            cycle.end(skipped);
            return;
        }
        cycle.rest(skipped, delay);
    }

    /** AT_LEAST_ONCE: the recorded effect once more, under the same key. */
    private void repeat() {
        OpenStep open = cycle.progress().open().orElseThrow();
        if (!doubt.repeatable(open.again(), jobs.nanos())) {
            tooLate();
        } else if (open.standing() == OpenStep.Standing.INTENDED) {
            report(Resolution.REPEATED, this::repeat);
        } else {
            cycle.record(StepRules.attemptedAgain(cycle.progress()), open.pace().time());
        }
    }

    /** Whom a stop or a suspension has reached meanwhile begins nothing: whoever goes on tells of it again. */
    private void repeat(Doubt entry) {
        if (claim.stopped() || !jobs.mayBegin()) {
            cycle.restAsItIs();
            return;
        }
        Progress again = StepRules.attemptedAgain(StepRules.doubted(cycle.progress(), entry));
        cycle.record(again, again.open().orElseThrow().pace().time());
    }

    void tooLate() {
        cycle.end(StepRules.parked(
                cycle.progress(),
                "step " + cycle.step() + " is in doubt, and its sink may have forgotten the key by now: resolve it"));
    }

    /** CONFIRMED: the sink is asked. */
    private void confirm() {
        cycle.work(JobPhase.CONFIRMING, work.confirming(cycle.progress()), this::confirmed);
    }

    private void confirmed(WorkResult<Verdict> result) {
        boolean barred = result instanceof WorkResult.Barred<Verdict>;
        boolean cutShort = result instanceof WorkResult.Threw<Verdict> && !jobs.mayBegin();
        if (barred || cutShort) {
            cycle.restAsItIs();
        } else if (result instanceof WorkResult.Threw<Verdict> threw) {
            unconfirmed(threw.problem());
        } else if (result instanceof WorkResult.Done<Verdict> done) {
            follow(done.value());
        }
    }

    private void unconfirmed(Throwable problem) {
        if (problem instanceof Undecodable) {
            cycle.end(StepRules.parked(cycle.progress(), problem.toString()));
            return;
        }
        doubt.tried();
        cycle.failed(StepRules.unresolved(cycle.progress(), problem), problem);
    }

    private void follow(Verdict verdict) {
        switch (verdict) {
            case DELIVERED -> report(Resolution.DELIVERED, this::delivered);
            case NOT_DELIVERED -> missing(((DeliveryMode.Confirmed<?>) work.mode()).missing());
            case UNKNOWN ->
                cycle.end(StepRules.parked(
                        cycle.progress(),
                        "step " + cycle.step()
                                + " is in doubt, and its sink can't tell what became of it: resolve it"));
        }
    }

    private void delivered(Doubt entry) {
        Optional<Duration> delay = delayBehind();
        cycle.rest(StepRules.delivered(cycle.progress(), entry), delay);
    }

    /** When the next decision is due, once tries may have moved the due time: what is left of the pace. */
    private Optional<Duration> delayBehind() {
        return cycle.delayAfterOutcome()
                .or(() -> cycle.progress()
                        .open()
                        .map(step -> doubt.paceLeft(step.pace().time(), jobs.nanos())));
    }

    private void missing(DeliveryMode.Confirmed.Missing then) {
        switch (then) {
            case REPEAT -> report(Resolution.NOT_DELIVERED, this::notDelivered);
            case PARK ->
                report(
                        Resolution.NOT_DELIVERED,
                        entry -> cycle.end(StepRules.parked(
                                StepRules.notDelivered(cycle.progress(), entry),
                                "step " + cycle.step() + " was not delivered: start the job again to repeat it")));
            case SKIP -> report(Resolution.SKIPPED, this::skip);
        }
    }

    /** A new attempt, recorded by itself before it begins; where {@code perform} itself left the doubt, after a while. */
    private void notDelivered(Doubt entry) {
        Progress clear = StepRules.notDelivered(cycle.progress(), entry);
        if (doubt.own()) {
            cycle.rest(clear, Optional.of(Backoff.ofJob(clear.failures())));
        } else if (claim.stopped() || !jobs.mayBegin()) {
            cycle.rest(clear, Optional.of(Duration.ZERO));
        } else {
            Duration pace = clear.open().orElseThrow().pace().time();
            cycle.record(StepRules.attemptedAgain(clear), pace);
        }
    }
}

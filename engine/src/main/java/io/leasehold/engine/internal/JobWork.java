package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Work;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Decision;
import io.leasehold.job.Delivery;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.Fence;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StepKey;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;

/** What workers do for one claim: decide the next step, and perform the recorded one behind the gate. Immutable. */
final class JobWork {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Jobs jobs;
    private final JobType<?, ?, ?> type;
    private final JobId id;
    private final RunId run;
    private final LeaseId lease;
    private final long token;

    JobWork(Jobs jobs, JobType<?, ?, ?> type, JobRecord record, LeaseId lease) {
        this.jobs = jobs;
        this.type = type;
        this.id = record.id();
        this.run = record.run();
        this.lease = lease;
        this.token = record.ownership().token();
    }

    int version() {
        return type.version();
    }

    StepKey step(Progress progress) {
        return new StepKey(id, run, progress.sequence());
    }

    Work<Decision> deciding(Bytes payload, Progress from) {
        return Work.ungated(() -> type.decide(id, run, from.sequence(), payload, from.stateVersion(), from.state()));
    }

    DeliveryMode<?> mode() {
        return type.mode();
    }

    /** Whether effects commit together with their steps (E13). */
    boolean inStore() {
        return type.mode() instanceof DeliveryMode.InStore<?>;
    }

    /** The write that closes the step, and the step's effect, in one transaction; the gate is asked last (E1). */
    Work<WriteAnswer> transacting(Write write, OpenStep open, Attempt attempt) {
        StepKey step = new StepKey(id, run, write.progress().sequence() - 1);
        Fence fence = new Fence(token, open.attempt());
        SameTransaction<?> store = jobs.sameTransaction();
        return new Work<>(
                () -> attempt.begins(() -> jobs.gate().passes(lease)),
                () -> attempt.during(() -> {
                    Duration left = jobs.timeLeft(lease);
                    return store.perform(
                            write,
                            left.compareTo(SHORTEST) > 0 ? left : SHORTEST,
                            connection ->
                                    type.performInStore(open.effect(), connection, new Delivery(step, fence, left)));
                }));
    }

    /** What the sink is asked is what was recorded; the fence is that of the attempt that would follow. */
    Work<Verdict> confirming(Progress recorded) {
        OpenStep open = recorded.open().orElseThrow();
        Fence fence = new Fence(token, open.attempt() + 1);
        return Work.ungated(() -> type.confirm(
                recorded.stateVersion(), open.effect(), step(recorded).toString(), fence));
    }

    /** What is performed is what was recorded; the gate is asked last (E1), and whether a repeat is still in time. */
    Work<Bytes> performing(Progress recorded, InDoubt doubt) {
        OpenStep open = recorded.open().orElseThrow();
        StepKey step = step(recorded);
        Fence fence = new Fence(token, open.attempt());
        Gate gate = jobs.gate();
        return new Work<>(
                () -> gate.passes(lease) && doubt.repeatable(open, jobs.nanos()),
                () -> type.perform(
                        recorded.stateVersion(),
                        open.effect(),
                        open.nextState(),
                        new Delivery(step, fence, jobs.timeLeft(lease))));
    }
}

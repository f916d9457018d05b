package io.leasehold.simulator.door;

import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.OpenStep;
import io.leasehold.store.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps that one instance has begun, or found open, and not closed. Thread-safe. */
public final class StepsInHand {
    private final String instance;
    private final Roster roster;
    private final Map<JobId, Open> open = new LinkedHashMap<>();
    private final Map<JobId, Claim> claims = new LinkedHashMap<>();
    private boolean releasing;

    private record Claim(RunId run, long token) {}

    private record Open(long sequence, int attempt, boolean inherited) {}

    StepsInHand(String instance, Roster roster) {
        this.instance = instance;
        this.roster = roster;
    }

    /** A job that the instance has claimed. */
    synchronized void took(JobRecord record) {
        claims.put(record.id(), new Claim(record.run(), record.ownership().token()));
        open.remove(record.id());
        record.progress()
                .open()
                .filter(OpenStep::inDoubt)
                .ifPresent(
                        step -> open.put(record.id(), new Open(record.progress().sequence(), step.attempt(), true)));
    }

    synchronized boolean knows(JobId job, long sequence, int attempt) {
        Open step = open.get(job);
        return step != null && step.sequence() == sequence && step.attempt() == attempt;
    }

    /** A step is begun; answers the one before it, if that was still open. */
    synchronized Optional<Long> begins(JobId job, long sequence, int attempt) {
        Open before = open.put(job, new Open(sequence, attempt, false));
        return before != null && before.sequence() < sequence ? Optional.of(before.sequence()) : Optional.empty();
    }

    /** The job's step is in hand no more; answers which it was. */
    synchronized Optional<Long> over(JobId job) {
        return Optional.ofNullable(open.remove(job)).map(Open::sequence);
    }

    /** The same, unless the instance has the job under a later claim: what its former one is answered says nothing of that. */
    synchronized void over(JobId job, long token) {
        Claim claim = claims.get(job);
        if (claim == null || claim.token() <= token) {
            over(job);
        }
    }

    synchronized void writing(boolean release) {
        releasing = release;
    }

    /** The run of a job that the instance has claimed; empty if it never has. */
    public synchronized String run(JobId job) {
        Claim claim = claims.get(job);
        return claim == null ? "" : claim.run().value();
    }

    /** Whether the instance's last claim of the job had a lower token: this one belongs to a record that is gone. */
    synchronized boolean outlived(JobId job, long token) {
        Claim claim = claims.get(job);
        return claim != null && claim.token() < token;
    }

    /** Whether the instance has jobs, and each of them merely waits for its next step. */
    public synchronized boolean idle() {
        boolean working = open.keySet().stream().anyMatch(job -> roster.holds(instance, job.value()));
        return !working && !roster.jobsOf(instance).isEmpty();
    }

    /** The steps whose intent was sent and whose outcome isn't acknowledged, of jobs that the instance still holds. */
    public synchronized List<StepId> openSteps() {
        if (open.isEmpty()) {
            return List.of();
        }
        return open.entrySet().stream()
                .filter(entry -> roster.holds(instance, entry.getKey().value()))
                .map(entry -> new StepId(
                        entry.getKey().value(),
                        run(entry.getKey()),
                        entry.getValue().sequence()))
                .toList();
    }

    /** Whether a step of a job that the instance holds was left open by the job's former owner. */
    public synchronized boolean inherited(String job) {
        Open step = open.get(new JobId(job));
        return step != null && step.inherited;
    }

    /** Whether the last write ended its claim. */
    public synchronized boolean released() {
        return releasing;
    }
}

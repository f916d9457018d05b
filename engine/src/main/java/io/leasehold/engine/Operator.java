package io.leasehold.engine;

import io.leasehold.engine.internal.Desk;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.Command.Verdict;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException;
import java.util.Optional;

/**
 * What a person orders, or a program on a person's behalf: the buttons beside a list of jobs. It needs a store and no engine; engines
 * hear of an order from the store, the owner of a running job with its next write, within a step.
 *
 * <p>Each order names the run and the command number that it was given on, so a late packet overrides nothing newer. By an id it is given on the
 * job as it is now; by a {@link JobRecord} on what the person has seen, and is carried out only if nobody has ordered anything since.
 * One that another order overtakes in between is repeated, at most {@value Desk#TRIES} times, only where it still means the same: same run, same wish,
 * one order alone came first, and that was not of its own kind. Restart and delete are never repeated so. Otherwise the answer is
 * {@link OperatorAnswer.Overtaken}, and nothing newer was overridden. What a store didn't answer is looked up, and sent again if it
 * wasn't carried out.
 *
 * <p>Thread-safe. Every method waits for the store: for a few calls' time at most.
 *
 * <p>All throw {@link StoreException} when the store doesn't answer, after as many tries; {@link StoreException.UnknownOutcome} means that the order was
 * perhaps carried out: look at the job. A bad argument is an {@link IllegalArgumentException} that names it.
 */
public final class Operator {
    private final Desk desk;

    Operator(Desk desk) {
        this.desk = desk;
    }

    /** An operator whose calls are made on the caller's thread. The store stays the caller's to close. */
    public static Operator over(LeaseStore store) {
        return new Operator(Desk.over(store));
    }

    /** The job as it is now. */
    public Optional<JobRecord> find(String id) {
        return desk.find(new JobId(id));
    }

    /** One page of jobs, in the order of their ids. */
    public JobPage list(JobQuery query) {
        return desk.list(query);
    }

    /**
     * Has a job go on where it stands, due at once, failures and lapses forgotten: one that was stopped, parked, failed or quarantined too. Its step in doubt is
     * resolved by the job's delivery mode. Refused if its run has finished.
     */
    public OperatorAnswer start(String id) {
        return desk.order(new JobId(id), job -> new Command.Start());
    }

    /** As {@link #start(String)}, on what was seen. */
    public OperatorAnswer start(JobRecord seen) {
        return desk.orderOn(seen, new Command.Start());
    }

    /** Has a job rest after its step in hand, until it is started. Not an emergency brake: what is under way ends first. */
    public OperatorAnswer stop(String id) {
        return desk.order(new JobId(id), job -> new Command.Stop());
    }

    /** As {@link #stop(String)}, on what was seen. */
    public OperatorAnswer stop(JobRecord seen) {
        return desk.orderOn(seen, new Command.Stop());
    }

    /**
     * Has a job begin anew: a new run from step 1, under keys that no run of it has used. Refused while an instance owns the job (stop it
     * first), and while a step is in doubt.
     */
    public OperatorAnswer restart(String id) {
        return desk.order(new JobId(id), job -> Desk.restart(job, false));
    }

    /** As {@link #restart(String)}, on what was seen, a step in doubt or not. */
    public OperatorAnswer restartEvenInDoubt(JobRecord seen) {
        return desk.orderOn(seen, Desk.restart(seen, true));
    }

    /**
     * Says what became of a step in doubt, so that the job can go on.
     *
     * @param sequence the step that the person has looked at
     * @param attempt its attempt
     */
    public OperatorAnswer resolve(String id, long sequence, int attempt, Verdict verdict) {
        return desk.order(new JobId(id), job -> new Command.Resolve(sequence, attempt, verdict));
    }

    /**
     * As {@link #resolve(String, long, int, Verdict)}, of the step that the record shows.
     *
     * @throws IllegalArgumentException if it shows none
     */
    public OperatorAnswer resolve(JobRecord seen, Verdict verdict) {
        int attempt = seen.progress()
                .open()
                .orElseThrow(() -> new IllegalArgumentException(
                        "job \"" + seen.id() + "\" must have a step in doubt to be resolved, but has no open step"))
                .attempt();
        return desk.orderOn(seen, new Command.Resolve(seen.progress().sequence(), attempt, verdict));
    }

    /** Gives a job another payload, from its next decision on. */
    public <P> OperatorAnswer amend(JobType<P, ?, ?> type, String id, P payload) {
        Bytes bytes = type.encode(payload);
        return desk.order(new JobId(id), job -> new Command.Amend(ofType(job, type, bytes)));
    }

    private static Bytes ofType(JobRecord job, JobType<?, ?, ?> type, Bytes payload) {
        if (!job.type().equals(type.name())) {
            throw new IllegalArgumentException("job \"" + job.id() + "\" must be amended by a payload of its type \""
                    + job.type() + "\", but this one is of type \"" + type.name() + '"');
        }
        return payload;
    }

    /** Takes a job from whoever owns it, at once, until it is started: a step in hand may be in doubt then. */
    public OperatorAnswer park(String id) {
        return desk.order(new JobId(id), job -> new Command.Park(job.ownership().token()));
    }

    /** As {@link #park(String)}, on what was seen. */
    public OperatorAnswer park(JobRecord seen) {
        return desk.orderOn(seen, new Command.Park(seen.ownership().token()));
    }

    /** Removes a job. Refused while an instance owns it (stop it first), and while a step is in doubt. */
    public OperatorAnswer delete(String id) {
        return desk.order(new JobId(id), job -> new Command.Delete(false));
    }

    /** As {@link #delete(String)}, on what was seen, a step in doubt or not. */
    public OperatorAnswer deleteEvenInDoubt(JobRecord seen) {
        return desk.orderOn(seen, new Command.Delete(true));
    }
}

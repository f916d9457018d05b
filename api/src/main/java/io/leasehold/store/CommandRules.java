package io.leasehold.store;

import io.leasehold.store.Command.Verdict;
import java.util.Optional;

/**
 * The operator's commands (R17) as a pure function from a record to a record, for stores that judge in Java and then write the
 * result on the condition that the record's version (run, command number, owner, token, revision) has not moved.
 */
public final class CommandRules {
    private CommandRules() {}

    /**
     * What a command makes of a record.
     *
     * @param owned whether a lease that has not ended owns the job; Restart and Delete end a lapsed one first
     */
    public static Effect apply(Command command, JobRecord stored, boolean owned) {
        if (stale(command, stored)) {
            return Effect.unchanged(new CommandAnswer.Stale(stored.run(), stored.commandNumber(), stored.wish()));
        }
        Command.Order order = command.order();
        if (order instanceof Command.Start) {
            return start(stored, owned);
        } else if (order instanceof Command.Stop) {
            return changed(stored, Wish.STOPPED);
        } else if (order instanceof Command.Restart restart) {
            return restart(stored, owned, restart);
        } else if (order instanceof Command.Resolve resolve) {
            return resolve(stored, owned, resolve);
        } else if (order instanceof Command.Amend amend) {
            return changed(stored.withPayload(amend.payload()), stored.wish());
        } else if (order instanceof Command.Park park) {
            return park(stored, park);
        }
        return delete(stored, owned, (Command.Delete) order);
    }

    /** Whether another command, or another run, came first: a command that is stale when it is judged changes nothing, no lapsed lease either. */
    public static boolean stale(Command command, JobRecord stored) {
        return !stored.run().equals(command.run()) || stored.commandNumber() != command.expectedNumber();
    }

    private static Effect start(JobRecord stored, boolean owned) {
        if (stored.progress().status() == Status.FINISHED) {
            return refused(CommandAnswer.Reason.FINISHED);
        }
        Progress fresh = stored.progress()
                .change()
                .status(Status.READY)
                .failures(0)
                .lapses(0)
                .probation(false)
                .done();
        Ownership ownership = owned ? stored.ownership() : stored.ownership().released();
        return changedAndDue(stored.ownedAs(ownership).advanced(fresh), Wish.RUNNING);
    }

    private static Effect restart(JobRecord stored, boolean owned, Command.Restart restart) {
        Optional<CommandAnswer.Reason> obstacle = obstacle(stored, owned, restart.evenInDoubt());
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        Progress initial = Progress.initial(stored.progress().stateVersion());
        return changedAndDue(
                stored.inRun(restart.newRun())
                        .ownedAs(stored.ownership().released())
                        .advanced(initial),
                Wish.RUNNING);
    }

    private static Effect resolve(JobRecord stored, boolean owned, Command.Resolve resolve) {
        Optional<OpenStep> open = stored.progress().open();
        boolean meant = open.filter(step -> step.attempt() == resolve.attempt() && step.inDoubt())
                        .isPresent()
                && stored.progress().sequence() == resolve.sequence();
        if (owned) {
            return refused(CommandAnswer.Reason.OWNED);
        } else if (!meant) {
            return refused(CommandAnswer.Reason.NO_SUCH_STEP);
        }
        Progress resolved = resolved(stored.progress(), open.orElseThrow(), resolve.verdict());
        return changedAndDue(stored.ownedAs(stored.ownership().released()).advanced(resolved), stored.wish());
    }

    private static Progress resolved(Progress progress, OpenStep step, Verdict verdict) {
        Doubt doubt = new Doubt(progress.sequence(), step.attempt(), Doubt.Cause.OWNER_GONE, resolution(verdict));
        Progress.Change change = progress.change()
                .status(Status.READY)
                .failures(0)
                .lapses(0)
                .probation(false)
                .doubts(progress.doubts().with(doubt));
        if (verdict == Verdict.NOT_DELIVERED) {
            return change.open(Optional.of(step.notDelivered())).done();
        }
        return change.open(Optional.empty())
                .state(Optional.of(step.nextState()))
                .sequence(progress.sequence() + 1)
                .done();
    }

    private static Doubt.Resolution resolution(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> Doubt.Resolution.DELIVERED;
            case NOT_DELIVERED -> Doubt.Resolution.NOT_DELIVERED;
            case SKIP -> Doubt.Resolution.SKIPPED;
        };
    }

    private static Effect park(JobRecord stored, Command.Park park) {
        Ownership before = stored.ownership();
        Ownership parked = new Ownership(
                Optional.empty(), Math.max(before.token(), park.token()), before.revision(), before.claimNumber());
        JobRecord freed = stored.ownedAs(parked);
        if (stored.progress().status() == Status.FINISHED) {
            return changed(freed, stored.wish());
        }
        return changed(
                freed.advanced(stored.progress().change().status(Status.PARKED).done()), stored.wish());
    }

    private static Effect delete(JobRecord stored, boolean owned, Command.Delete delete) {
        Optional<CommandAnswer.Reason> obstacle = obstacle(stored, owned, delete.evenInDoubt());
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        return new Effect(
                new CommandAnswer.Applied(stored.commandNumber() + 1, stored.wish()), Optional.empty(), true, false);
    }

    private static Optional<CommandAnswer.Reason> obstacle(JobRecord stored, boolean owned, boolean evenInDoubt) {
        if (owned) {
            return Optional.of(CommandAnswer.Reason.OWNED);
        }
        boolean inDoubt = stored.progress().open().filter(OpenStep::inDoubt).isPresent();
        return inDoubt && !evenInDoubt ? Optional.of(CommandAnswer.Reason.IN_DOUBT) : Optional.empty();
    }

    private static Effect changed(JobRecord job, Wish wish) {
        long number = job.commandNumber() + 1;
        return new Effect(
                new CommandAnswer.Applied(number, wish), Optional.of(job.ordered(wish, number)), false, false);
    }

    private static Effect changedAndDue(JobRecord job, Wish wish) {
        Effect changed = changed(job, wish);
        return new Effect(changed.answer(), changed.job(), false, true);
    }

    private static Effect refused(CommandAnswer.Reason reason) {
        return Effect.unchanged(new CommandAnswer.Refused(reason));
    }

    /**
     * What a command comes to.
     *
     * @param answer what the operator hears
     * @param job the record from now on, if it changes
     * @param deleted whether a tombstone takes the record's place
     * @param dueNow whether the job is due at once; otherwise its due time stays
     */
    public record Effect(CommandAnswer answer, Optional<JobRecord> job, boolean deleted, boolean dueNow) {
        static Effect unchanged(CommandAnswer answer) {
            return new Effect(answer, Optional.empty(), false, false);
        }
    }
}

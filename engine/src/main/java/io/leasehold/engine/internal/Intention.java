package io.leasehold.engine.internal;

import io.leasehold.store.Command;
import io.leasehold.store.JobRecord;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;

/** What an operator meant by an order: pure questions about a record. */
final class Intention {
    private Intention() {}

    /** Whether the job is already as the order would have it, so that there is nothing to do. A start always has: it makes the job due. */
    static boolean isSo(Command.Order order, JobRecord job) {
        if (order instanceof Command.Stop) {
            return job.wish() == Wish.STOPPED;
        } else if (order instanceof Command.Amend amend) {
            return job.payload().equals(amend.payload());
        } else if (order instanceof Command.Park) {
            return job.progress().status() == Status.PARKED
                    && job.ownership().owner().isEmpty();
        }
        return false;
    }

    /** Whether an order whose answer got lost has been carried out, as far as the record can tell. */
    static boolean wasDone(Command.Order order, JobRecord before, JobRecord now) {
        if (order instanceof Command.Restart restart) {
            return now.run().equals(restart.newRun());
        } else if (!now.run().equals(before.run()) || now.commandNumber() == before.commandNumber()) {
            return false;
        } else if (order instanceof Command.Start) {
            Status status = now.progress().status();
            return now.wish() == Wish.RUNNING && (status == Status.READY || status == Status.FINISHED);
        } else if (order instanceof Command.Resolve resolve) {
            return resolved(resolve, now.progress());
        }
        return isSo(order, now);
    }

    private static boolean resolved(Command.Resolve resolve, Progress now) {
        boolean stillInDoubt = now.sequence() == resolve.sequence()
                && now.open()
                        .filter(step -> step.attempt() == resolve.attempt())
                        .filter(OpenStep::inDoubt)
                        .isPresent();
        return !stillInDoubt;
    }

    /** Whether an order that one other order overtook still means what it meant. */
    static boolean stillMeant(Command.Order order, JobRecord before, JobRecord now) {
        boolean one = now.run().equals(before.run()) && now.commandNumber() == before.commandNumber() + 1;
        if (!one || now.wish() != before.wish()) {
            return false;
        } else if (order instanceof Command.Start) {
            return now.progress().status() == before.progress().status();
        } else if (order instanceof Command.Amend) {
            return now.payload().equals(before.payload());
        }
        return order instanceof Command.Stop || order instanceof Command.Park || order instanceof Command.Resolve;
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.OperatorAnswer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out an operator's orders: reads, commands by compare-and-set, reads again where it doesn't know. Thread-safe. */
public final class Desk {
    /** So often at most an order is sent. */
    public static final int TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Calls calls;

    /** How the store is asked. */
    interface Calls {
        /** Waits for the answer; trouble is thrown. */
        <T> T ask(Operation operation, Function<LeaseStore, T> question);

        /** Has everybody look. */
        void ring();
    }

    Desk(Calls calls) {
        this.calls = calls;
    }

    /** A desk whose calls are made on the caller's thread. */
    public static Desk over(LeaseStore store) {
        return new Desk(new Calls() {
            @Override
            public <T> T ask(Operation operation, Function<LeaseStore, T> question) {
                return question.apply(store);
            }

            @Override
            public void ring() {
                try {
                    store.ring();
                } catch (StoreException trouble) {
                    LOG.debug("the bell could not be rung; engines look by themselves within a scan", trouble);
                }
            }
        });
    }

    /** The job as it is now. */
    public Optional<JobRecord> find(JobId id) {
        return calls.ask(Operation.LOOK, store -> store.find(id));
    }

    /** One page of jobs. */
    public JobPage list(JobQuery query) {
        return calls.ask(Operation.LOOK, store -> store.list(query));
    }

    /**
     * A new run for this job. Its id follows from the present run and the number of commands, which never comes again: sent twice, it is the same
     * restart.
     */
    public static Command.Order restart(JobRecord job, boolean evenInDoubt) {
        long mixed = Long.parseUnsignedLong(job.run().value(), 16) + (job.commandNumber() + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return new Command.Restart(RunId.of(mixed ^ (mixed >>> 31)), evenInDoubt);
    }

    /** An order on the job as it is now. */
    public OperatorAnswer order(JobId id, Function<JobRecord, Command.Order> order) {
        Optional<JobRecord> now = read(id);
        return now.isEmpty()
                ? new OperatorAnswer.Absent(Optional.empty())
                : new Errand(now.get(), order.apply(now.get()), false).run();
    }

    private Optional<JobRecord> read(JobId id) {
        for (int i = 1; i < TRIES; i++) {
            try {
                return find(id);
            } catch (StoreException.StoreUnavailable | StoreException.UnknownOutcome trouble) {
                LOG.debug("job \"{}\" could not be read; another try follows", id, trouble);
            }
        }
        return find(id);
    }

    /** An order on what a person has seen. */
    public OperatorAnswer orderOn(JobRecord seen, Command.Order order) {
        return new Errand(seen, order, true).run();
    }

    /** One order, until it is answered. */
    private final class Errand {
        private final Command.Order order;
        private final boolean onlyAsSeen;
        private JobRecord before;
        private Optional<StoreException> trouble = Optional.empty();
        private boolean perhapsDone;

        private Errand(JobRecord before, Command.Order order, boolean onlyAsSeen) {
            this.before = before;
            this.order = order;
            this.onlyAsSeen = onlyAsSeen;
        }

        private OperatorAnswer run() {
            if (!onlyAsSeen && Intention.isSo(order, before)) {
                return new OperatorAnswer.AlreadySo(before);
            }
            Optional<OperatorAnswer> answer = Optional.empty();
            for (int i = 0; i < TRIES && answer.isEmpty(); i++) {
                answer = send();
            }
            return answer.orElseGet(this::givenUp);
        }

        /** Nothing: it is to be sent again. */
        private Optional<OperatorAnswer> send() {
            Command command = new Command(before.id(), before.run(), before.commandNumber(), order);
            CommandAnswer answer;
            try {
                answer = calls.ask(Operation.COMMAND, store -> store.command(command));
            } catch (StoreException.StoreUnavailable surelyNot) {
                trouble = trouble.or(() -> Optional.of(surelyNot));
                return Optional.empty();
            } catch (StoreException.UnknownOutcome perhaps) {
                perhapsDone = true;
                trouble = Optional.of(perhaps);
                return lookIfPossible();
            }
            return answer instanceof CommandAnswer.Stale ? lookIfPossible() : Optional.of(told(answer));
        }

        private OperatorAnswer told(CommandAnswer answer) {
            if (answer instanceof CommandAnswer.Applied applied) {
                RunId run = order instanceof Command.Restart restart ? restart.newRun() : before.run();
                return done(new OperatorAnswer.Done(run, applied.number(), applied.wish()));
            } else if (answer instanceof CommandAnswer.Refused refused) {
                return new OperatorAnswer.Refused(refused.reason(), advice(refused.reason()));
            }
            return absent(((CommandAnswer.Absent) answer).deleted());
        }

        private OperatorAnswer done(OperatorAnswer.Done done) {
            calls.ring();
            return done;
        }

        private OperatorAnswer absent(Optional<RunId> deleted) {
            boolean byThis = perhapsDone && order instanceof Command.Delete;
            return byThis
                    ? done(new OperatorAnswer.Done(before.run(), before.commandNumber() + 1, before.wish()))
                    : new OperatorAnswer.Absent(deleted);
        }

        private Optional<OperatorAnswer> lookIfPossible() {
            try {
                return look();
            } catch (StoreException.StoreUnavailable | StoreException.UnknownOutcome unread) {
                trouble = trouble.or(() -> Optional.of(unread));
                return Optional.empty();
            }
        }

        /** The order was overtaken, or perhaps carried out: what does the record say? */
        private Optional<OperatorAnswer> look() {
            Optional<JobRecord> found = find(before.id());
            if (found.isEmpty()) {
                return Optional.of(absent(Optional.empty()));
            }
            JobRecord now = found.get();
            if (perhapsDone && Intention.wasDone(order, before, now)) {
                return Optional.of(done(new OperatorAnswer.Done(now.run(), now.commandNumber(), now.wish())));
            } else if (now.run().equals(before.run()) && now.commandNumber() == before.commandNumber()) {
                return Optional.empty();
            } else if (Intention.isSo(order, now)) {
                return Optional.of(new OperatorAnswer.AlreadySo(now));
            } else if (onlyAsSeen || !Intention.stillMeant(order, before, now)) {
                return Optional.of(new OperatorAnswer.Overtaken(now));
            }
            before = now;
            return Optional.empty();
        }

        private OperatorAnswer givenUp() {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return new OperatorAnswer.Overtaken(before);
        }
    }

    private static String advice(CommandAnswer.Reason reason) {
        return switch (reason) {
            case OWNED -> "an instance owns the job: stop it, and try again once nobody does";
            case IN_DOUBT -> "a step of the job is in doubt: resolve it first, or say that it may be left so";
            case NO_SUCH_STEP -> "that step is not in doubt: look at the job again";
            case FINISHED -> "the run has finished: restart the job for another one";
        };
    }
}

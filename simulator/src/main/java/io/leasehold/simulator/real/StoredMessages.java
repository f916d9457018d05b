package io.leasehold.simulator.real;

import io.leasehold.job.Delivery;
import io.leasehold.job.JobType;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.automation.MessageType;
import io.leasehold.simulator.automation.Release;
import io.leasehold.simulator.automation.Sent;
import io.leasehold.simulator.automation.Series;
import io.leasehold.simulator.door.StepsInHand;
import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.StepId;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.realtime.Trap;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * One instance's messages where they are rows of the store's own database, each written in one transaction with its step; and the
 * spots around and inside that transaction where faults strike. Thread-safe.
 */
final class StoredMessages {
    /** How long the work takes beside its statement: time for others to be killed in the midst of theirs. */
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String instance;
    private final Valve valve;
    private final Trap trap;
    private final History history;
    private final MessageTable table;
    private final AtomicLong rows = new AtomicLong();

    StoredMessages(String instance, Valve valve, Trap trap, History history, MessageTable table) {
        this.instance = instance;
        this.valve = valve;
        this.trap = trap;
        this.history = history;
        this.table = table;
    }

    /** The instance's jobs. */
    JobType<Series, Sent, Message> type() {
        return MessageType.writing(Release.FIRST.types().get(0), Connection.class, this::write);
    }

    private void write(Message message, Connection connection, Delivery delivery) {
        EffectStarted row = new EffectStarted(
                0,
                delivery.step().job().value(),
                delivery.step().run().value(),
                delivery.step().sequence(),
                delivery.fence().token(),
                instance,
                message.text(),
                message.previous(),
                message.chain(),
                history.nowMillis());
        trap.passing(Spot.inside(Phase.AFTER_INTENT));
        valve.inside(() -> {
            table.insert(connection, instance + "-" + rows.incrementAndGet(), row);
            return true;
        });
        LockSupport.parkNanos(WORK_NANOS);
        trap.passing(Spot.inside(Phase.AFTER_EFFECT));
    }

    /** The same store; the ledger looks around its transactions. */
    LeaseStore seen(LeaseStore store) {
        return new LedgerStore(store, table);
    }

    /** The same store; faults strike on the way into its transactions and out of them. */
    LeaseStore struck(LeaseStore store, StepsInHand hands) {
        return new TransactingStore(store, Connection.class, ability -> new Struck(ability, hands));
    }

    private final class Struck implements SameTransaction<Connection> {
        private final SameTransaction<Connection> kept;
        private final StepsInHand hands;

        private Struck(SameTransaction<Connection> kept, StepsInHand hands) {
            this.kept = kept;
            this.hands = hands;
        }

        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            StepId step = new StepId(
                    write.job().value(),
                    hands.run(write.job()),
                    write.progress().sequence() - 1);
            trap.passing(Spot.outside(Phase.AFTER_INTENT));
            try {
                WriteAnswer answer = kept.perform(write, limit, work);
                if (answer instanceof WriteAnswer.Applied) {
                    trap.passing(Spot.outside(Phase.AFTER_EFFECT));
                    tell(at -> new EffectDone(at, step.job(), step.run(), step.sequence(), write.token(), instance));
                }
                return answer;
            } catch (WorkFailed | RuntimeException problem) {
                if (problem.getCause() instanceof Killed) {
                    table.wasCutOff();
                }
                boolean refused = problem instanceof WorkFailed;
                tell(at -> new EffectFailed(
                        at, step.job(), step.run(), step.sequence(), write.token(), instance, refused));
                throw problem;
            }
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }

    private void tell(LongFunction<HistoryEvent> event) {
        valve.inside(() -> {
            history.add(event);
            return true;
        });
    }
}

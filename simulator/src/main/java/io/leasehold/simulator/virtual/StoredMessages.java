package io.leasehold.simulator.virtual;

import io.leasehold.job.Delivery;
import io.leasehold.job.NotPerformed;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.MemoryTransaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One instance's messages where they are rows of the store's own database: a message has reached its sink exactly if its row was
 * committed, whatever the store's transaction said. So the rows are looked at, around each transaction. Not thread-safe.
 */
final class StoredMessages {
    private final String instance;
    private final Stage stage;
    private final Network network;
    private final WatchedRuntime watched;
    private final VirtualGateway gateway;
    private final Map<String, EffectStarted> written = new LinkedHashMap<>();
    private long gateMillis;

    StoredMessages(String instance, Stage stage, Network network, WatchedRuntime watched, VirtualGateway gateway) {
        this.instance = instance;
        this.stage = stage;
        this.network = network;
        this.watched = watched;
        this.gateway = gateway;
    }

    /** The body at hand is an attempt at this step; answers when its gate was asked. */
    long attempting(StepId step, long token) {
        return watched.attempting(step, token);
    }

    /** What is written from now on belongs to an attempt whose gate was asked then. */
    void arrives(long gate) {
        gateMillis = gate;
    }

    /** The performer of the instance's jobs; what is drawn may have it fail before the row is written or behind it. */
    void write(Message message, MemoryTransaction connection, Delivery delivery) throws NotPerformed {
        StepId step = VirtualGateway.step(delivery);
        gateway.begins(step, delivery.fence().token());
        connection.add(delivery.key());
        written.put(
                delivery.key(),
                new EffectStarted(
                        0,
                        step.job(),
                        step.run(),
                        step.sequence(),
                        delivery.fence().token(),
                        instance,
                        message.text(),
                        message.previous(),
                        message.chain(),
                        gateMillis));
        if (network.hit(Trouble.SINK_AMBIGUOUS)) {
            throw new IllegalStateException("drawn: the row can't be kept");
        }
    }

    /** The same transactions, each of whose committed rows is written down. */
    SameTransaction<MemoryTransaction> seen(SameTransaction<MemoryTransaction> kept) {
        return new Seen(kept);
    }

    private void landed(List<String> rows) {
        for (String row : rows) {
            EffectStarted effect = Objects.requireNonNull(written.get(row));
            stage.history.add(effect::at);
        }
    }

    private final class Seen implements SameTransaction<MemoryTransaction> {
        private final SameTransaction<MemoryTransaction> kept;

        private Seen(SameTransaction<MemoryTransaction> kept) {
            this.kept = kept;
        }

        @Override
        public Class<MemoryTransaction> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                throws WorkFailed {
            int before = stage.shared().rows().size();
            try {
                return kept.perform(write, limit, work);
            } finally {
                List<String> rows = stage.shared().rows();
                landed(rows.subList(before, rows.size()));
            }
        }

        @Override
        public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

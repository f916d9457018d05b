package io.leasehold.simulator.planted;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.time.Duration;

/** Planted: work is done twice in its transaction. */
final class WorkDoneTwice extends TransactingStore {
    WorkDoneTwice(LeaseStore kept) {
        super(kept, Connection.class, Twice::new);
    }

    private record Twice(SameTransaction<Connection> kept) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            return kept.perform(write, limit, connection -> {
                work.perform(connection);
                work.perform(connection);
            });
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

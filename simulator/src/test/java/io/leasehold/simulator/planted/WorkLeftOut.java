package io.leasehold.simulator.planted;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.Savepoint;
import java.time.Duration;

/** Planted: every third step is committed without its work. */
final class WorkLeftOut extends TransactingStore {
    WorkLeftOut(LeaseStore kept) {
        super(kept, Connection.class, LeftOut::new);
    }

    private record LeftOut(SameTransaction<Connection> kept) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            return kept.perform(write, limit, connection -> {
                Savepoint before = connection.setSavepoint();
                work.perform(connection);
                if (write.progress().sequence() % 3 == 0) {
                    connection.rollback(before);
                }
            });
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

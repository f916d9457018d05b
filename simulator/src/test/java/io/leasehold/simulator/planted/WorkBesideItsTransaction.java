package io.leasehold.simulator.planted;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/** Planted: work is done and committed on a connection of its own, and the step is written behind it. */
final class WorkBesideItsTransaction extends TransactingStore {
    WorkBesideItsTransaction(LeaseStore kept, String uri) {
        super(kept, Connection.class, ability -> new Beside(ability, uri));
    }

    private record Beside(SameTransaction<Connection> kept, String uri) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            try (Connection own = DriverManager.getConnection(uri)) {
                work.perform(own);
            } catch (Throwable problem) {
                throw new WorkFailed(problem);
            }
            return kept.perform(write, limit, connection -> {});
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

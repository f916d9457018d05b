package io.leasehold.simulator.planted;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Planted: a job's second message takes its first one away. */
final class RowsTakenAway extends TransactingStore {
    private static final String TABLES =
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'SIM%SENT'";

    RowsTakenAway(LeaseStore kept) {
        super(kept, Connection.class, Taking::new);
    }

    private record Taking(SameTransaction<Connection> kept) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            return kept.perform(write, limit, connection -> {
                work.perform(connection);
                take(connection, write.progress().sequence() - 2);
            });
        }

        private static void take(Connection connection, long sequence) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                try (ResultSet table = statement.executeQuery(TABLES)) {
                    table.next();
                    String name = table.getString(1);
                    statement.executeUpdate("DELETE FROM " + name + " WHERE step = " + (sequence == 1 ? 1 : 0));
                }
            }
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.Limits;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * E13: users' work in one transaction with the store's records. {@code perform}: the conditional {@code UPDATE} of R11 and R12, whose count
 * says whether this call applied it, then its read-back; then the work; then the commit. The row that the update locks keeps two calls
 * with one write apart: the later one sees what became of the earlier. Thread-safe.
 */
final class JdbcTransactions implements SameTransaction<Connection> {
    private final ConnectionFactory connections;
    private final JdbcTrouble trouble;
    private final JdbcWrites writes;
    private final JdbcSubmissions submissions;
    private final Duration callTimeout;

    JdbcTransactions(
            ConnectionFactory connections,
            JdbcTrouble trouble,
            JdbcWrites writes,
            JdbcSubmissions submissions,
            Duration callTimeout) {
        this.connections = connections;
        this.trouble = trouble;
        this.writes = writes;
        this.submissions = submissions;
        this.callTimeout = callTimeout;
    }

    @Override
    public Class<Connection> connectionType() {
        return Connection.class;
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
        Arguments.write(List.of(write), Limits.LARGEST);
        try (JdbcTransaction transaction = JdbcTransaction.begin(connections, trouble, limit)) {
            Call call = transaction.call(callTimeout);
            boolean applied = call.telling(() -> writes.apply(call, write));
            WriteAnswer answer = call.telling(() -> judged(call, write));
            if (applied) {
                perform(transaction, work);
                transaction.commit();
            }
            return answer;
        }
    }

    private WriteAnswer judged(Call call, Write write) {
        try {
            return writes.judged(call, List.of(write)).get(0);
        } catch (UnknownOutcome e) {
            throw JdbcTransaction.overtaken();
        }
    }

    private static void perform(JdbcTransaction transaction, Work<? super Connection> work) throws WorkFailed {
        TransactionMark before = transaction.mark();
        GuardedConnection guarded = new GuardedConnection(transaction.connection());
        try {
            work.perform(guarded.connection());
        } catch (Throwable problem) {
            throw new WorkFailed(problem);
        } finally {
            guarded.close();
        }
        if (!transaction.is(before)) {
            throw new UnknownOutcome(
                    "the work in the store's transaction ended that transaction itself, by SQL text: its"
                            + " step, and what the work did before, may be committed without the rest; never COMMIT,"
                            + " ROLLBACK or change the schema there");
        }
    }

    @Override
    public SubmitAnswer submit(Connection connection, Submission submission) {
        Arguments.submit(List.of(submission), Limits.LARGEST);
        checkInTransaction(connection);
        Call call = Call.joining("submit", Jdbi.create(connection).open(), trouble, Budget.of(callTimeout));
        return call.telling(() -> submissions.submit(call, submission));
    }

    private void checkInTransaction(Connection connection) {
        boolean alone;
        try {
            alone = connection.getAutoCommit();
        } catch (SQLException e) {
            throw trouble.failed("submit", e, false);
        }
        if (alone) {
            throw new IllegalArgumentException("connection must be in a transaction, but is in autocommit:"
                    + " call setAutoCommit(false) before, and commit() behind it");
        }
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction over several statements, the only kind that this store holds (ADR 0011). Unless it was committed it is rolled back by
 * {@link #close}, and a connection of which that isn't sure is never used again. Used by one thread.
 */
final class JdbcTransaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTransaction.class);

    private final ConnectionFactory connections;
    private final JdbcTrouble trouble;
    private final Connection connection;
    private final Handle handle;
    private boolean committed;

    private JdbcTransaction(ConnectionFactory connections, JdbcTrouble trouble, Connection connection) {
        this.connections = connections;
        this.trouble = trouble;
        this.connection = connection;
        this.handle = Jdbi.create(connection).open();
    }

    /** Begins one no statement of which may take longer than this. */
    static JdbcTransaction begin(ConnectionFactory connections, JdbcTrouble trouble, Duration limit) {
        JdbcTransaction begun = new JdbcTransaction(connections, trouble, opened(connections, trouble));
        try {
            begun.start(limit);
            return begun;
        } catch (SQLException e) {
            begun.close();
            throw begun.failed(e);
        }
    }

    private static Connection opened(ConnectionFactory connections, JdbcTrouble trouble) {
        try {
            return connections.openConnection();
        } catch (SQLException | RuntimeException e) {
            throw trouble.noConnection("a transaction", e);
        }
    }

    private void start(Duration limit) throws SQLException {
        trouble.dialect().limits(limit).set(connection);
        connection.setAutoCommit(false);
    }

    Connection connection() {
        return connection;
    }

    /** The store's own statements in it. */
    Call call(Duration callTimeout) {
        return Call.joining("a transaction", handle, trouble, Budget.of(callTimeout));
    }

    /** Marks this transaction, which has changed something, so that it can be told from the next one of its connection. */
    TransactionMark mark() {
        try {
            return trouble.dialect().mark(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Whether it is still the one that was marked so.
     *
     * @throws WorkFailed if the work left it so that it can't be committed
     */
    boolean is(TransactionMark mark) throws WorkFailed {
        try {
            return mark.stands();
        } catch (SQLException e) {
            if (trouble.meaning(e) == Meaning.SPOILED) {
                throw new WorkFailed(failed(e));
            }
            throw failed(e);
        }
    }

    /**
     * Commits.
     *
     * @throws WorkFailed if the database refused: it has rolled back
     * @throws StoreException.UnknownOutcome if nobody knows
     */
    void commit() throws WorkFailed {
        try {
            connection.commit();
            committed = true;
        } catch (SQLException | RuntimeException e) {
            if (trouble.surelyNotApplied(e)) {
                throw new WorkFailed(failed(e));
            }
            throw trouble.failed("the commit of a transaction", e, true);
        }
    }

    /** Until it is committed, whatever fails was not applied. */
    private StoreException failed(Exception e) {
        return trouble.failed("a transaction", e, false);
    }

    @Override
    public void close() {
        if (committed || rolledBack()) {
            giveBack();
        } else {
            discard();
        }
    }

    private boolean rolledBack() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a transaction could not be rolled back, so its connection is closed: {}", trouble.reason(e));
            return false;
        }
    }

    private void giveBack() {
        try {
            connection.setAutoCommit(true);
            connections.closeConnection(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection could not be given back: {}", trouble.reason(e));
        }
    }

    /** Closes the connection beneath any pool: what it holds must never be committed by whoever comes next. */
    private void discard() {
        try {
            connection.unwrap(Connection.class).close();
            connections.closeConnection(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection could not be closed: {}", trouble.reason(e));
        }
    }

    /** The answer of a call that changed nothing, though nobody else had. */
    static StoreUnavailable overtaken() {
        return new StoreUnavailable(
                "a job's record changed while its write was judged; nothing was applied: repeat it");
    }
}

package io.leasehold.jdbc;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A call that waits for a row which an open transaction of PostgreSQL or MariaDB has changed. */
final class Waiting {
    private static final String BLOCKED =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))";
    private static final String BLOCKED_IN_MARIADB =
            "SELECT COUNT(*) FROM information_schema.innodb_lock_waits w JOIN information_schema.innodb_trx t"
                    + " ON t.trx_id = w.blocking_trx_id WHERE t.trx_mysql_thread_id = CONNECTION_ID()";

    private Waiting() {}

    /**
     * What the call comes to.
     *
     * @param sql what the transaction does before
     * @param then what happens to the transaction once the call waits for it
     */
    static <T> T during(String uri, String sql, Callable<T> call, Then then) throws Exception {
        try (Connection blocking = Direct.connection(uri)) {
            blocking.setAutoCommit(false);
            try (Statement statement = blocking.createStatement()) {
                statement.execute(sql);
                FutureTask<T> task = new FutureTask<>(call);
                Thread thread = new Thread(task, "blocked");
                thread.setDaemon(true);
                thread.start();
                // MariaDB keeps its answer for a tenth of a second, and longer if it is asked again.
                Duration pause = Duration.ofMillis(MariaDbUri.is(uri) ? 150 : 5);
                await().pollInterval(pause)
                        .until(() ->
                                task.isDone() || blocks(statement, MariaDbUri.is(uri) ? BLOCKED_IN_MARIADB : BLOCKED));
                then.happens(blocking);
                blocking.rollback();
                return task.get();
            }
        }
    }

    /**
     * Does this in a transaction, and comes back while it is open; once somebody waits for it, something happens to it, and it ends.
     *
     * @return what that came to
     */
    static Future<?> begun(String uri, String sql, Then then) {
        Connection blocking = begun(uri, sql);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try (blocking;
                    Statement statement = blocking.createStatement()) {
                await().pollInterval(Duration.ofMillis(5)).until(() -> blocks(statement, BLOCKED));
                then.happens(blocking);
                blocking.rollback();
                return true;
            }
        });
        Thread thread = new Thread(task, "blocking");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Does this in a transaction, which is rolled back once something else has happened. */
    static void holding(String uri, String sql, Runnable meanwhile) throws SQLException {
        try (Connection holding = begun(uri, sql)) {
            meanwhile.run();
            holding.rollback();
        }
    }

    private static Connection begun(String uri, String sql) {
        try {
            Connection blocking = Direct.connection(uri);
            blocking.setAutoCommit(false);
            try (Statement statement = blocking.createStatement()) {
                statement.execute(sql);
            }
            return blocking;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean blocks(Statement statement, String blocked) throws SQLException {
        try (ResultSet row = statement.executeQuery(blocked)) {
            return row.next() && row.getInt(1) > 0;
        }
    }

    /** What happens meanwhile. */
    interface Then {
        void happens(Connection blocking) throws Exception;
    }
}

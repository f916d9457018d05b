package io.leasehold.simulator.real;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of a run as rows of the store's own database, and the ledger of them. Instances write rows on connections of the store's;
 * the ledger reads on one of its own, so it sees a row if and only if it was committed, whatever anybody says. No row keeps another one
 * out: a message that was written twice must be there twice. Thread-safe.
 */
final class MessageTable implements AutoCloseable {
    private static final String CREATE = """
            CREATE TABLE {table} (
                attempt  VARCHAR(60)    NOT NULL PRIMARY KEY, -- which writer's how many-th row
                job      VARCHAR(200)   NOT NULL,
                run      VARCHAR(16)    NOT NULL,
                step     BIGINT         NOT NULL,
                token    BIGINT         NOT NULL,
                instance VARCHAR(20)    NOT NULL,
                message  VARCHAR(16000) NOT NULL,
                link     VARCHAR(16)    NOT NULL,
                linked   VARCHAR(16)    NOT NULL,             -- the link of the message before it
                asked_at BIGINT         NOT NULL)""";

    private static final String INDEX = "CREATE INDEX {table}_by_job ON {table} (job)";

    private static final String INSERT = """
            INSERT INTO {table} (attempt, job, run, step, token, instance, message, linked, link, asked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String OF_JOB = "SELECT * FROM {table} WHERE job = ? ORDER BY step, attempt";

    private static final String ALL = "SELECT * FROM {table} WHERE job > ? ORDER BY job, step, attempt";

    private final Connection ledger;
    private final String table;
    private final History history;
    private final Map<String, EffectStarted> told = new LinkedHashMap<>();
    private long cutOff;

    private MessageTable(Connection ledger, String table, History history) {
        this.ledger = ledger;
        this.table = table;
        this.history = history;
    }

    /** Makes the table of this namespace, empty. The connection is closed with this. */
    static MessageTable create(Connection ledger, String namespace, History history) {
        MessageTable made = new MessageTable(ledger, namespace + "_sent", history);
        try (Statement statement = ledger.createStatement()) {
            statement.execute(made.text(CREATE));
            statement.execute(made.text(INDEX));
            return made;
        } catch (SQLException e) {
            made.close();
            throw failed("can't be made", e);
        }
    }

    private String text(String sql) {
        return sql.replace("{table}", table);
    }

    /** Writes a row, which is there once the connection's transaction is committed. */
    void insert(Connection connection, String attempt, EffectStarted message) {
        try (PreparedStatement insert = connection.prepareStatement(text(INSERT))) {
            insert.setString(1, attempt);
            insert.setString(2, message.job());
            insert.setString(3, message.run());
            insert.setLong(4, message.sequence());
            insert.setLong(5, message.token());
            insert.setString(6, message.instance());
            insert.setString(7, message.text());
            insert.setString(8, message.previous());
            insert.setString(9, message.chain());
            insert.setLong(10, message.gateMillis() == null ? 0 : message.gateMillis());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw failed("took no row", e);
        }
    }

    /** Writes down what was committed of this job and isn't written down yet. */
    synchronized void look(String job) {
        rows(OF_JOB, job).forEach(this::tell);
    }

    /**
     * Looks at the whole table, once nobody writes any more.
     *
     * @return what had been seen there and is there no more, in sentences
     */
    synchronized List<String> lookAtAll() {
        Map<String, EffectStarted> there = rows(ALL, "");
        there.forEach(this::tell);
        return told.entrySet().stream()
                .filter(entry -> !there.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().step() + " was committed by "
                        + entry.getValue().instance() + " and is not there any more")
                .toList();
    }

    /** The transaction of a row was rolled back since its writer was killed. */
    synchronized void wasCutOff() {
        cutOff++;
    }

    synchronized long cutOff() {
        return cutOff;
    }

    /** How many messages were written down. */
    synchronized long size() {
        return told.size();
    }

    private void tell(String attempt, EffectStarted message) {
        if (told.putIfAbsent(attempt, message) == null) {
            history.add(message::at);
        }
    }

    private Map<String, EffectStarted> rows(String sql, String job) {
        Map<String, EffectStarted> rows = new LinkedHashMap<>();
        try (PreparedStatement select = ledger.prepareStatement(text(sql))) {
            select.setString(1, job);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString("attempt"), message(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed("can't be read", e);
        }
    }

    private static EffectStarted message(ResultSet row) throws SQLException {
        return new EffectStarted(
                0,
                row.getString("job"),
                row.getString("run"),
                row.getLong("step"),
                row.getLong("token"),
                row.getString("instance"),
                row.getString("message"),
                row.getString("linked"),
                row.getString("link"),
                row.getLong("asked_at"));
    }

    /** What a driver says may show a URI: its codes do not. */
    private static IllegalStateException failed(String what, SQLException e) {
        return new IllegalStateException(
                "the table of messages " + what + " (" + e.getSQLState() + "/" + e.getErrorCode() + ")");
    }

    @Override
    public void close() {
        try {
            ledger.close();
        } catch (SQLException e) {
            throw failed("can't be closed", e);
        }
    }
}

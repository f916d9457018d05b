package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL from 12 on. */
final class PostgresDialect implements Dialect {
    static final String PRODUCT = "PostgreSQL";

    private static final String SETTINGS = """
            SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
                current_setting('idle_in_transaction_session_timeout') AS idle,
                current_setting('synchronous_commit') AS synchronous, current_setting('jit') AS jit""";

    private static final String WORTH_A_WARNING = """
            SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
                current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS recovering""";

    @Override
    public String kind() {
        return PRODUCT;
    }

    @Override
    public String timeSource() {
        return "the PostgreSQL server's machine";
    }

    @Override
    public Forms forms() {
        return new PostgresForms();
    }

    @Override
    public String ddlFolder() {
        return "postgresql";
    }

    /**
     * Never {@code now()}: that is when a transaction began, however long it has waited for a lock. Behind another's change of the row
     * that was rolled back it is when the wait began: a lease then ends a little sooner, never later.
     */
    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    /** As a function that may change with every row no index could be searched by it. */
    @Override
    public String nowOnce() {
        return "(SELECT " + now() + ")";
    }

    @Override
    public String keyType() {
        return "BYTEA";
    }

    @Override
    public String seeks() {
        return ">=";
    }

    @Override
    public String textType() {
        return "VARCHAR";
    }

    @Override
    public String collation() {
        return "";
    }

    @Override
    public String free(String table, String key, String list) {
        return table;
    }

    /** A duplicate that fails would spoil the transaction of whoever submits in their own, and fill the server's log. */
    @Override
    public String ifNew() {
        return "ON CONFLICT DO NOTHING";
    }

    /** An array, for joined to a set of keys the planner likes to read the whole table (ADR 0008). */
    @Override
    public String unlocked(String table, String key, String list) {
        return key + " = ANY (ARRAY(SELECT " + key + " FROM " + table + " WHERE " + key + " IN (<" + list
                + ">) ORDER BY " + key + " FOR UPDATE SKIP LOCKED))";
    }

    /**
     * The server gives up a little before the driver does, which can't know what became of a statement that it no longer waits for. It compiles
     * nothing: what a claim may cost at most is estimated high, and compiling would take longer than the claim.
     */
    @Override
    public SessionLimits limits(Duration statement) {
        long millis = statement.toMillis();
        return limits(new Settings(
                Long.toString(Math.max(1, millis - millis / 8)),
                Long.toString(Math.max(1, millis / 2)),
                Long.toString(millis),
                "on",
                "off",
                Math.toIntExact(millis)));
    }

    @Override
    public SessionLimits formerLimits(Connection fresh) throws SQLException {
        try (PreparedStatement select = fresh.prepareStatement(SETTINGS);
                ResultSet row = select.executeQuery()) {
            row.next();
            return limits(new Settings(
                    row.getString("statement"),
                    row.getString("lock"),
                    row.getString("idle"),
                    row.getString("synchronous"),
                    row.getString("jit"),
                    fresh.getNetworkTimeout()));
        }
    }

    private static SessionLimits limits(Settings settings) {
        return new SessionLimits(
                "SET statement_timeout = '" + settings.statement + "'; SET lock_timeout = '" + settings.lock
                        + "'; SET idle_in_transaction_session_timeout = '" + settings.idle
                        + "'; SET synchronous_commit = '" + settings.synchronous + "'; SET jit = '" + settings.jit
                        + "'",
                settings.networkMillis);
    }

    @Override
    public Optional<String> waking(String channel) {
        return Optional.of("LENGTH(CAST(pg_notify('" + channel + "', '') AS VARCHAR))");
    }

    @Override
    public TransactionMark mark(Connection connection) throws SQLException {
        return TransactionMark.byNumber(connection, "SELECT txid_current_if_assigned()");
    }

    @Override
    public Meaning meaning(SQLException exception) {
        String state = Optional.ofNullable(exception.getSQLState()).orElse("");
        return switch (state) {
            // key, table, schema, object
            case "23505", "42P07", "42P06", "42710" -> Meaning.DUPLICATE;
            // serialization, deadlock, lock time-out
            case "40001", "40P01", "55P03" -> Meaning.TRANSIENT;
            case "XX000" -> racedDdl(exception) ? Meaning.TRANSIENT : Meaning.UNCLEAR;
            // table, column not found
            case "42P01", "42703" -> Meaning.SCHEMA_MISSING;
            case "42501" -> Meaning.NOT_PERMITTED;
            case "28000", "28P01" -> Meaning.WRONG_LOGIN;
            case "25006" -> Meaning.READ_ONLY;
            case "25P02" -> Meaning.SPOILED;
            // cancelled by its time limit or by somebody, idle for too long
            case "57014", "25P03" -> Meaning.TOO_SLOW;
            // told to end, crashed, not yet started
            case "57P01", "57P02", "57P03" -> Meaning.UNREACHABLE;
            default -> byClass(state);
        };
    }

    /** Two sessions that create one thing at once: the loser fails, although it said IF NOT EXISTS. */
    private static boolean racedDdl(SQLException exception) {
        return String.valueOf(exception.getMessage()).contains("tuple concurrently updated");
    }

    private static Meaning byClass(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> Meaning.UNREACHABLE;
            case "53" -> Meaning.EXHAUSTED;
            case "0A", "22", "23", "3D", "3F", "42", "54" -> Meaning.REJECTED;
            default -> Meaning.UNCLEAR;
        };
    }

    @Override
    public List<String> warnings(Connection connection, String namespace) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WORTH_A_WARNING);
                ResultSet row = select.executeQuery()) {
            row.next();
            List<String> warnings = new ArrayList<>();
            if (row.getString("fsync").equals("off") || row.getString("pages").equals("off")) {
                warnings.add(
                        "fsync or full_page_writes is off: if the server's machine dies, acknowledged writes are lost"
                                + " and tokens are issued twice; set both on");
            }
            if (!row.getString("encoding").equals("UTF8")) {
                warnings.add("the database's encoding is " + row.getString("encoding")
                        + ": ids and texts that it can't hold are rejected; create the database with ENCODING 'UTF8'");
            }
            if (row.getBoolean("recovering")) {
                warnings.add("the server is a standby, which refuses every write; name the primary");
            }
            return warnings;
        }
    }

    /** A session's settings, as PostgreSQL writes them, and how long the driver waits for an answer. */
    private record Settings(
            String statement, String lock, String idle, String synchronous, String jit, int networkMillis) {}
}

package io.leasehold.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** H2 2.x, embedded or served. */
final class H2Dialect implements Dialect {
    static final String PRODUCT = "H2";

    static final String WRITE_DELAY_WARNING =
            "WRITE_DELAY is not 0: if the process that holds the database dies, acknowledged"
                    + " writes are lost and tokens are issued twice; run SET WRITE_DELAY 0";

    @Override
    public String kind() {
        return PRODUCT;
    }

    @Override
    public String timeSource() {
        return "the process that holds the H2 database";
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }

    /** One time for the whole statement, too. */
    @Override
    public String nowOnce() {
        return now();
    }

    @Override
    public Forms forms() {
        return new GeneralForms();
    }

    @Override
    public String ddlFolder() {
        return "h2";
    }

    @Override
    public String keyType() {
        return "VARBINARY(800)";
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

    @Override
    public String ifNew() {
        return "";
    }

    /** H2 knows {@code SKIP LOCKED}, but such a sub-select makes a claim several times as slow (ADR 0011): so it waits for locked rows. */
    @Override
    public String unlocked(String table, String key, String list) {
        return key + " IN (<" + list + ">)";
    }

    @Override
    public SessionLimits limits(Duration statement) {
        return limits(Long.toString(Math.max(1, statement.toMillis() / 2)), Long.toString(statement.toMillis()));
    }

    @Override
    public SessionLimits formerLimits(Connection fresh) throws SQLException {
        return limits(
                setting(fresh, "LOCK_TIMEOUT").orElse("2000"),
                setting(fresh, "QUERY_TIMEOUT").orElse("0"));
    }

    private static SessionLimits limits(String lockMillis, String queryMillis) {
        return new SessionLimits(
                "SET LOCK_TIMEOUT " + lockMillis + "; SET QUERY_TIMEOUT " + queryMillis, SessionLimits.DRIVERS_OWN);
    }

    @Override
    public Optional<String> waking(String channel) {
        return Optional.empty();
    }

    @Override
    public TransactionMark mark(Connection connection) throws SQLException {
        return TransactionMark.byNumber(connection, "SELECT TRANSACTION_ID()");
    }

    @Override
    public Meaning meaning(SQLException exception) {
        return switch (exception.getErrorCode()) {
            // key, table, index
            case 23505, 42101, 42111 -> Meaning.DUPLICATE;
            case 50000 -> racedDdl(exception) ? Meaning.DUPLICATE : byState(exception);
            // deadlock, lock time-out, concurrent update
            case 40001, 50200, 90131 -> Meaning.TRANSIENT;
            // table or view, column, schema not found
            case 42102, 42103, 42104, 42122, 90079 -> Meaning.SCHEMA_MISSING;
            // admin rights required, not enough rights, read-only
            case 90040, 90096, 90097 -> Meaning.NOT_PERMITTED;
            case 28000 -> Meaning.WRONG_LOGIN;
            case 90020 -> Meaning.IN_USE;
            // connection broken, database closed, not found, I/O and file trouble, connect time-out
            case 90067, 90098, 90121, 90146, 90149, 90028, 90031, 90030, 90062, 90013, 8000 -> Meaning.UNREACHABLE;
            default -> byState(exception);
        };
    }

    /** Two sessions that create one index at once: H2 has the loser fail in its own code, although it said IF NOT EXISTS. */
    private static boolean racedDdl(SQLException exception) {
        return Optional.ofNullable(exception.getMessage()).orElse("").contains("object already exists");
    }

    private static Meaning byState(SQLException exception) {
        String state = Optional.ofNullable(exception.getSQLState()).orElse("");
        if (state.startsWith("42") || state.startsWith("22") || state.startsWith("23") || state.startsWith("0A")) {
            return Meaning.REJECTED;
        }
        return state.startsWith("08") ? Meaning.UNREACHABLE : Meaning.UNCLEAR;
    }

    @Override
    public List<String> warnings(Connection connection, String namespace) throws SQLException {
        String url = connection.getMetaData().getURL().toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:h2:mem:")) {
            return List.of("nothing is kept when this process ends: a database in memory is for tests alone");
        }
        String path = path(connection);
        if (path.isEmpty()) {
            return List.of("nothing is kept when the server's process ends: a database in memory is for tests alone");
        }
        List<String> warnings = new ArrayList<>();
        if (!setting(connection, "WRITE_DELAY").equals(Optional.of("0"))) {
            warnings.add(WRITE_DELAY_WARNING);
        }
        if (!url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:")) {
            warnings.addAll(fileWarnings(path));
        }
        return warnings;
    }

    /** Settings of the connection show nowhere; but only an AUTO_SERVER leaves its address in a lock file beside the database. */
    private static List<String> fileWarnings(String path) {
        List<String> warnings = new ArrayList<>();
        String file = path.replaceFirst("^[A-Za-z]{2,}:", "");
        if (!Files.exists(Path.of(file + ".lock.db"))) {
            warnings.add(
                    "AUTO_SERVER is not TRUE: no other process can open this file, so none can take over while this one"
                            + " holds it");
        }
        if (!path.startsWith("async:")) {
            warnings.add(
                    "the file is opened without async: an interrupt of any thread in the middle of a write closes the"
                            + " database; open jdbc:h2:async:PATH");
        }
        return warnings;
    }

    private static String path(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT DATABASE_PATH()");
                ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.ofNullable(found.getString(1)).orElse("") : "";
        }
    }

    private static Optional<String> setting(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = ?")) {
            select.setString(1, name);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
            }
        }
    }
}

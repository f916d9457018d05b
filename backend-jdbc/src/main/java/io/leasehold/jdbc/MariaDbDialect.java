package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * MariaDB from 10.6 on, and MySQL from 8.0 on.
 *
 * @param product what the server calls itself
 */
record MariaDbDialect(String product) implements Dialect {
    static final String MARIADB = "MariaDB";
    static final String MYSQL = "MySQL";

    /** Before the server has said which of the two it is: sessions are set alike, and errors mean the same. */
    static final MariaDbDialect UNASKED = new MariaDbDialect(MARIADB);

    /** So that nothing is cut, rounded or taken for something else, whatever the server is set to. */
    private static final String STRICT = "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final String MARK = "leasehold_mark";

    /** What the server at the other end speaks. Only its version tells: each driver knows but one name. */
    static MariaDbDialect of(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        return new MariaDbDialect(version.toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB : MYSQL);
    }

    private boolean mysql() {
        return product.equals(MYSQL);
    }

    @Override
    public String kind() {
        return product;
    }

    @Override
    public String timeSource() {
        return "the " + product + " server's machine";
    }

    @Override
    public String ddlFolder() {
        return "mariadb";
    }

    @Override
    public Forms forms() {
        return mysql() ? new GeneralForms() : new MariaDbForms();
    }

    /** Not the collation of the server, for which {@code A} and {@code a}, or {@code a} and {@code a} with a space, are mostly one. */
    @Override
    public String collation() {
        return mysql() ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin";
    }

    /** Never {@code NOW()}: that is when the statement began, however long it has waited for a lock. Sessions are set to UTC for it. */
    @Override
    public String now() {
        return "CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)";
    }

    @Override
    public String nowOnce() {
        return "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    }

    @Override
    public String keyType() {
        return "BINARY";
    }

    @Override
    public String seeks() {
        return "=";
    }

    @Override
    public String textType() {
        return "CHAR";
    }

    /** The driver counts rows that are found, changed or not, so that nothing that succeeds could be told from a new row. */
    @Override
    public String ifNew() {
        return "";
    }

    @Override
    public String unlocked(String table, String key, String list) {
        return key + " IN (<" + list + ">)";
    }

    /**
     * In this order, for from the other side the statement would come to rows that somebody has locked, and wait; as it would if the
     * server merged the sub-select into it, from which a limit keeps it.
     */
    @Override
    public String free(String table, String key, String list) {
        return "(SELECT " + key + " AS free_key FROM " + table + " FORCE INDEX (PRIMARY) WHERE " + key + " IN (<" + list
                + ">) ORDER BY " + key + " LIMIT " + Call.CHUNK + " FOR UPDATE SKIP LOCKED) free STRAIGHT_JOIN " + table
                + " FORCE INDEX (PRIMARY) ON " + key + " = free_key";
    }

    /**
     * The server gives up a little before the driver does, which can't know what became of a statement that it no longer waits for. It
     * counts the wait for a lock in whole seconds. MySQL limits no statement that writes, and no transaction that is idle.
     */
    @Override
    public SessionLimits limits(Duration statement) {
        long millis = statement.toMillis();
        long lock = Math.max(1, millis / 2000);
        String seconds = Long.toString(lock);
        String idle = Long.toString(Math.max(1, (millis + 999) / 1000));
        return set(
                new MariaDbSettings(
                        seconds, seconds, Double.toString((millis - millis / 8) / 1000.0), idle, STRICT, "+00:00"),
                Math.toIntExact(millis));
    }

    @Override
    public SessionLimits formerLimits(Connection fresh) throws SQLException {
        return set(MariaDbSettings.of(fresh), fresh.getNetworkTimeout());
    }

    private SessionLimits set(MariaDbSettings settings, int networkMillis) {
        return new SessionLimits(settings.setting(), networkMillis);
    }

    @Override
    public Optional<String> waking(String channel) {
        return Optional.empty();
    }

    /** A savepoint, for it ends with its transaction; to be told a transaction's number a user needs a right to see them all. */
    @Override
    public TransactionMark mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SAVEPOINT " + MARK);
        }
        return () -> released(connection);
    }

    private static boolean released(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("RELEASE SAVEPOINT " + MARK);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == MariaDbCodes.NO_SUCH_SAVEPOINT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Meaning meaning(SQLException exception) {
        return MariaDbCodes.meaning(exception);
    }

    @Override
    public List<String> warnings(Connection connection, String namespace) throws SQLException {
        return MariaDbWarnings.of(connection, namespace, collation());
    }
}

package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All in which one database differs from another, at a glance: a few pieces of SQL, the forms of calls that it can do in fewer
 * statements, what a session is set to, and what errors mean.
 * Everything else is SQL that all of them understand. Implementations are stateless.
 */
interface Dialect {
    /** The database's name for people. */
    String kind();

    /** Whose clock judges lapses and due times, for people. */
    String timeSource();

    /** The resource folder of the numbered DDL files. */
    String ddlFolder();

    /** In how many statements it claims, writes and submits. */
    Forms forms();

    /** The database's time as epoch milliseconds (BIGINT), read when the row is written or judged. */
    String now();

    /** The same, but read once for the whole statement, so that an index can be searched by it. */
    String nowOnce();

    /** The type of a bound key of up to 800 bytes, where nothing else tells it. */
    String keyType();

    /** The type of a text, without its length, that something is cast to. */
    String textType();

    /** The collation by which texts are compared byte for byte, where the DDL files ask for its name; or nothing. */
    String collation();

    /** What stands behind an {@code INSERT} so that it makes no row, and doesn't fail, where there is one; or nothing, and it fails. */
    String ifNew();

    /**
     * The condition by which an {@code UPDATE} or {@code DELETE} of several rows names them. Where the database can, it locks them in
     * the order of their keys, so that two of these never wait for one another, and steps over those that others have locked.
     *
     * @param table the rows' table
     * @param key the column of their keys
     * @param list the list of keys, as Jdbi knows it
     */
    String unlocked(String table, String key, String list);

    /** The table of an {@code UPDATE} with {@link #unlocked}, where that alone can't step over locked rows: joined to the rows that aren't. */
    String free(String table, String key, String list);

    /**
     * How a sub-select, for a value of each row, goes straight to the first entry of an index from that value on: by {@code >=}, or by
     * {@code =} if that is what the database can do only so. Whoever asks wants to know whether it is an equal one.
     */
    String seeks();

    /**
     * What bounds a single statement of a session, waiting for locks included: no longer than {@code statement}, so that a call keeps
     * R22 whatever blocks it. Whatever else a session must be set to stands there too.
     */
    SessionLimits limits(Duration statement);

    /** What undoes {@link #limits} on a connection that we borrowed, as this fresh one of its kind stands. */
    SessionLimits formerLimits(Connection fresh) throws SQLException;

    /**
     * What, added to the bell's number, wakes those who listen to this channel, and is 0; nothing where the database can't push.
     *
     * @param channel a checked name
     */
    Optional<String> waking(String channel);

    /** Marks a session's present transaction, which has changed something. */
    TransactionMark mark(Connection connection) throws SQLException;

    /** What this exception means. */
    Meaning meaning(SQLException exception);

    /** What a user should hear about this database and the namespace's tables there (R24): each one line, none with a credential. */
    List<String> warnings(Connection connection, String namespace) throws SQLException;
}

package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** All in which one database differs from another, at a glance. Implementations are stateless. */
interface Dialect {
    /** The database's name for people. */
    String kind();

    /** Whose clock judges lapses and due times, for people. */
    String timeSource();

    /** The database's time as epoch milliseconds (BIGINT), evaluated when the statement runs. */
    String now();

    /** The resource folder of the numbered DDL files. */
    String ddlFolder();

    /**
     * One SQL text that bounds what a single statement of this session may take, waiting for locks included: no longer than
     * {@code statement}, so that a call keeps R22 whatever blocks it.
     */
    String limits(Duration statement);

    /** The text that undoes {@link #limits} on a connection that we borrowed, as this fresh one of its kind stands. */
    String formerLimits(Connection fresh) throws SQLException;

    /** A query for what tells a session's present transaction from its next one, once it has changed something. */
    String transactionId();

    /** What this exception means. */
    Meaning meaning(SQLException exception);

    /** What a user should hear about this database's settings (R24): each one line, none with a credential. */
    List<String> warnings(Connection connection) throws SQLException;
}

package io.leasehold.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A database as a URI names it: how it is connected to, and how it is spoken to. Immutable; its text shows no credential. */
interface Database {
    Dialect dialect();

    /**
     * The same database once it was asked what it is, where its URI alone doesn't tell.
     *
     * @param statement as of {@link #connections}
     */
    default Database asked(Duration statement) throws SQLException {
        return this;
    }

    /** What of the URI must not be shown. */
    JdbcSecrets secrets();

    /**
     * Connections to it, each set to what the dialect demands.
     *
     * @param statement how long a statement may take, and a server may take to answer
     * @throws IllegalArgumentException if its driver isn't on the class path
     */
    DataSource connections(Duration statement);

    /** Whether it lives no longer than somebody is connected to it. */
    boolean fleeting();

    /** Why a database with these warnings must not be used, for people; nothing: it may. */
    Optional<String> unfit(List<String> warnings);
}

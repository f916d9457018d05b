package io.leasehold.jdbc;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * Turns a database's exceptions into the three kinds of trouble (R21): one line each, which says what failed, where, and what would
 * be right. Neither URIs nor credentials are repeated.
 *
 * @param dialect whose codes these are
 * @param where the database as it may be shown
 * @param secrets what must not be
 */
record JdbcTrouble(Dialect dialect, String where, JdbcSecrets secrets) {
    private static final int LONGEST_REASON = 200;

    /** Of a database whose URI isn't known. */
    JdbcTrouble(Dialect dialect, String where) {
        this(dialect, where, JdbcSecrets.NONE);
    }

    /** The meaning of the SQL exception in this chain of causes. */
    Meaning meaning(Throwable failure) {
        return sqlIn(failure).map(dialect::meaning).orElse(Meaning.UNCLEAR);
    }

    /** Whether a statement that failed so surely changed nothing. Of a batch, some entries may have succeeded before. */
    boolean surelyNotApplied(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof BatchUpdateException) {
                return false;
            }
        }
        return meaning(failure).surelyNotApplied();
    }

    /** No connection came: nothing was sent. */
    StoreException noConnection(String what, Throwable failure) {
        Meaning meaning = meaning(failure);
        String line = line(what + " found no connection to", failure, meaning);
        return caused(meaning.rejected() ? new StoreRejected(line) : new StoreUnavailable(line), failure);
    }

    /**
     * A statement failed.
     *
     * @param changed whether the call perhaps changed something before, or with this statement
     */
    StoreException failed(String what, Throwable failure, boolean changed) {
        Meaning meaning = meaning(failure);
        if (changed) {
            String line = line(what + " may have been applied, wholly or in part, by", failure, meaning);
            return caused(new UnknownOutcome(line), failure);
        } else if (meaning.rejected()) {
            return caused(new StoreRejected(line(what + " was rejected by", failure, meaning)), failure);
        }
        return caused(new StoreUnavailable(line(what + " failed at", failure, meaning)), failure);
    }

    /** The call used up its time between two statements. */
    StoreException late(String what, boolean changed) {
        String line = what + " at " + dialect.kind() + " " + where + " used up its time before its last statement; ";
        return changed
                ? new UnknownOutcome(line + "it may have been applied in part")
                : new StoreUnavailable(line + "nothing was changed");
    }

    private String line(String beginning, Throwable failure, Meaning meaning) {
        return beginning + " " + dialect.kind() + " " + where + ": " + reason(failure) + "; " + meaning.advice();
    }

    /** What the database said, as it may be shown: one line. */
    String reason(Throwable failure) {
        Optional<SQLException> sql = sqlIn(failure);
        String code = sql.map(exception -> " (" + exception.getSQLState() + "/" + exception.getErrorCode() + ")")
                .orElse("");
        String message = String.valueOf(
                sql.<Throwable>map(exception -> exception).orElse(failure).getMessage());
        String line = secrets.masked(message.split("; SQL statement:|\\R", 2)[0])
                .replaceAll("\\[[0-9]+-[0-9]+]", "")
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
        return (line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…") + code;
    }

    /** Adds what the driver said, unless it shows a URI or a part of one, which may be a password. */
    private StoreException caused(StoreException trouble, Throwable failure) {
        if (!secrets.shownBy(failure)) {
            trouble.initCause(sqlIn(failure).<Throwable>map(sql -> sql).orElse(failure));
        }
        return trouble;
    }

    /** The SQL exception that tells most: what the first entry of a batch met, what kept a pool from connecting. */
    private static Optional<SQLException> sqlIn(Throwable failure) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof BatchUpdateException batch && batch.getNextException() != null) {
                return Optional.of(batch.getNextException());
            } else if (next instanceof SQLException sql && (found.isEmpty() || pools(found.get()))) {
                found = Optional.of(sql);
            }
        }
        return found;
    }

    /** Whether a pool says this of itself; what the database said stands behind it. */
    private static boolean pools(SQLException exception) {
        return exception instanceof SQLTransientConnectionException && exception.getErrorCode() == 0;
    }
}

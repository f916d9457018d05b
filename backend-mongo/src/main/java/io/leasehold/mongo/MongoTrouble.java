package io.leasehold.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.bulk.BulkWriteResult;
import io.leasehold.store.Secrets;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Turns the driver's exceptions into the three kinds of trouble (R21): one line each, which says what failed, where, and what would be
 * right. What a server answered is judged by its code, never by the exception's class, for one code comes in several classes. Neither
 * URIs nor credentials are repeated.
 *
 * @param where the servers as they may be shown
 * @param secrets what must not be
 */
record MongoTrouble(String where, Secrets secrets) {
    private static final int LONGEST_REASON = 200;

    /** The server knows that the failed command wrote nothing, and that no earlier attempt at it did. */
    private static final String NO_WRITES = "NoWritesPerformed";

    /** Whether a change that failed so surely changed nothing. */
    boolean surelyNotApplied(RuntimeException failure, Sent sent) {
        if (failure instanceof MongoException labelled && labelled.hasErrorLabel(NO_WRITES)) {
            return sent != Sent.SEVERAL_COMMANDS;
        } else if (failure instanceof MongoBulkWriteException bulk) {
            return surelyNotApplied(bulk);
        } else if (failure instanceof MongoWriteConcernException) {
            return false;
        } else if (failure instanceof MongoServerException answered) {
            return Meaning.of(answered.getCode()).surelyNotApplied(sent);
        }
        return neverSent(failure) && sent != Sent.SEVERAL_COMMANDS;
    }

    /** Each of its statements was answered on its own. */
    private static boolean surelyNotApplied(MongoBulkWriteException bulk) {
        return bulk.getWriteConcernError() == null
                && untouched(bulk.getWriteResult())
                && bulk.getWriteErrors().stream()
                        .allMatch(error -> Meaning.of(error.getCode()).surelyNotApplied(Sent.ONE_RECORD));
    }

    /** Whether the statements of a bulk write changed nothing, as far as it tells. */
    static boolean untouched(BulkWriteResult result) {
        return result.wasAcknowledged()
                && result.getMatchedCount() + result.getInsertedCount() + result.getDeletedCount() == 0
                && result.getUpserts().isEmpty();
    }

    /** Whether the driver failed before it sent anything that counts. */
    private static boolean neverSent(RuntimeException failure) {
        return failure instanceof IllegalStateException
                || failure instanceof MongoSocketOpenException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoServerUnavailableException
                || failure instanceof MongoSecurityException
                || (failure instanceof MongoTimeoutException && !(failure instanceof MongoOperationTimeoutException))
                || misconfigured(failure);
    }

    private static boolean misconfigured(RuntimeException failure) {
        return failure instanceof MongoConfigurationException
                || failure instanceof MongoIncompatibleDriverException
                || (failure instanceof MongoClientException
                        && String.valueOf(failure.getMessage()).contains("retryable writes"));
    }

    /** The meaning of what failed. */
    Meaning meaning(RuntimeException failure) {
        if (misconfigured(failure)) {
            return Meaning.MISCONFIGURED;
        } else if (failure instanceof MongoSecurityException login) {
            return ofLogin(login.getCause());
        } else if (neverSent(failure)) {
            return Meaning.UNREACHED;
        } else if (failure instanceof MongoServerException answered) {
            return Meaning.of(code(answered));
        }
        return Meaning.UNCLEAR;
    }

    /** A login that nobody answered was no wrong one. */
    private static Meaning ofLogin(@Nullable Throwable cause) {
        if (cause instanceof MongoServerException answered
                && !Meaning.of(answered.getCode()).rejected()) {
            return Meaning.of(answered.getCode()) == Meaning.UNCLEAR ? Meaning.WRONG_LOGIN : Meaning.UNREACHED;
        }
        boolean unanswered = cause instanceof MongoSocketException
                || cause instanceof MongoTimeoutException
                || cause instanceof MongoInterruptedException;
        return unanswered ? Meaning.UNREACHED : Meaning.WRONG_LOGIN;
    }

    /** Of a bulk write, the first statement's that failed. */
    private static int code(MongoServerException answered) {
        if (answered instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() != null || bulk.getWriteErrors().isEmpty()
                    ? bulk.getCode()
                    : bulk.getWriteErrors().get(0).getCode();
        }
        return answered.getCode();
    }

    /**
     * A command failed.
     *
     * @param changed whether the call perhaps changed something before, or with this command
     */
    StoreException failed(String what, RuntimeException failure, boolean changed) {
        Meaning meaning = meaning(failure);
        if (changed) {
            String beginning = what + " may have been applied, wholly or in part, by";
            return caused(new UnknownOutcome(line(beginning, failure, meaning)), failure);
        } else if (meaning.rejected()) {
            return caused(new StoreRejected(line(what + " was rejected by", failure, meaning)), failure);
        }
        return caused(new StoreUnavailable(line(what + " was not done by", failure, meaning)), failure);
    }

    /** The call used up its time, before its last command or while it waited for an answer. */
    StoreException late(String what, boolean changed) {
        String line = what + " at MongoDB " + where + " used up its time; ";
        return changed
                ? new UnknownOutcome(line + "it may have been applied, wholly or in part")
                : new StoreUnavailable(line + "nothing was changed");
    }

    /** The store was closed before anything was sent. */
    static StoreException closed(String what) {
        return new StoreUnavailable(what + " was not sent: the store has been closed");
    }

    private String line(String beginning, RuntimeException failure, Meaning meaning) {
        return beginning + " MongoDB " + where + ": " + reason(failure) + "; " + meaning.advice();
    }

    /** What happened, as it may be shown: one line. */
    String reason(RuntimeException failure) {
        if (hidden(failure)) {
            return "the login failed (what else the server said may repeat it, and is not shown)";
        }
        String line = secrets.masked(DriversWords.of(failure).split("\\R", 2)[0])
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    /** Whether it may show what the client logged in with, and nobody can tell. */
    private boolean hidden(RuntimeException failure) {
        return !secrets.known() && String.valueOf(failure).contains("MongoSecurityException");
    }

    /** Adds what the driver said, unless it shows a part of the URI that may be a password. */
    private StoreException caused(StoreException trouble, RuntimeException failure) {
        if (!secrets.shownBy(failure) && !hidden(failure)) {
            trouble.initCause(failure);
        }
        return trouble;
    }
}

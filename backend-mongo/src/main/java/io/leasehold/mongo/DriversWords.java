package io.leasehold.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the driver's exceptions say, without what is in them for its own authors. */
final class DriversWords {
    /** How the driver quotes what kept it from a server: {@code {com.mongodb.MongoSocketOpenException: …}}. */
    private static final Pattern QUOTED = Pattern.compile("\\{[\\w.$]*Exception: ([^{}]*)}");

    private DriversWords() {}

    static String of(RuntimeException failure) {
        if (failure instanceof MongoOperationTimeoutException || failure instanceof MongoSocketReadTimeoutException) {
            return "no answer in time";
        } else if (failure instanceof MongoTimeoutException) {
            return "no connection to a primary in time" + quoted(said(failure));
        } else if (failure instanceof MongoSecurityException && failure.getCause() instanceof RuntimeException cause) {
            return "the login failed: " + of(cause);
        } else if (failure instanceof MongoBulkWriteException bulk) {
            return ofBulk(bulk);
        } else if (failure instanceof MongoCommandException command) {
            return command.getErrorMessage() + " (" + command.getErrorCode() + ")";
        } else if (failure instanceof MongoServerException answered) {
            return said(failure) + " (" + answered.getCode() + ")";
        }
        return said(failure);
    }

    private static String ofBulk(MongoBulkWriteException bulk) {
        if (bulk.getWriteConcernError() != null) {
            return bulk.getWriteConcernError().getMessage() + " ("
                    + bulk.getWriteConcernError().getCode() + ")";
        } else if (bulk.getWriteErrors().isEmpty()) {
            return said(bulk);
        }
        return bulk.getWriteErrors().get(0).getMessage() + " ("
                + bulk.getWriteErrors().get(0).getCode() + ")";
    }

    /** The innermost quoted failure. */
    private static String quoted(String message) {
        Matcher quoted = QUOTED.matcher(message);
        String last = "";
        while (quoted.find()) {
            last = ": " + quoted.group(1);
        }
        return last;
    }

    private static String said(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}

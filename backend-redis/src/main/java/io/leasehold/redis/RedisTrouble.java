package io.leasehold.redis;

import io.leasehold.store.Secrets;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import java.net.SocketTimeoutException;
import java.util.NoSuchElementException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Turns the client's exceptions into the three kinds of trouble (R21): one line each, which says what failed, where, and what would be
 * right. Neither URIs nor credentials are repeated.
 *
 * @param where the server as it may be shown
 * @param secrets what must not be
 */
record RedisTrouble(String where, Secrets secrets) {
    /** So a script's error begins that had changed something before ({@code epilogue.lua}). */
    private static final String PARTLY = "PARTLY ";

    /** So the error of one begins that had not. */
    private static final String NOTHING = "NOTHING ";

    private static final int LONGEST_REASON = 200;

    /** No connection came: nothing was sent. */
    StoreException noConnection(String call, Throwable failure) {
        Throwable cause = telling(failure);
        Meaning meaning = cause instanceof JedisDataException ? Meaning.of(said(cause)) : Meaning.UNCLEAR;
        String reason = hidden(cause) ? ServersWords.withoutThem(cause) : reason(cause);
        StoreException trouble = meaning.rejected()
                ? new StoreRejected(line(call, " found no way into Redis ", reason, meaning.advice()))
                : new StoreUnavailable(line(
                        call,
                        " found no connection to Redis ",
                        reason,
                        "nothing was sent; check that the server runs and can be reached"));
        return hidden(failure) ? trouble : caused(trouble, failure);
    }

    /** Whether it may show what the client logged in with, and nobody can tell. */
    private boolean hidden(Throwable greeting) {
        return !secrets.known() && ServersWords.in(greeting);
    }

    /** The server answered with an error. */
    StoreException refused(Script script, JedisDataException failure) {
        String said = said(failure);
        Meaning meaning = Meaning.of(said);
        boolean untouched = said.startsWith(NOTHING) || (meaning != Meaning.UNCLEAR && !said.startsWith(PARTLY));
        if (script.changes() && !untouched) {
            return caused(
                    new UnknownOutcome(line(
                            script.call(),
                            " may have been applied, wholly or in part, by Redis ",
                            reason(failure),
                            meaning.advice())),
                    failure);
        } else if (meaning.rejected()) {
            return caused(
                    new StoreRejected(
                            line(script.call(), " was rejected by Redis ", reason(failure), meaning.advice())),
                    failure);
        }
        return caused(
                new StoreUnavailable(line(script.call(), " was not done by Redis ", reason(failure), meaning.advice())),
                failure);
    }

    /** The request was sent, and no answer came. */
    StoreException lost(Script script, RuntimeException failure) {
        return script.changes()
                ? caused(
                        new UnknownOutcome(line(
                                script.call(),
                                " may have been applied by Redis ",
                                reason(failure),
                                "repeat it unchanged, or read again")),
                        failure)
                : caused(
                        new StoreUnavailable(line(
                                script.call(), " was not answered by Redis ", reason(failure), "it may be repeated")),
                        failure);
    }

    /** It was applied, but a fail-over may lose that. */
    StoreException notReplicated(Script script, long have, int needed) {
        return new UnknownOutcome(line(
                script.call(),
                " was applied by Redis ",
                "but only " + have + " of the " + needed + " replicas that must have it confirmed that in time",
                "a fail-over may lose it: repeat it unchanged, or read again"));
    }

    /** The call used up its time before anything was sent that counts. */
    StoreException late(Script script) {
        return new StoreUnavailable(
                line(script.call(), " was not sent to Redis ", "its time was used up before", "nothing was changed"));
    }

    private String line(String call, String what, String reason, String advice) {
        return call + what + where + ": " + reason + "; " + advice;
    }

    /** What happened, as it may be shown: one line. */
    private String reason(Throwable failure) {
        Throwable cause = telling(failure);
        String said = cause instanceof SocketTimeoutException ? "no answer in time" : said(cause);
        String bare =
                said.startsWith(PARTLY) || said.startsWith(NOTHING) ? said.substring(said.indexOf(' ') + 1) : said;
        String line = secrets.masked(bare.split("\\R", 2)[0])
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    private static String said(Throwable failure) {
        if (failure instanceof NoSuchElementException) {
            return "no connection of the pool came free in time";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** The one in the chain of causes that tells most. */
    private static Throwable telling(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof JedisDataException || next instanceof SocketTimeoutException) {
                return next;
            }
        }
        return failure;
    }

    /** Adds what the client said, unless it shows a part of the URI that may be a password. */
    private StoreException caused(StoreException trouble, Throwable failure) {
        if (!secrets.shownBy(failure)) {
            trouble.initCause(failure);
        }
        return trouble;
    }
}

package io.leasehold.jdbc;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs calls, each on a connection of one source, and turns their failures into trouble (R21). Thread-safe. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Jdbi jdbi;
    private final JdbcTrouble trouble;
    private final Duration callTimeout;

    Calls(Jdbi jdbi, JdbcTrouble trouble, Duration callTimeout) {
        this.jdbi = jdbi;
        this.trouble = trouble;
        this.callTimeout = callTimeout;
    }

    /** The same with another limit for a whole call. */
    Calls within(Duration other) {
        return new Calls(jdbi, trouble, other);
    }

    <T> T call(String what, Function<Call, T> work) {
        Budget budget = Budget.of(callTimeout);
        Handle handle = open(what);
        try {
            Call call = new Call(what, handle, trouble, budget);
            return call.telling(() -> work.apply(call));
        } finally {
            giveBack(handle);
        }
    }

    private Handle open(String what) {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw trouble.noConnection(what, e);
        }
    }

    /** What the statements came to is known by now; a connection that can't be given back must not hide it. */
    private void giveBack(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException e) {
            LOG.debug("a connection could not be given back: {}", trouble.reason(e));
        }
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.StoreException;
import io.leasehold.store.push.Line;
import io.leasehold.store.push.Subscriptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code LISTEN} on one connection. Whether pushes come at all is tried at first: behind a pooler that lends each transaction another session
 * they don't.
 */
final class PostgresLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLine.class);

    /** How long nothing may be heard before the server is asked whether it is there. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final String ECHO = "SELECT CAST(pg_notify(:channel, '') AS VARCHAR) AS told";

    private final ConnectionFactory connections;
    private final Calls calls;
    private final JdbcTrouble trouble;
    private final String channel;
    private final Duration patience;
    private boolean tried;

    private PostgresLine(
            ConnectionFactory connections, Calls calls, JdbcTrouble trouble, String channel, Duration callTimeout) {
        this.connections = connections;
        this.calls = calls;
        this.trouble = trouble;
        this.channel = channel;
        this.patience = Budget.half(callTimeout);
    }

    /** Nobody yet hears this channel. */
    static Subscriptions subscriptions(
            ConnectionFactory connections, Calls calls, JdbcTrouble trouble, String channel, Duration callTimeout) {
        return new Subscriptions(
                "leasehold-" + channel,
                trouble.dialect().kind() + " " + trouble.where(),
                new PostgresLine(connections, calls, trouble, channel, callTimeout),
                callTimeout);
    }

    @Override
    public Optional<Ear> open() {
        PostgresEar ear = opened();
        try {
            if (!tried && !echoes(ear)) {
                ear.close();
                return Optional.empty();
            }
            tried = true;
            return Optional.of(listening(ear));
        } catch (SQLException | RuntimeException e) {
            ear.close();
            throw told(e);
        }
    }

    private PostgresEar opened() {
        try {
            return PostgresEar.open(connections, channel);
        } catch (SQLException | RuntimeException e) {
            throw told(e);
        }
    }

    private boolean echoes(PostgresEar ear) throws SQLException {
        calls.call(
                "subscribe", call -> call.list(ECHO, values -> values.bind("channel", channel), (row, context) -> ""));
        return ear.hears(patience);
    }

    private StoreException told(Exception failure) {
        LOG.debug("nothing listens to the bell: {}", failure.getClass().getSimpleName());
        return failure instanceof StoreException known ? known : trouble.noConnection("subscribe", failure);
    }

    private Ear listening(PostgresEar ear) {
        return new Ear() {
            @Override
            public boolean hears() {
                try {
                    return ear.hears(SILENCE);
                } catch (SQLException | RuntimeException e) {
                    throw told(e);
                }
            }

            @Override
            public void hangUp() {
                ear.close();
            }

            @Override
            public void close() {
                ear.close();
            }
        };
    }
}

package io.leasehold.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Runs scripts, each on a connection of one pool, and turns their failures into trouble (R21). Nothing that may have been applied is
 * ever sent twice. Thread-safe.
 */
final class Calls {
    private final ConnectionSource source;
    private final Connections pool;
    private final byte[] prefix;
    private final Duration callTimeout;

    Calls(ConnectionSource source, Connections pool, String namespace, Duration callTimeout) {
        this.source = source;
        this.pool = pool;
        this.prefix = ("{" + namespace + "}:").getBytes(StandardCharsets.UTF_8);
        this.callTimeout = callTimeout;
    }

    Budget begin() {
        return Budget.of(callTimeout);
    }

    Reply run(Script script, Values values) {
        return run(script, values, begin());
    }

    /** One script of a call that may take several. */
    Reply run(Script script, Values values, Budget budget) {
        if (budget.spent()) {
            throw source.trouble().late(script);
        }
        return lent(script.call(), budget, connection -> {
            try {
                return new Reply(answer(connection, script, values, budget));
            } catch (JedisDataException e) {
                leaveReplica(connection, e);
                throw source.trouble().refused(script, e);
            } catch (JedisException e) {
                throw source.trouble().lost(script, budget.spent() ? new JedisException("no answer in time", e) : e);
            }
        });
    }

    /** A server that is no primary any more is left: the same name may lead to another one by now. */
    private static void leaveReplica(Connection connection, JedisDataException refusal) {
        if (Meaning.of(String.valueOf(refusal.getMessage())).elsewhere()) {
            connection.setBroken();
        }
    }

    /** Something else than a script, that only asks. */
    <T> T lent(String call, Function<Connection, T> work) {
        return lent(call, begin(), work);
    }

    private <T> T lent(String call, Budget budget, Function<Connection, T> work) {
        Connection connection = source.taken(pool, call, budget.waitForConnection());
        try {
            return work.apply(connection);
        } finally {
            source.giveBack(pool, connection);
        }
    }

    private Object answer(Connection connection, Script script, Values values, Budget budget) {
        try {
            return answer(connection, script, values, budget, Command.EVALSHA, script.digest());
        } catch (JedisNoScriptException e) {
            return answer(connection, script, values, budget, Command.EVAL, script.text());
        }
    }

    private Object answer(
            Connection connection, Script script, Values values, Budget budget, Command command, String text) {
        limit(connection, script, budget);
        try (Watch.Use use = source.watch().begin(connection, budget)) {
            Request request = new Request(command, () -> {
                if (!use.sending()) {
                    throw source.trouble().late(script);
                }
            });
            request.add(text).add(1).key(prefix);
            values.all().forEach(request::add);
            return connection.executeCommand(request);
        }
    }

    /** What goes wrong here does so before anything is sent that counts. */
    private void limit(Connection connection, Script script, Budget budget) {
        if (budget.spent()) {
            throw source.trouble().late(script);
        }
        try {
            connection.setSoTimeout(budget.patienceMillis());
        } catch (JedisConnectionException e) {
            throw source.trouble().noConnection(script.call(), e);
        }
    }
}

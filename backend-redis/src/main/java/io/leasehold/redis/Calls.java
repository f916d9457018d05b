package io.leasehold.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Runs scripts, each on a connection of one pool, and turns their failures into trouble (R21). Nothing that may have been applied is
 * ever sent twice. Where replicas must have what is changed, a call that changes something has a second round trip. Thread-safe.
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
            Object answer = connection.executeCommand(request);
            if (script.lasting()) {
                awaitReplicas(connection, script, budget);
            }
            return answer;
        }
    }

    /**
     * Waits for so many replicas as there must be to have all that the server had done by the end of the call: also what a repeated call
     * finds done. Too few of them leave its outcome open.
     */
    private void awaitReplicas(Connection connection, Script script, Budget budget) {
        int needed = source.replicas();
        if (needed > 0) {
            long have = replicas(connection, script, needed, budget);
            if (have < needed) {
                throw source.trouble().notReplicated(script, have, needed);
            }
        }
    }

    private long replicas(Connection connection, Script script, int needed, Budget budget) {
        try {
            int patience = budget.patienceMillis();
            connection.setSoTimeout(patience);
            return new Reply(connection.executeCommand(waiting(needed, patience))).number();
        } catch (JedisException e) {
            connection.setBroken();
            throw source.trouble().lost(script, e);
        }
    }

    /** The server gives up before the client does, though it looks at its clock only ten times a second. */
    private static CommandArguments waiting(int replicas, int patience) {
        return new CommandArguments(Command.WAIT).add(replicas).add(Math.max(1, patience / 2));
    }

    /** Asks whether the user may wait for replicas, where that is needed. */
    static void mayWait(Connection connection, int replicas) {
        if (replicas > 0) {
            connection.executeCommand(waiting(0, 1));
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

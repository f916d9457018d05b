package io.leasehold.jdbc;

import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A DataSource of whose statements and commits one is cut: refused as a database refuses, or lost with its connection, before it was applied or
 * after.
 */
final class CutConnections {
    private final Scissors scissors;

    private CutConnections(Scissors scissors) {
        this.scissors = scissors;
    }

    /** The same source under these scissors. */
    static DataSource of(DataSource source, Scissors scissors) {
        CutConnections cut = new CutConnections(scissors);
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object answer = called(method, source, arguments);
            return answer instanceof Connection connection ? cut.connection(connection) : answer;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit") && scissors.meet()) {
                return cutOff(method, connection, arguments, connection);
            }
            Object answer = called(method, connection, arguments);
            return answer instanceof Statement statement
                    ? statement(method.getReturnType(), statement, connection)
                    : answer;
        });
    }

    private <T> T statement(Class<T> type, Statement statement, Connection connection) {
        return proxy(
                type,
                (proxy, method, arguments) -> method.getName().startsWith("execute") && scissors.meet()
                        ? cutOff(method, statement, arguments, connection)
                        : called(method, statement, arguments));
    }

    private Object cutOff(Method method, Object target, Object[] arguments, Connection connection) throws Throwable {
        if (scissors.cut() == Cut.REFUSED) {
            throw new SQLException("Not enough rights for object", "42501", 90096);
        } else if (scissors.cut() == Cut.ANSWER_LOST) {
            called(method, target, arguments);
        }
        connection.close();
        throw new SQLNonTransientConnectionException("Connection is broken", "08006", 90067);
    }

    private static Object called(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(CutConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

package io.leasehold.jdbc;

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
 * A DataSource one call of whose connections and statements is struck. While a transaction is open every call counts but those that
 * only bind a value. A broken connection is one whose session the server has ended.
 */
final class StruckConnections {
    private final DataSource database;
    private int left;
    private EveryStatementTest.Blow blow = EveryStatementTest.Blow.THROWS_BEFORE;
    private boolean happened;

    StruckConnections(DataSource database) {
        this.database = database;
    }

    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object answer = called(method, database, arguments);
            return answer instanceof Connection connection ? connection(connection) : answer;
        });
    }

    /** The n-th call in a transaction from now on. */
    void strike(int nth, EveryStatementTest.Blow how) {
        left = nth;
        blow = how;
        happened = false;
    }

    /** No call from now on; answers whether one was struck. */
    boolean spare() {
        left = 0;
        return happened;
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object answer = struck(method, connection, arguments, connection);
            return answer instanceof Statement statement
                    ? proxy(method.getReturnType(), (self, inner, given) -> struck(inner, statement, given, connection))
                    : answer;
        });
    }

    private Object struck(Method method, Object target, Object[] arguments, Connection connection) throws Throwable {
        boolean binds = target != connection && method.getName().startsWith("set");
        boolean counts = left > 0
                && !binds
                && !method.getName().equals("isClosed")
                && !connection.isClosed()
                && (!connection.getAutoCommit() || method.getName().equals("setAutoCommit"));
        if (!counts || --left > 0) {
            return called(method, target, arguments);
        }
        happened = true;
        switch (blow) {
            case BREAKS_BEFORE -> connection.close();
            case BREAKS_BEHIND -> {
                called(method, target, arguments);
                connection.close();
            }
            case THROWS_BEFORE -> {}
            case THROWS_BEHIND -> called(method, target, arguments);
        }
        boolean breaks = connection.isClosed();
        throw breaks
                ? new SQLNonTransientConnectionException("Connection is broken", "08006", 90067)
                : new SQLException("General error", "HY000", 50000);
    }

    private static Object called(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<?> type, InvocationHandler handler) {
        @SuppressWarnings("unchecked")
        T made = (T) Proxy.newProxyInstance(StruckConnections.class.getClassLoader(), new Class<?>[] {type}, handler);
        return made;
    }
}

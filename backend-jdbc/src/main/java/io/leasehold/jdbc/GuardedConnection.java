package io.leasehold.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The store's connection as a user's work gets it: it refuses, with one line, to end the transaction in any way that it can see, and once
 * the work has returned it refuses everything. It guards against mistakes, not against malice. Used by one thread; it may be closed by
 * any.
 */
final class GuardedConnection {
    /** Statements that end a transaction, or that do so in some databases, whatever their answer. */
    private static final Pattern ENDING = Pattern.compile("(?is)(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/|;)*"
            + "((?:commit|end|abort|begin(?!\\s+not\\s+atomic\\b)|start|create|alter|drop|truncate|rename|grant|revoke|shutdown|prepare|set\\s+autocommit)\\b"
            + "|rollback\\b(?!\\s+(?:work\\s+|transaction\\s+)?to\\b)).*");

    private final Connection kept;
    private final Connection proxy;
    private volatile boolean over;

    GuardedConnection(Connection kept) {
        this.kept = kept;
        this.proxy = proxy(Connection.class, this::onConnection);
    }

    /** What the work gets. */
    Connection connection() {
        return proxy;
    }

    /** The work has returned: whatever it keeps of the connection is of no use any more. */
    void close() {
        over = true;
    }

    private @Nullable Object onConnection(Object self, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(self, method, arguments);
        }
        switch (method.getName()) {
            case "isWrapperFor":
                return false;
            case "isClosed":
                return over || kept.isClosed();
            case "commit", "close", "abort", "setAutoCommit", "setTransactionIsolation", "setReadOnly", "unwrap":
                throw refused(method.getName() + "()");
            case "rollback":
                if (arguments.length == 0) {
                    throw refused("rollback()");
                }
                break;
            default:
                checkText(method, arguments);
        }
        checkOpen();
        return wrapped(called(method, kept, arguments), method);
    }

    private @Nullable Object wrapped(@Nullable Object answer, Method method) {
        if (answer instanceof Statement || answer instanceof DatabaseMetaData) {
            return proxy(method.getReturnType(), (self, inner, given) -> onPart(answer, self, inner, given));
        }
        return answer;
    }

    /** A statement, or what tells of the database: both lead back to the connection. */
    private @Nullable Object onPart(Object part, Object self, Method method, Object @Nullable [] given)
            throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(self, method, arguments);
        }
        switch (method.getName()) {
            case "getConnection":
                return proxy;
            case "isWrapperFor":
                return false;
            case "unwrap":
                throw refused("unwrap()");
            case "close":
                return called(method, part, arguments);
            default:
                checkText(method, arguments);
        }
        checkOpen();
        return called(method, part, arguments);
    }

    private static void checkText(Method method, Object[] arguments) throws SQLException {
        boolean statement = method.getName().matches("execute.*|addBatch|prepare.*");
        if (statement && arguments.length > 0 && arguments[0] instanceof String sql) {
            Matcher ending = ENDING.matcher(sql);
            if (ending.matches()) {
                throw refused(ending.group(1).toUpperCase(Locale.ROOT));
            }
        }
    }

    private void checkOpen() throws SQLException {
        if (over) {
            throw new SQLException(
                    "the store's transaction is over: its connection is the work's only until the work returns");
        }
    }

    private static SQLException refused(String what) {
        return new SQLException("the store commits this transaction together with the job's step: " + what
                + " is refused here; return to have it committed, throw to have it rolled back");
    }

    private static @Nullable Object ofObject(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "a connection in the store's transaction";
        };
    }

    private static @Nullable Object called(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

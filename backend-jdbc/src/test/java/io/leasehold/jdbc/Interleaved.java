package io.leasehold.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** A DataSource with which something else happens between two statements of a call: once, right behind the one that is named. */
final class Interleaved {
    private final String statement;
    private final Runnable event;
    private final AtomicBoolean happened = new AtomicBoolean();

    private Interleaved(String statement, Runnable event) {
        this.statement = statement;
        this.event = event;
    }

    /**
     * The same source, interleaved.
     *
     * @param statement a part of the statement's text
     * @param event what happens behind it
     */
    static DataSource behind(DataSource source, String statement, Runnable event) {
        return new Interleaved(statement, event).source(source);
    }

    private DataSource source(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, answer, arguments) ->
                        method.equals("getConnection") ? connection((Connection) answer) : answer);
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, answer, arguments) ->
                        method.equals("prepareStatement") && ((String) arguments[0]).contains(statement)
                                ? statement((PreparedStatement) answer)
                                : answer);
    }

    private PreparedStatement statement(PreparedStatement prepared) {
        return proxy(PreparedStatement.class, prepared, (method, answer, arguments) -> {
            if (method.startsWith("execute") && happened.compareAndSet(false, true)) {
                event.run();
            }
            return answer;
        });
    }

    private static <T> T proxy(Class<T> type, T target, Behind behind) {
        return type.cast(Proxy.newProxyInstance(
                Interleaved.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        behind.answer(method.getName(), called(method, target, arguments), arguments)));
    }

    private static Object called(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What is answered once a method has been called. */
    private interface Behind {
        Object answer(String method, Object answer, Object[] arguments);
    }
}

package io.leasehold.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource that has the database explain every statement right before it runs: the same text with the same values, run on a connection of
 * its own and rolled back. Used by one thread.
 */
final class Explained {
    /** H2. */
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /** PostgreSQL: what a node of its plan brought, each time, and read in vain. */
    private static final Pattern BROUGHT = Pattern.compile("actual time=\\S+ rows=(\\d+) loops=(\\d+)\\)");

    private static final Pattern IN_VAIN = Pattern.compile("Rows Removed by Filter: (\\d+)");

    private static final Pattern PAGES = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private final DataSource source;
    private final List<Plan> plans = new ArrayList<>();

    Explained(DataSource source) {
        this.source = source;
    }

    /** The same source, with every statement of its connections explained. */
    DataSource source() {
        return proxy(DataSource.class, source, (method, arguments) -> {
            Object answer = answer(method, source, arguments);
            return answer instanceof Connection connection ? connection(connection) : answer;
        });
    }

    /** What was explained since the last question, in order. */
    List<Plan> taken() {
        List<Plan> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            Object answer = answer(method, connection, arguments);
            return method.getName().equals("prepareStatement")
                    ? statement((String) arguments[0], (PreparedStatement) answer)
                    : answer;
        });
    }

    private PreparedStatement statement(String sql, PreparedStatement prepared) {
        Map<Integer, Bound> values = new TreeMap<>();
        return proxy(PreparedStatement.class, prepared, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                values.put((Integer) arguments[0], new Bound(method, arguments));
            } else if (method.getName().startsWith("execute")) {
                explain(sql, values);
            }
            return answer(method, prepared, arguments);
        });
    }

    private void explain(String sql, Map<Integer, Bound> values) throws Throwable {
        try (Connection apart = source.getConnection()) {
            apart.setAutoCommit(false);
            try (PreparedStatement explain = apart.prepareStatement(explaining(apart) + sql)) {
                for (Bound value : values.values()) {
                    answer(value.method, explain, value.arguments);
                }
                plans.add(plan(explain));
            } finally {
                apart.rollback();
            }
        }
    }

    private static String explaining(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals(PostgresDialect.PRODUCT)
                ? "EXPLAIN (ANALYZE, BUFFERS) "
                : "EXPLAIN ANALYZE ";
    }

    private static Plan plan(PreparedStatement explain) throws SQLException {
        try (ResultSet row = explain.executeQuery()) {
            StringBuilder lines = new StringBuilder();
            while (row.next()) {
                lines.append(row.getString(1)).append(' ');
            }
            String text = lines.toString().replaceAll("\\s+", " ");
            return new Plan(text, scanned(text) + brought(text), pages(text));
        }
    }

    private static long scanned(String plan) {
        return SCANNED.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long brought(String plan) {
        return Arrays.stream(plan.split("-> "))
                .filter(node -> node.matches("[\\w ]*Scan .*on (leasehold_.*|\\w+ leasehold_.*)"))
                .mapToLong(Explained::broughtByScan)
                .sum();
    }

    private static long broughtByScan(String node) {
        Matcher brought = BROUGHT.matcher(node);
        Matcher inVain = IN_VAIN.matcher(node);
        long removed = inVain.find() ? number(inVain.group(1)) : 0;
        return brought.find() ? (number(brought.group(1)) + removed) * number(brought.group(2)) : 0;
    }

    /** The first tells of the whole statement. */
    private static long pages(String plan) {
        Matcher found = PAGES.matcher(plan);
        return found.find() ? number(found.group(1)) + number(found.group(2)) : 0;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static <T> T proxy(Class<T> type, T target, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                Explained.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> instead.answer(method, arguments)));
    }

    private static Object answer(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** How a method is answered. */
    private interface Instead {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    /** A value as it was bound. */
    private record Bound(Method method, Object[] arguments) {}

    /**
     * What the database made of one statement.
     *
     * @param text its plan, on one line
     * @param rows how many entries of tables and indexes it went over
     * @param pages how many pages it read, where the database tells
     */
    record Plan(String text, long rows, long pages) {}
}

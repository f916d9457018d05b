package io.leasehold.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The values of many jobs as a table within one statement, where a database has no arrays: a {@code SELECT} for each row, whose values
 * stand in the columns {@code to_NAME}, so that no name of a stored column means two things. Used by one thread.
 */
final class UnionRows {
    private final String name;
    private final List<Row> rows = new ArrayList<>();

    private UnionRows(String name) {
        this.name = name;
    }

    /**
     * The values of these items, each bound by the same names.
     *
     * @param name what their values' names begin with, so that two such tables may stand in one statement
     */
    static <T> UnionRows of(String name, List<T> items, BiConsumer<Values, T> binding) {
        UnionRows union = new UnionRows(name);
        for (T item : items) {
            Row row = new Row();
            binding.accept(row, item);
            union.rows.add(row);
        }
        return union;
    }

    /** The table, for a {@code FROM}. */
    String table() {
        return IntStream.range(0, rows.size())
                .mapToObj(index -> rows.get(index).values.keySet().stream()
                        .map(column -> ":" + name + index + "_" + column + (index == 0 ? " AS to_" + column : ""))
                        .collect(Collectors.joining(", ", "SELECT ", "")))
                .collect(Collectors.joining("\nUNION ALL ", "(", ")"));
    }

    void bind(SqlStatement<?> statement) {
        for (int index = 0; index < rows.size(); index++) {
            String prefix = name + index + "_";
            rows.get(index).values.forEach((column, value) -> value.bind(statement, prefix + column));
        }
    }

    /** The same values for a statement in which each has this before its name. */
    static Values prefixed(SqlStatement<?> statement, String prefix) {
        return new Values() {
            @Override
            public Values bind(String name, @Nullable String value) {
                statement.bind(prefix + name, value);
                return this;
            }

            @Override
            public Values bind(String name, long value) {
                statement.bind(prefix + name, value);
                return this;
            }

            @Override
            public Values bind(String name, byte @Nullable [] value) {
                statement.bind(prefix + name, value);
                return this;
            }
        };
    }

    /** One job's values. */
    private static final class Row implements Values {
        private final Map<String, Bound> values = new LinkedHashMap<>();

        @Override
        public Values bind(String name, @Nullable String value) {
            values.put(name, (statement, as) -> statement.bind(as, value));
            return this;
        }

        @Override
        public Values bind(String name, long value) {
            values.put(name, (statement, as) -> statement.bind(as, value));
            return this;
        }

        @Override
        public Values bind(String name, byte @Nullable [] value) {
            values.put(name, (statement, as) -> statement.bind(as, value));
            return this;
        }
    }

    /** A value that goes to a statement by the name it has there. */
    private interface Bound {
        void bind(SqlStatement<?> statement, String as);
    }
}

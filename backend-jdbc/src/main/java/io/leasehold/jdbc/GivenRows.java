package io.leasehold.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The values of many jobs as a table {@code given} within one statement: one array for each name, whose elements stand in the column
 * {@code to_NAME}, so that no name of a stored column means two things. Used by one thread.
 */
final class GivenRows implements Values {
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** The values of these items, each bound in the same order of names. */
    static <T> GivenRows of(List<T> items, BiConsumer<Values, T> binding) {
        GivenRows rows = new GivenRows();
        items.forEach(item -> binding.accept(rows, item));
        return rows;
    }

    /** A statement's part written for one job, for a row of {@code given}. */
    static String each(String sql) {
        return sql.replaceAll(":(\\w+)", "given.to_$1");
    }

    /** Puts the table where the statement says {@code {given}}. */
    String in(String sql) {
        String table =
                columns.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", ", "unnest(", ")"))
                        + columns.keySet().stream()
                                .map(name -> "to_" + name)
                                .collect(Collectors.joining(", ", " AS given (", ")"));
        return sql.replace("{given}", table);
    }

    void bind(SqlStatement<?> statement) {
        columns.forEach((name, column) -> statement.bind(name, SqlArray.of(column.type, column.elements)));
    }

    @Override
    public Values bind(String name, @Nullable String value) {
        return add(name, "text", value);
    }

    @Override
    public Values bind(String name, long value) {
        return add(name, "bigint", value);
    }

    @Override
    public Values bind(String name, byte @Nullable [] value) {
        return add(name, "bytea", value);
    }

    private Values add(String name, String type, @Nullable Object value) {
        columns.computeIfAbsent(name, first -> new Column(type, new ArrayList<>()))
                .elements
                .add(value);
        return this;
    }

    /** One name's values. */
    private record Column(String type, List<@Nullable Object> elements) {}
}

package io.leasehold.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * An array as one bound value.
 *
 * @param type the elements' type, as the database calls it
 * @param elements the elements, or null for SQL's
 */
record SqlArray(String type, @Nullable Object[] elements) implements Argument {
    static SqlArray of(String type, List<?> elements) {
        return new SqlArray(type, type.equals("bytea") ? elements.toArray(new byte[0][]) : elements.toArray());
    }

    @Override
    public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
        statement.setArray(position, statement.getConnection().createArrayOf(type, elements));
    }
}

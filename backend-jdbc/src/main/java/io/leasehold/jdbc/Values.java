package io.leasehold.jdbc;

import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Where the values of one job go, by name: to a statement for this job alone, or to a column of a statement for many. */
interface Values {
    Values bind(String name, @Nullable String value);

    Values bind(String name, long value);

    Values bind(String name, byte @Nullable [] value);

    /** Those of a statement for one job. */
    static Values of(SqlStatement<?> statement) {
        return new Values() {
            @Override
            public Values bind(String name, @Nullable String value) {
                statement.bind(name, value);
                return this;
            }

            @Override
            public Values bind(String name, long value) {
                statement.bind(name, value);
                return this;
            }

            @Override
            public Values bind(String name, byte @Nullable [] value) {
                statement.bind(name, value);
                return this;
            }
        };
    }
}

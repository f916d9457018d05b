package io.leasehold.jdbc;

import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** How a list of keys stands in a statement. */
interface KeyList {
    /** One value for each key, so that a list is cut where it gets long. */
    KeyList ONE_BY_ONE = new KeyList() {
        @Override
        public int most() {
            return Call.CHUNK;
        }

        @Override
        public String among(String column, String name) {
            return column + " IN (<" + name + ">)";
        }

        @Override
        public void bind(SqlStatement<?> values, String name, List<byte[]> keys) {
            values.bindList(name, keys);
        }
    };

    /** One value for each key, where a statement may be long. */
    KeyList LONG = new KeyList() {
        @Override
        public int most() {
            return 1024;
        }

        @Override
        public String among(String column, String name) {
            return ONE_BY_ONE.among(column, name);
        }

        @Override
        public void bind(SqlStatement<?> values, String name, List<byte[]> keys) {
            ONE_BY_ONE.bind(values, name, keys);
        }
    };

    /** One array, of any length. Behind it the planner goes by the key, which it doesn't if a set is joined (ADR 0008). */
    KeyList ARRAY = new KeyList() {
        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }

        @Override
        public String among(String column, String name) {
            return column + " = ANY (:" + name + ")";
        }

        @Override
        public void bind(SqlStatement<?> values, String name, List<byte[]> keys) {
            values.bind(name, SqlArray.of("bytea", keys));
        }
    };

    /** The most keys in one statement. */
    int most();

    /** The condition that this column's value is among the keys bound under this name. */
    String among(String column, String name);

    /** Binds at most {@link #most} keys. */
    void bind(SqlStatement<?> values, String name, List<byte[]> keys);
}

package io.leasehold.jdbc;

import io.leasehold.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * One call of the store, on one connection in autocommit: its statements, each a transaction of its own, each repeated a few times
 * if the database says that it did nothing; or all of them within somebody else's transaction ({@link #joining}). It remembers whether anything may have changed, which decides what trouble means. Used
 * by one thread.
 */
final class Call {
    /** The most keys in one statement; longer lists are cut into chunks. */
    static final int CHUNK = 64;

    private static final int ATTEMPTS = 5;

    private final String what;
    private final Handle handle;
    private final JdbcTrouble trouble;
    private final Budget budget;
    private final boolean joining;
    private boolean changed;

    Call(String what, Handle handle, JdbcTrouble trouble, Budget budget) {
        this(what, handle, trouble, budget, false);
    }

    private Call(String what, Handle handle, JdbcTrouble trouble, Budget budget, boolean joining) {
        this.what = what;
        this.handle = handle;
        this.trouble = trouble;
        this.budget = budget;
        this.joining = joining;
    }

    /** One within a transaction that somebody else ends: nothing is repeated, and where something fails nothing was applied. */
    static Call joining(String what, Handle handle, JdbcTrouble trouble, Budget budget) {
        return new Call(what, handle, trouble, budget, true);
    }

    /** Runs a change; answers how many rows it changed. */
    int update(String sql, Consumer<SqlStatement<?>> values) {
        return changing(() -> {
            try (var update = handle.createUpdate(sql)) {
                values.accept(update);
                return update.execute();
            }
        });
    }

    /** Runs a statement that makes something, a row or a table; answers whether it is new. */
    boolean insert(String sql, Consumer<SqlStatement<?>> values) {
        Optional<Savepoint> before = joining ? Optional.of(savepoint()) : Optional.empty();
        try {
            boolean made = update(sql, values) > 0;
            before.ifPresent(savepoint -> onConnection(connection -> connection.releaseSavepoint(savepoint)));
            return made;
        } catch (JdbiException e) {
            if (trouble.meaning(e) == Meaning.DUPLICATE) {
                before.ifPresent(savepoint -> onConnection(connection -> connection.rollback(savepoint)));
                return false;
            }
            throw e;
        }
    }

    /** In some databases a failed statement spoils its transaction, back to the last savepoint. */
    private Savepoint savepoint() {
        Savepoint[] made = new Savepoint[1];
        onConnection(connection -> made[0] = connection.setSavepoint());
        return made[0];
    }

    private void onConnection(OnConnection what) {
        try {
            what.run(handle.getConnection());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private interface OnConnection {
        void run(Connection connection) throws SQLException;
    }

    /** Does this, and turns its failure into trouble (R21). */
    <T> T telling(Supplier<T> statements) {
        try {
            return statements.get();
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /**
     * Runs one conditional change for each item, in order. It may be repeated as a whole after a part of it was applied, so a repeat
     * must be harmless. Its counts mean nothing: drivers that rewrite batches don't tell them.
     */
    <T> void batch(String sql, List<T> items, BiConsumer<PreparedBatch, T> values) {
        changing(() -> {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                for (T item : items) {
                    values.accept(batch, item);
                    batch.add();
                }
                batch.execute();
                return items.size();
            }
        });
    }

    /** Runs a change that answers rows, one for each that it changed. */
    <T> List<T> change(String sql, Consumer<SqlStatement<?>> values, RowMapper<T> mapper) {
        return change(sql, values, mapper, row -> true);
    }

    /** Runs a change that answers rows, some of which tell that it changed something. */
    <T> List<T> change(String sql, Consumer<SqlStatement<?>> values, RowMapper<T> mapper, Predicate<T> changing) {
        List<T> told = new ArrayList<>();
        changing(() -> {
            told.clear();
            told.addAll(rows(sql, values, mapper));
            return Math.toIntExact(told.stream().filter(changing).count());
        });
        return told;
    }

    /** Reads rows. */
    <T> List<T> list(String sql, Consumer<SqlStatement<?>> values, RowMapper<T> mapper) {
        return attempted(() -> rows(sql, values, mapper));
    }

    private <T> List<T> rows(String sql, Consumer<SqlStatement<?>> values, RowMapper<T> mapper) {
        try (var query = handle.createQuery(sql)) {
            values.accept(query);
            return query.map(mapper).list();
        }
    }

    /**
     * Runs a block of statements in one round trip, each a transaction of its own. Like a {@link #batch} it may be repeated as a whole
     * after a part of it was applied.
     *
     * @param reader is given each result of the block
     * @return what it made of them, in order
     */
    <T> List<T> block(String sql, Consumer<SqlStatement<?>> values, ResultReader<T> reader) {
        boolean before = changed;
        try {
            return attempted(() -> {
                changed = true;
                return results(sql, values, reader);
            });
        } catch (JdbiException e) {
            Meaning meaning = trouble.meaning(e);
            changed = before || !(meaning.rejected() || meaning == Meaning.READ_ONLY);
            throw e;
        }
    }

    /**
     * The same of a block in which one statement alone changes something, and behind which, once it has, nothing is left to fail but the
     * answer. The server's patience may end there, too.
     *
     * @param changing whether a result tells that something was changed
     */
    <T> List<T> changeInBlock(
            String sql, Consumer<SqlStatement<?>> values, ResultReader<T> reader, Predicate<T> changing) {
        boolean before = changed;
        try {
            List<T> read = attempted(() -> {
                changed = true;
                return results(sql, values, reader);
            });
            changed = before || read.stream().anyMatch(changing);
            return read;
        } catch (JdbiException e) {
            Meaning meaning = trouble.meaning(e);
            changed = before || !meaning.surelyNotApplied() || meaning == Meaning.TOO_SLOW;
            throw e;
        }
    }

    private <T> List<T> results(String sql, Consumer<SqlStatement<?>> values, ResultReader<T> reader) {
        try (var query = handle.createQuery(sql)) {
            values.accept(query);
            return query.execute((executing, context) -> {
                List<T> read = new ArrayList<>();
                PreparedStatement executed = executing.get();
                do {
                    ResultSet result = executed.getResultSet();
                    if (result != null) {
                        read.add(reader.read(result));
                    }
                } while (executed.getMoreResults() || executed.getUpdateCount() >= 0);
                return read;
            });
        }
    }

    /** Reads one result of a block. */
    interface ResultReader<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** Reads the one row there is, if any. */
    <T> Optional<T> first(String sql, Consumer<SqlStatement<?>> values, RowMapper<T> mapper) {
        return list(sql, values, mapper).stream().findFirst();
    }

    /** Reads rows for all these keys, chunk by chunk. */
    <K, T> List<T> inChunks(List<K> keys, Function<List<K>, List<T>> read) {
        return inChunks(CHUNK, keys, read);
    }

    /** The same with so many keys in one chunk. */
    <K, T> List<T> inChunks(int most, List<K> keys, Function<List<K>, List<T>> read) {
        List<T> found = new ArrayList<>();
        for (List<K> chunk : chunks(most, keys)) {
            found.addAll(read.apply(chunk));
        }
        return found;
    }

    static <K> List<List<K>> chunks(List<K> keys) {
        return chunks(CHUNK, keys);
    }

    private static <K> List<List<K>> chunks(int most, List<K> keys) {
        List<List<K>> chunks = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += Math.min(most, keys.size() - from)) {
            chunks.add(keys.subList(from, from + Math.min(most, keys.size() - from)));
        }
        return chunks;
    }

    /** Whether a walk in bounded steps had better end here and go on in another call. */
    boolean late() {
        return budget.halfSpent();
    }

    private StoreException failed(RuntimeException failure) {
        return trouble.failed(what, failure, changed && !joining);
    }

    /** Whatever fails from now on, this call may have changed something. */
    private int changing(Supplier<Integer> statement) {
        boolean before = changed;
        try {
            int rows = attempted(() -> {
                changed = true;
                return statement.get();
            });
            changed = before || rows > 0;
            return rows;
        } catch (JdbiException e) {
            changed = before || !trouble.surelyNotApplied(e);
            throw e;
        }
    }

    private <T> T attempted(Supplier<T> statement) {
        for (int attempt = 1; ; attempt++) {
            if (budget.spent()) {
                throw trouble.late(what, changed && !joining);
            }
            try {
                return statement.get();
            } catch (JdbiException e) {
                if (joining || attempt == ATTEMPTS || budget.spent() || trouble.meaning(e) != Meaning.TRANSIENT) {
                    throw e;
                }
            }
        }
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/**
 * The schema and its number (R24). File {@code nnn.sql} brings schema nnn - 1 to nnn and only adds, each statement so that it may be
 * repeated; so many instances may run them at once, and one that fails half-way is simply run again. The number is written last. A
 * column that is added has a default: code of the schema before doesn't name it, and keeps it through its own writes.
 */
final class JdbcSchema {
    /** The schema that this code was written for; it runs on the next one too. */
    static final int NUMBER = 2;

    /** The oldest schema from which the files go on. */
    private static final int OLDEST = 1;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String FOUND = "SELECT number FROM {meta} WHERE name = 'schema'";
    private static final String BELL = "SELECT number FROM {meta} WHERE name = 'bell'";
    private static final String FIRST =
            "INSERT INTO {meta} (name, number, raised_at) VALUES (:name, :number, 0) {ifNew}";
    private static final String RAISE =
            "UPDATE {meta} SET number = :number WHERE name = 'schema' AND number = :number - 1";
    private static final List<String> PROBES = List.of(
            "SELECT id FROM {lease} WHERE 1 = 0",
            "SELECT {jobColumns}, id_key, slot, digest, size, finished_at, runnable, deleted, buried_at FROM {job} WHERE 1 = 0",
            "SELECT name_key, name, token, owner, due_at, changed_at FROM {lock} WHERE 1 = 0",
            "SELECT number, raised_at FROM {meta} WHERE 1 = 0");

    private final Calls calls;
    private final JdbcTrouble trouble;
    private final SqlText text;

    JdbcSchema(Calls calls, JdbcTrouble trouble, SqlText text) {
        this.calls = calls.within(LIMIT);
        this.trouble = trouble;
        this.text = text;
    }

    void prepare(PrepareMode mode) {
        if (mode != PrepareMode.NONE) {
            calls.call("prepare(" + mode + ")", call -> {
                if (mode == PrepareMode.CREATE) {
                    create(call);
                }
                validate(call);
                return true;
            });
        }
    }

    private void create(Call call) {
        Optional<Long> found = number(call, FOUND);
        if (found.isPresent() && found.get() < OLDEST) {
            throw new StoreRejected(
                    schema(found.get()) + "; no migration leads from there, for the first schema is " + OLDEST);
        }
        for (long number = Math.min(NUMBER, found.orElse(0L)) + 1; number <= NUMBER; number++) {
            long next = number;
            statements(next).forEach(statement -> call.insert(statement, values -> {}));
            first(call, "bell", 0);
            first(call, "floor", 0);
            first(call, "schema", next);
            call.update(text.of(RAISE), values -> values.bind("number", next));
        }
    }

    private void first(Call call, String name, long number) {
        call.insert(text.of(FIRST), values -> values.bind("name", name).bind("number", number));
    }

    private void validate(Call call) {
        Optional<Long> found = number(call, FOUND);
        if (found.isEmpty() || number(call, BELL).isEmpty()) {
            throw new StoreRejected("there is no lease store in " + place() + ": table " + text.of("{meta}")
                    + " is missing or not filled; prepare(CREATE) makes it");
        } else if (found.get() < NUMBER || found.get() > NUMBER + 1) {
            throw new StoreRejected(schema(found.get())
                    + (found.get() < NUMBER ? "; prepare(CREATE) migrates what has a migration" : "; use newer code"));
        }
        PROBES.forEach(probe -> call.list(text.of(probe), values -> {}, (row, context) -> ""));
    }

    private String schema(long number) {
        return place() + " has schema " + number + ", but this code runs on " + NUMBER + " and " + (NUMBER + 1);
    }

    private String place() {
        return "namespace \"" + text.namespace() + "\" of " + text.dialect().kind() + " " + trouble.where();
    }

    private Optional<Long> number(Call call, String select) {
        try {
            return call.first(text.of(select), values -> {}, (row, context) -> row.getLong("number"));
        } catch (JdbiException e) {
            if (trouble.meaning(e) == Meaning.SCHEMA_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> statements(long number) {
        String file = "ddl/" + text.dialect().ddlFolder() + "/" + String.format("%03d", number) + ".sql";
        try (InputStream ddl = JdbcSchema.class.getResourceAsStream(file)) {
            if (ddl == null) {
                throw new IllegalStateException("the file " + file + " is missing in this jar");
            }
            String all = new String(ddl.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\n]*", "");
            return Arrays.stream(text.of(all).split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " in this jar can't be read", e);
        }
    }
}

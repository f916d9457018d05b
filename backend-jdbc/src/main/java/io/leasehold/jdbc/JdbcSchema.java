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
 * repeated; so many instances may run them at once, and one that fails half-way is simply run again.
 */
final class JdbcSchema {
    /** The schema that this code was written for; it runs on the next one too. */
    static final int NUMBER = 1;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String FOUND = "SELECT number FROM {meta} WHERE name = 'schema'";
    private static final String FIRST = "INSERT INTO {meta} (name, number, raised_at) VALUES (:name, :number, 0)";
    private static final String RAISE =
            "UPDATE {meta} SET number = :number WHERE name = 'schema' AND number = :number - 1";
    private static final List<String> PROBES = List.of(
            "SELECT id FROM {lease} WHERE 1 = 0",
            "SELECT {jobColumns}, id_key, slot, digest, size, finished_at, runnable, deleted, buried_at FROM {job} WHERE 1 = 0",
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
        if (mode == PrepareMode.CREATE) {
            calls.call("prepare(CREATE)", call -> {
                create(call);
                return true;
            });
        }
        if (mode != PrepareMode.NONE) {
            calls.call("prepare(" + mode + ")", call -> {
                validate(call);
                return true;
            });
        }
    }

    private void create(Call call) {
        int found = found(call).orElse(0);
        for (int number = found + 1; number <= NUMBER; number++) {
            int next = number;
            statements(number).forEach(statement -> call.insert(statement, values -> {}));
            call.insert(text.of(FIRST), values -> values.bind("name", "schema").bind("number", next));
            call.update(text.of(RAISE), values -> values.bind("number", next));
        }
        call.insert(text.of(FIRST), values -> values.bind("name", "bell").bind("number", 0));
        call.insert(text.of(FIRST), values -> values.bind("name", "floor").bind("number", 0));
    }

    private void validate(Call call) {
        Optional<Integer> found = found(call);
        if (found.isEmpty()) {
            throw new StoreRejected("there is no lease store in namespace \"" + text.namespace() + "\" of "
                    + text.dialect().kind() + " " + trouble.where() + ": table " + text.of("{meta}")
                    + " is missing or empty; prepare(CREATE) makes it");
        } else if (found.get() < NUMBER || found.get() > NUMBER + 1) {
            throw new StoreRejected("namespace \"" + text.namespace() + "\" of "
                    + text.dialect().kind() + " " + trouble.where()
                    + " has schema " + found.get() + ", but this code runs on " + NUMBER + " and " + (NUMBER + 1)
                    + (found.get() < NUMBER ? "; prepare(CREATE) brings it up to date" : "; use newer code"));
        }
        PROBES.forEach(probe -> call.list(text.of(probe), values -> {}, (row, context) -> ""));
    }

    private Optional<Integer> found(Call call) {
        try {
            return call.first(text.of(FOUND), values -> {}, (row, context) -> row.getInt("number"));
        } catch (JdbiException e) {
            if (trouble.meaning(e) == Meaning.SCHEMA_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> statements(int number) {
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

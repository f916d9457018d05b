package io.leasehold.jdbc;

import io.leasehold.store.Command;
import io.leasehold.store.Command.Verdict;
import io.leasehold.store.Doubt;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.DoubtText;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What each order makes of a record, in SQL, and where: it says what {@link io.leasehold.store.CommandRules} says of it, for a job that is
 * owned by nobody or where that is all the same. Assignments are such that they may see what those before them have assigned, as
 * MariaDB has it, or not.
 */
final class Orders {
    private static final String IN_DOUBT = "(open_attempt > 0 AND (open_doubted = 1 OR open_standing = 'INTENDED'))";

    private static final String UNHINDERED = "owner = '' AND (:evenInDoubt = 1 OR NOT " + IN_DOUBT + ")";

    private static final String START = """
            status = 'READY', failures = 0, lapses = 0, probation = 0, wish = 'RUNNING', runnable = 1, due_at = {now},
            command_number = command_number + 1""";

    private static final String STOP = "wish = 'STOPPED', runnable = 0, command_number = command_number + 1";

    private static final String RESTART = """
            run = :newRun, status = 'READY', sequence = 1, state = NULL, open_effect = NULL, open_next = NULL, open_pace = '',
            open_attempt = 0, open_standing = '', open_doubted = 0, failures = 0, lapses = 0, probation = 0, doubt_count = 0,
            doubts = '', error = NULL, finished_at = 0, wish = 'RUNNING', runnable = 1, due_at = {now},
            size = OCTET_LENGTH(payload), command_number = command_number + 1""";

    private static final String RESOLVED = """
            status = 'READY', failures = 0, lapses = 0, probation = 0, finished_at = 0, due_at = {now},
            runnable = CASE WHEN wish = 'RUNNING' THEN 1 ELSE 0 END, doubt_count = doubt_count + 1,
            doubts = {doubts}, command_number = command_number + 1, """;

    private static final String GO_ON = RESOLVED + """
            sequence = sequence + 1, state = open_next, size = OCTET_LENGTH(payload) + OCTET_LENGTH(open_next),
            open_effect = NULL, open_next = NULL, open_pace = '', open_attempt = 0, open_standing = '', open_doubted = 0""";

    private static final String REPEAT = RESOLVED + "open_standing = 'NOT_PERFORMED', open_doubted = 0";

    private static final String MEANT =
            "owner = '' AND sequence = :sequence AND open_attempt = :attempt AND " + IN_DOUBT;

    private static final String AMEND = """
            size = size - OCTET_LENGTH(payload) + OCTET_LENGTH(:payload), payload = :payload,
            command_number = command_number + 1""";

    private static final String PARK = """
            owner = '', token = GREATEST(token, :parkedAt), runnable = 0,
            status = CASE WHEN status = 'FINISHED' THEN status ELSE 'PARKED' END, command_number = command_number + 1""";

    private final String start;
    private final String stop;
    private final String restart;
    private final String goOn;
    private final String repeat;
    private final String amend;
    private final String park;
    private final String delete;

    /** A database's statement around what an order makes of a record. */
    interface Shape {
        /**
         * The statement, whole.
         *
         * @param change what is assigned
         * @param condition where; run, command number and that the job is there come to it
         * @param wish the wish from now on, given the one that the record had as {@code {wish}}
         */
        String statement(String change, String condition, String wish);
    }

    /**
     * The orders of one database.
     *
     * @param doubts the column {@code doubts} with {@code :doubt} at its end, no more than {@code :kept} of them
     */
    Orders(String doubts, Shape shape) {
        start = shape.statement(START, "owner = '' AND status <> 'FINISHED'", "'RUNNING'");
        stop = shape.statement(STOP, "TRUE", "'STOPPED'");
        restart = shape.statement(RESTART, UNHINDERED, "'RUNNING'");
        goOn = shape.statement(GO_ON.replace("{doubts}", doubts), MEANT, "{wish}");
        repeat = shape.statement(REPEAT.replace("{doubts}", doubts), MEANT, "{wish}");
        amend = shape.statement(AMEND, "TRUE", "{wish}");
        park = shape.statement(PARK, "TRUE", "{wish}");
        delete = shape.statement(JobRow.SET_TOMBSTONE, UNHINDERED, "{wish}");
    }

    /** The statement that carries this order out. */
    String statement(Command.Order order) {
        if (order instanceof Command.Start) {
            return start;
        } else if (order instanceof Command.Stop) {
            return stop;
        } else if (order instanceof Command.Restart) {
            return restart;
        } else if (order instanceof Command.Resolve resolve) {
            return resolve.verdict() == Verdict.NOT_DELIVERED ? repeat : goOn;
        } else if (order instanceof Command.Amend) {
            return amend;
        }
        return order instanceof Command.Park ? park : delete;
    }

    /** Binds what that statement names. */
    static void bind(SqlStatement<?> values, Command command) {
        values.bind("key", JobRow.key(command.job()))
                .bind("run", command.run().value())
                .bind("number", command.expectedNumber());
        bind(values, command.order());
    }

    private static void bind(SqlStatement<?> values, Command.Order order) {
        if (order instanceof Command.Restart restart) {
            values.bind("newRun", restart.newRun().value()).bind("evenInDoubt", restart.evenInDoubt() ? 1 : 0);
        } else if (order instanceof Command.Resolve resolve) {
            values.bind("sequence", resolve.sequence())
                    .bind("attempt", resolve.attempt())
                    .bind("doubt", DoubtText.of(new DoubtLog(1, List.of(doubt(resolve)))))
                    .bind("kept", DoubtLog.KEPT);
        } else if (order instanceof Command.Amend amend) {
            values.bind("payload", amend.payload().toArray());
        } else if (order instanceof Command.Park park) {
            values.bind("parkedAt", park.token());
        } else if (order instanceof Command.Delete delete) {
            values.bind("none", JobRow.none()).bind("evenInDoubt", delete.evenInDoubt() ? 1 : 0);
        }
    }

    private static Doubt doubt(Command.Resolve resolve) {
        Doubt.Resolution resolution = switch (resolve.verdict()) {
            case DELIVERED -> Doubt.Resolution.DELIVERED;
            case NOT_DELIVERED -> Doubt.Resolution.NOT_DELIVERED;
            case SKIP -> Doubt.Resolution.SKIPPED;
        };
        return new Doubt(resolve.sequence(), resolve.attempt(), Doubt.Cause.OWNER_GONE, resolution);
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandRules;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Limits;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** The operator's commands of R17: read, judged by {@link CommandRules}, written if the record's version hasn't moved. */
final class JdbcOperator {
    private static final int ATTEMPTS = 8;

    private static final String END_LAPSED = """
            /* R17 Restart and Delete end a lapsed owner first */
            UPDATE {lease} SET standing = 1, ended = 'LAPSED', ended_at = {now}
            WHERE id = :lease AND standing = 0 AND ends_at <= {now}""";

    private static final String CHANGE = """
            /* R17 compare and set on the version of the record */
            UPDATE {job} SET
            {setProgress},
            due_at = CASE WHEN :dueNow = 1 THEN {now} ELSE due_at END,
            payload = :payload, size = :size, wish = :wish, runnable = :runnable, owner = :newOwner, token = :newToken,
            run = :newRun, command_number = :newNumber
            WHERE id_key = :key AND run = :run AND command_number = :number AND owner = :owner AND token = :token
              AND revision = :revision AND deleted = 0""";

    private static final String DELETE = """
            /* R17 compare and set on the version of the record */
            UPDATE {job} SET {setTombstone}
            WHERE id_key = :key AND run = :run AND command_number = :number AND owner = :owner AND token = :token
              AND revision = :revision AND deleted = 0""";

    private final Calls calls;
    private final Forms.Ordering ordering;
    private final String endLapsed;
    private final String change;
    private final String delete;

    JdbcOperator(Calls calls, SqlText text) {
        this.calls = calls;
        this.ordering = text.dialect().forms().ordering(text);
        this.endLapsed = text.of(END_LAPSED);
        this.change = text.of(CHANGE);
        this.delete = text.of(DELETE);
    }

    CommandAnswer command(Command command) {
        Arguments.command(command, Limits.LARGEST);
        return calls.call("command", call -> {
            boolean ended = false;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<OrderedJob> found = ordering.order(call, command);
                Optional<CommandAnswer> applied = found.flatMap(OrderedJob::applied);
                if (applied.isPresent()) {
                    return applied.get();
                } else if (found.flatMap(OrderedJob::job).isEmpty()) {
                    return new CommandAnswer.Absent(found.map(OrderedJob::run));
                }
                JobRecord job = found.get().job().orElseThrow();
                boolean lives = found.get().ownerLives();
                if (found.get().ownerLapsed() && endsLapsedOwner(command, job)) {
                    if (!endLapsed(call, job)) {
                        // Renewed, or ended by another meanwhile: it is to be read again.
                        continue;
                    }
                    ended = true;
                    lives = false;
                }
                CommandRules.Effect effect = CommandRules.apply(command, job, lives);
                if (applied(call, job, effect)) {
                    return effect.answer();
                }
            }
            String line = "a command met a changed record " + ATTEMPTS + " times in a row; repeat it";
            throw ended ? new UnknownOutcome(line) : new StoreUnavailable(line);
        });
    }

    private static boolean endsLapsedOwner(Command command, JobRecord job) {
        boolean ends = command.order() instanceof Command.Restart || command.order() instanceof Command.Delete;
        return ends && !CommandRules.stale(command, job);
    }

    private boolean endLapsed(Call call, JobRecord job) {
        return call.update(
                        endLapsed,
                        values -> values.bind(
                                "lease", JobRow.owner(job.ownership().owner())))
                == 1;
    }

    /** Whether the record now is what the command made of it; not so if it has moved since it was read. */
    private boolean applied(Call call, JobRecord before, CommandRules.Effect effect) {
        if (effect.deleted()) {
            return call.update(delete, values -> bindVersion(values.bind("none", JobRow.none()), before)) == 1;
        } else if (effect.job().isEmpty()) {
            return true;
        }
        JobRecord after = effect.job().get();
        return call.update(change, values -> {
                    bindVersion(values, before);
                    bindChange(values, after);
                    values.bind("sameStep", 1).bind("dueNow", effect.dueNow() ? 1 : 0);
                })
                == 1;
    }

    private static void bindVersion(SqlStatement<?> values, JobRecord before) {
        values.bind("key", JobRow.key(before.id()))
                .bind("run", before.run().value())
                .bind("number", before.commandNumber())
                .bind("owner", JobRow.owner(before.ownership().owner()))
                .bind("token", before.ownership().token())
                .bind("revision", before.ownership().revision());
    }

    private static void bindChange(SqlStatement<?> values, JobRecord after) {
        JobRow.bindProgress(Values.of(values), after.progress());
        values.bind("payload", after.payload().toArray())
                .bind("size", after.bytes())
                .bind("wish", after.wish().name())
                .bind("runnable", after.runnable() ? 1 : 0)
                .bind("newOwner", JobRow.owner(after.ownership().owner()))
                .bind("newToken", after.ownership().token())
                .bind("newRun", after.run().value())
                .bind("newNumber", after.commandNumber());
    }
}

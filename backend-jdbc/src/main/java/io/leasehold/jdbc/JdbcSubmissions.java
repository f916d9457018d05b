package io.leasehold.jdbc;

import io.leasehold.store.Arguments;
import io.leasehold.store.JobId;
import io.leasehold.store.Limits;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The submissions of R16: what is there is judged; what isn't is created by one statement that creates nothing else. That statement itself
 * reads the token floor (R18), which so is never older than the statement's own time, far below 10 minutes; without a floor it fails.
 */
final class JdbcSubmissions {
    private static final int ATTEMPTS = 8;

    private static final String PRESENT = """
            SELECT id_key, run, digest, deleted FROM {job} WHERE id_key IN (<keys>)""";

    private static final String CREATE = """
            /* R16 fails if the id has any record */
            INSERT INTO {job} (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at, due_at,
                failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted,
                buried_at)
            VALUES (:key, :id, :slot, :type, :version, :payload, :digest, 'RUNNING', 0, 'READY', :run,
                (SELECT f.number FROM {meta} f WHERE f.name = 'floor'), '', 0, 0, 1, '', 0, '', 0, 0, {now} + :delay,
                0, 0, 0, 0, '', '', :size, 0, 1, 0, 0) {ifNew}""";

    private static final String REPLACE = """
            /* R16 replaces the tombstone of that run alone; token and command number go on from there */
            UPDATE {job} SET token = (SELECT CASE WHEN f.number > token THEN f.number ELSE token END
                                      FROM {meta} f WHERE f.name = 'floor'),
                deleted = 0, buried_at = 0, runnable = 1, status = 'READY', wish = 'RUNNING', type = :type,
                state_version = :version, payload = :payload, digest = :digest, run = :run, due_at = {now} + :delay,
                size = :size
            WHERE id_key = :key AND deleted = 1 AND run = :replaces AND run <> :run""";

    private final Calls calls;
    private final String present;
    private final String create;
    private final String replace;

    JdbcSubmissions(Calls calls, SqlText text) {
        this.calls = calls;
        this.present = text.of(PRESENT);
        this.create = text.of(CREATE);
        this.replace = text.of(REPLACE);
    }

    List<SubmitAnswer> submit(List<Submission> submissions) {
        Arguments.submit(submissions, Limits.LARGEST);
        return calls.call("submit", call -> {
            Map<JobId, Present> found =
                    present(call, submissions.stream().map(Submission::id).toList());
            List<SubmitAnswer> answers = new ArrayList<>();
            for (Submission job : submissions) {
                answers.add(submit(call, job, found.get(job.id()), !answers.isEmpty()));
            }
            return answers;
        });
    }

    /** One job, within a user's transaction. */
    SubmitAnswer submit(Call call, Submission job) {
        return submit(call, job, present(call, List.of(job.id())).get(job.id()), false);
    }

    private SubmitAnswer submit(Call call, Submission job, @Nullable Present found, boolean others) {
        @Nullable Present present = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SubmitAnswer> judged = judge(job, present);
            if (judged.isPresent()) {
                return judged.get();
            } else if (create(call, job, present != null)) {
                return new SubmitAnswer.Created(job.run());
            }
            present = present(call, List.of(job.id())).get(job.id());
        }
        String line = "a submission met another record " + ATTEMPTS + " times in a row; repeat it";
        throw others ? new UnknownOutcome(line) : new StoreUnavailable(line);
    }

    /** The answer that needs no change; nothing: the job is to be created, or to replace its tombstone. */
    private static Optional<SubmitAnswer> judge(Submission job, @Nullable Present present) {
        if (present == null) {
            return job.replaces().map(run -> new SubmitAnswer.Other(run, true));
        }
        boolean replaceable = present.deleted
                && !present.run.equals(job.run())
                && job.replaces().equals(Optional.of(present.run));
        if (replaceable) {
            return Optional.empty();
        }
        boolean same = present.run.equals(job.run())
                || present.digest.equals(job.digest().hex());
        return Optional.of(
                same
                        ? new SubmitAnswer.Same(present.run, present.deleted)
                        : new SubmitAnswer.Other(present.run, present.deleted));
    }

    private boolean create(Call call, Submission job, boolean replacing) {
        return replacing
                ? call.update(replace, values -> {
                            bind(values, job);
                            values.bind(
                                    "replaces", job.replaces().map(RunId::value).orElse(""));
                        })
                        == 1
                : call.insert(create, values -> {
                    bind(values, job);
                    values.bind("id", job.id().value()).bind("slot", job.id().slot());
                });
    }

    private static void bind(SqlStatement<?> values, Submission job) {
        values.bind("key", JobRow.key(job.id()))
                .bind("type", job.type())
                .bind("version", job.stateVersion())
                .bind("payload", job.payload().toArray())
                .bind("digest", job.digest().hex())
                .bind("run", job.run().value())
                .bind("delay", job.delay().toMillis())
                .bind("size", job.payload().size());
    }

    private Map<JobId, Present> present(Call call, List<JobId> jobs) {
        return call
                .inChunks(
                        jobs,
                        chunk -> call.list(
                                present,
                                values -> values.bindList(
                                        "keys", chunk.stream().map(JobRow::key).toList()),
                                (row, context) -> Present.read(row)))
                .stream()
                .collect(Collectors.toMap(Present::job, Function.identity(), (one, same) -> one));
    }

    /** What an id has already. */
    private record Present(JobId job, RunId run, String digest, boolean deleted) {
        static Present read(ResultSet row) throws SQLException {
            return new Present(
                    JobRow.id(row.getBytes("id_key")),
                    new RunId(row.getString("run")),
                    row.getString("digest"),
                    row.getInt("deleted") == 1);
        }
    }
}

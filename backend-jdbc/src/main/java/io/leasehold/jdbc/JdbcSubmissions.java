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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The submissions of R16: what is there is judged; what isn't is made, on the condition that it still isn't. The statement that makes it
 * reads the token floor (R18), which so is never older than the statement's own time, far below 10 minutes; without a floor it fails.
 */
final class JdbcSubmissions {
    private static final int ATTEMPTS = 8;

    private static final String PRESENT = """
            SELECT id_key, run, digest, deleted FROM {job} WHERE {amongKeys}""";

    /** The columns of a new job. */
    static final String NEW = """
            id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at, due_at,
                failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted,
                buried_at""";

    /** What stands in them: R18 the token is the floor; R15 due is by this clock. */
    static final String NEW_VALUES = """
            :key, :id, :slot, :type, :version, :payload, :digest, 'RUNNING', 0, 'READY', :run,
                (SELECT f.number FROM {meta} f WHERE f.name = 'floor'), '', 0, 0, 1, '', 0, '', 0, 0, {now} + :delay,
                0, 0, 0, 0, '', '', :size, 0, 1, 0, 0""";

    /** What a job sets that replaces a tombstone; token and command number go on from there. */
    static final String REPLACING = """
            token = (SELECT CASE WHEN f.number > token THEN f.number ELSE token END
                                      FROM {meta} f WHERE f.name = 'floor'),
                deleted = 0, buried_at = 0, runnable = 1, status = 'READY', wish = 'RUNNING', type = :type,
                state_version = :version, payload = :payload, digest = :digest, run = :run, due_at = {now} + :delay,
                size = :size""";

    /** R16: it replaces the tombstone of that run alone. */
    static final String REPLACED = "id_key = :key AND deleted = 1 AND run = :replaces AND run <> :run";

    private final Calls calls;
    private final Forms.Submitting submitting;
    private final KeyList keys;
    private final String present;

    JdbcSubmissions(Calls calls, SqlText text) {
        this.calls = calls;
        this.submitting = text.dialect().forms().submitting(text);
        this.keys = text.dialect().forms().keys();
        this.present = text.of(PRESENT);
    }

    List<SubmitAnswer> submit(List<Submission> submissions) {
        Arguments.submit(submissions, Limits.LARGEST);
        return submissions.isEmpty() ? List.of() : calls.call("submit", call -> submit(call, submissions));
    }

    /** One job, within a user's transaction. */
    SubmitAnswer submit(Call call, Submission job) {
        return submit(call, List.of(job)).get(0);
    }

    private List<SubmitAnswer> submit(Call call, List<Submission> jobs) {
        Map<JobId, SubmitAnswer> answers = new HashMap<>();
        List<Submission> open =
                jobs.stream().sorted(Comparator.comparing(Submission::id)).toList();
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            answers.putAll(attempt(call, open));
            open = open.stream().filter(job -> !answers.containsKey(job.id())).toList();
        }
        if (open.isEmpty()) {
            return jobs.stream().map(job -> answers.get(job.id())).toList();
        }
        String line = "a submission met another record " + ATTEMPTS + " times in a row; repeat it";
        boolean made = answers.values().stream().anyMatch(SubmitAnswer.Created.class::isInstance);
        throw made ? new UnknownOutcome(line) : new StoreUnavailable(line);
    }

    /** The answers that are known now; those jobs have none that met another record between the question and their making. */
    private Map<JobId, SubmitAnswer> attempt(Call call, List<Submission> jobs) {
        Map<JobId, Present> present = present(call, jobs);
        Map<JobId, SubmitAnswer> answers = new HashMap<>();
        jobs.forEach(job -> judge(job, present.get(job.id())).ifPresent(answer -> answers.put(job.id(), answer)));
        List<Submission> making =
                jobs.stream().filter(job -> !answers.containsKey(job.id())).toList();
        Set<JobId> made = submitting.make(
                call,
                making.stream().filter(job -> !present.containsKey(job.id())).toList(),
                making.stream().filter(job -> present.containsKey(job.id())).toList());
        jobs.stream()
                .filter(job -> made.contains(job.id()))
                .forEach(job -> answers.put(job.id(), new SubmitAnswer.Created(job.run())));
        return answers;
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

    static void bind(Values values, Submission job) {
        values.bind("key", JobRow.key(job.id()))
                .bind("id", job.id().value())
                .bind("slot", job.id().slot())
                .bind("type", job.type())
                .bind("version", job.stateVersion())
                .bind("payload", job.payload().toArray())
                .bind("digest", job.digest().hex())
                .bind("run", job.run().value())
                .bind("delay", job.delay().toMillis())
                .bind("size", job.payload().size())
                .bind("replaces", job.replaces().map(RunId::value).orElse(""));
    }

    private Map<JobId, Present> present(Call call, List<Submission> jobs) {
        return call
                .inChunks(
                        keys.most(),
                        jobs.stream().map(job -> JobRow.key(job.id())).toList(),
                        chunk -> call.list(
                                present,
                                values -> keys.bind(values, "keys", chunk),
                                (row, context) -> Present.read(row)))
                .stream()
                .collect(Collectors.toMap(Present::job, Function.identity()));
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

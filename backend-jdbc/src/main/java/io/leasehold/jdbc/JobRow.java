package io.leasehold.jdbc;

import io.leasehold.store.Bytes;
import io.leasehold.store.DoubtText;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A job's columns, read and written. */
final class JobRow {
    /** Nobody, in the column {@code owner}. */
    static final String NOBODY = "";

    /** What {@link #read} needs, with the database's time at the moment of the read. */
    static final String COLUMNS = """
            id, type, state_version, payload, wish, command_number, status, run, token, owner, revision, claim_number,
            sequence, state, open_effect, open_next, open_pace, open_attempt, open_standing, open_doubted, open_at, due_at,
            failures, lapses, probation, doubt_count, doubts, takeovers, error, {now} AS now_millis""";

    /**
     * An owner's part, set as {@link #bindProgress} binds it. Each assignment reads columns that are assigned behind it, for
     * MariaDB assigns from left to right and lets the rest see the new values.
     */
    static final String SET_PROGRESS = """
            open_at = CASE WHEN :sameStep = 1 THEN open_at
                           WHEN sequence = :sequence AND open_attempt = :openAttempt THEN open_at
                           WHEN sequence = :sequence AND open_attempt > 0 AND :openDoubted = 1 THEN open_at
                           ELSE {now} END,
            finished_at = CASE WHEN :status <> 'FINISHED' THEN 0 WHEN status = 'FINISHED' THEN finished_at ELSE {now} END,
            status = :status, state_version = :stateVersion, sequence = :sequence, state = :state,
            open_effect = :openEffect, open_next = :openNext, open_pace = :openPace, open_attempt = :openAttempt,
            open_standing = :openStanding, open_doubted = :openDoubted,
            failures = :failures, lapses = :lapses, probation = :probation,
            doubt_count = :doubtCount, doubts = :doubts, error = :error""";

    /** What leaves a tombstone in a job's place: run, token and digest stay, and with them the id's past. */
    static final String SET_TOMBSTONE = """
            deleted = 1, runnable = 0, owner = '', status = '', command_number = command_number + 1, revision = 0,
            claim_number = 0, sequence = 1, payload = :none, state = NULL, open_effect = NULL, open_next = NULL,
            open_pace = '', open_attempt = 0, open_standing = '', open_doubted = 0, open_at = 0, due_at = 0, failures = 0, lapses = 0,
            probation = 0, doubt_count = 0, doubts = '', takeovers = '', error = NULL, size = 0, finished_at = 0,
            buried_at = {now}""";

    /** No bytes: what {@link #SET_TOMBSTONE} binds as {@code none}. */
    static byte[] none() {
        return new byte[0];
    }

    private JobRow() {}

    static byte[] key(JobId id) {
        return id.value().getBytes(StandardCharsets.UTF_8);
    }

    static JobId id(byte[] key) {
        return new JobId(new String(key, StandardCharsets.UTF_8));
    }

    static Optional<LeaseId> owner(String column) {
        return column.equals(NOBODY) ? Optional.empty() : Optional.of(new LeaseId(column));
    }

    static String owner(Optional<LeaseId> owner) {
        return owner.map(LeaseId::value).orElse(NOBODY);
    }

    static JobRecord read(ResultSet row) throws SQLException {
        long now = row.getLong("now_millis");
        Progress progress = progress(row);
        Optional<Duration> age =
                progress.open().isPresent() ? Optional.of(between(openAt(row), now)) : Optional.empty();
        return new JobRecord(
                new JobId(row.getString("id")),
                row.getString("type"),
                new RunId(row.getString("run")),
                Bytes.of(row.getBytes("payload")),
                Wish.valueOf(row.getString("wish")),
                row.getLong("command_number"),
                ownership(row),
                progress,
                between(now, row.getLong("due_at")),
                age,
                TakeoverText.read(row.getString("takeovers")));
    }

    private static long openAt(ResultSet row) throws SQLException {
        return row.getLong("open_at");
    }

    private static Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(Math.max(0, toMillis - fromMillis));
    }

    static Ownership ownership(ResultSet row) throws SQLException {
        return new Ownership(
                owner(row.getString("owner")),
                row.getLong("token"),
                row.getLong("revision"),
                row.getLong("claim_number"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(
                Status.valueOf(row.getString("status")),
                row.getInt("state_version"),
                row.getLong("sequence"),
                Optional.ofNullable(row.getBytes("state")).map(Bytes::of),
                open(row),
                row.getInt("failures"),
                row.getInt("lapses"),
                row.getInt("probation") == 1,
                DoubtText.read(row.getLong("doubt_count"), row.getString("doubts")),
                Optional.ofNullable(row.getString("error")));
    }

    private static Optional<OpenStep> open(ResultSet row) throws SQLException {
        int attempt = row.getInt("open_attempt");
        if (attempt == 0) {
            return Optional.empty();
        }
        return Optional.of(new OpenStep(
                Bytes.of(row.getBytes("open_effect")),
                Bytes.of(row.getBytes("open_next")),
                pace(row.getString("open_pace")),
                attempt,
                OpenStep.Standing.valueOf(row.getString("open_standing")),
                row.getInt("open_doubted") == 1));
    }

    private static String pace(Pace pace) {
        return pace.from() + " " + pace.time();
    }

    private static Pace pace(String column) {
        String[] parts = column.split(" ");
        return new Pace(Pace.From.valueOf(parts[0]), Duration.parse(parts[1]));
    }

    /** The column {@code runnable}, as far as the owner's part decides it. */
    static int ready(Progress progress) {
        return progress.status() == Status.READY ? 1 : 0;
    }

    static void bindProgress(Values values, Progress progress) {
        Optional<OpenStep> open = progress.open();
        values.bind("status", progress.status().name())
                .bind("stateVersion", progress.stateVersion())
                .bind("sequence", progress.sequence())
                .bind("state", progress.state().map(Bytes::toArray).orElse(null))
                .bind("openEffect", open.map(step -> step.effect().toArray()).orElse(null))
                .bind("openNext", open.map(step -> step.nextState().toArray()).orElse(null))
                .bind("openPace", open.map(step -> pace(step.pace())).orElse(""))
                .bind("openAttempt", open.map(OpenStep::attempt).orElse(0))
                .bind("openStanding", open.map(step -> step.standing().name()).orElse(""))
                .bind("openDoubted", open.filter(OpenStep::doubted).isPresent() ? 1 : 0)
                .bind("failures", progress.failures())
                .bind("lapses", progress.lapses())
                .bind("probation", progress.probation() ? 1 : 0)
                .bind("doubtCount", progress.doubts().count())
                .bind("doubts", DoubtText.of(progress.doubts()))
                .bind("error", progress.error().orElse(null));
    }
}

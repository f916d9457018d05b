package io.leasehold.jdbc;

import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as a command finds it.
 *
 * @param run its run, or the tombstone's
 * @param job the job, unless a tombstone is left; none where only {@code applied} was answered
 * @param ownerLives whether its owner has a record that isn't ended, lapsed or not
 * @param ownerLapsed whether that owner's time has passed
 * @param applied the command's answer, if the statement that found the record also carried the command out
 */
record OrderedJob(
        RunId run, Optional<JobRecord> job, boolean ownerLives, boolean ownerLapsed, Optional<CommandAnswer> applied) {
    static final String READ = """
            SELECT {jobColumns}, deleted,
                (SELECT l.standing FROM {lease} l WHERE l.id = j.owner) AS owner_standing,
                (SELECT CASE WHEN l.ends_at <= {now} THEN 1 ELSE 0 END FROM {lease} l WHERE l.id = j.owner) AS owner_lapsed
            FROM {job} j WHERE id_key = :key""";

    /** One of which only the answer is known: the command was carried out. */
    static OrderedJob applied(RunId run, CommandAnswer answer) {
        return new OrderedJob(run, Optional.empty(), false, false, Optional.of(answer));
    }

    static OrderedJob read(ResultSet row) throws SQLException {
        boolean deleted = row.getInt("deleted") == 1;
        @Nullable Object standing = row.getObject("owner_standing");
        boolean lives = standing instanceof Number number && number.intValue() == 0;
        return new OrderedJob(
                new RunId(row.getString("run")),
                deleted ? Optional.empty() : Optional.of(JobRow.read(row)),
                lives,
                lives && row.getInt("owner_lapsed") == 1,
                Optional.empty());
    }

    /** The same with what the statement made of it, in {@code ordered_number} and {@code ordered_wish}. */
    OrderedJob ordered(ResultSet row) throws SQLException {
        @Nullable String wish = row.getString("ordered_wish");
        return wish == null
                ? this
                : new OrderedJob(
                        run,
                        job,
                        ownerLives,
                        ownerLapsed,
                        Optional.of(new CommandAnswer.Applied(row.getLong("ordered_number"), Wish.valueOf(wish))));
    }
}

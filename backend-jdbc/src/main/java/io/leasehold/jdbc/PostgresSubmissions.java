package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Submission;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** R16 in one statement for all jobs that are made: new ones first, then those in a tombstone's place, each in the order of keys. */
final class PostgresSubmissions implements Forms.Submitting {
    private static final String MAKE = """
            /* R16 makes no row if the id has any record; replaces the tombstone of that run alone */
            WITH given AS MATERIALIZED (SELECT * FROM {given}),
            created AS (
                INSERT INTO {job} (""" + JdbcSubmissions.NEW + """
            )
                SELECT\s""" + GivenRows.each(JdbcSubmissions.NEW_VALUES)
            + """

                FROM given WHERE to_tombstone = 0 ORDER BY to_key
                ON CONFLICT DO NOTHING RETURNING id_key),
            replaced AS (
                UPDATE {job} SET\s""" + GivenRows.each(JdbcSubmissions.REPLACING) + """

                FROM given
                WHERE id_key = ANY (ARRAY(
                        SELECT j.id_key FROM {job} j
                        WHERE j.id_key = ANY (ARRAY(SELECT to_key FROM given WHERE to_tombstone = 1)) AND j.deleted = 1
                        ORDER BY j.id_key FOR UPDATE))
                  AND given.to_tombstone = 1 AND\s""" + GivenRows.each(JdbcSubmissions.REPLACED) + """

                RETURNING id_key)
            SELECT id_key FROM created UNION ALL SELECT id_key FROM replaced""";

    private final String make;

    PostgresSubmissions(SqlText text) {
        this.make = text.of(MAKE);
    }

    @Override
    public Set<JobId> make(Call call, List<Submission> creating, List<Submission> replacing) {
        List<Made> jobs = Stream.concat(
                        creating.stream().map(job -> new Made(job, 0)),
                        replacing.stream().map(job -> new Made(job, 1)))
                .toList();
        if (jobs.isEmpty()) {
            return Set.of();
        }
        GivenRows rows = GivenRows.of(jobs, Made::bind);
        return call.change(rows.in(make), rows::bind, (row, context) -> JobRow.id(row.getBytes("id_key"))).stream()
                .collect(Collectors.toSet());
    }

    /**
     * A job that is to be made.
     *
     * @param tombstone 1 if in the place of one
     */
    private record Made(Submission job, long tombstone) {
        static void bind(Values values, Made made) {
            JdbcSubmissions.bind(values, made.job);
            values.bind("tombstone", made.tombstone);
        }
    }
}

package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer.Applied;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** R13 in one statement, which tells the writes that it applied and what R14 wants to know. */
final class PostgresWrites implements Forms.Writing {
    private static final String WRITE =
            """
            /* R13 one statement for the batch; rows are locked in the order of their keys, so that two batches can't wait for one another */
            UPDATE {job} SET
            """ + GivenRows.each(JdbcWrites.SET) + """

            FROM {given}
            WHERE id_key = ANY (ARRAY(
                    SELECT j.id_key FROM {job} j JOIN unnest(:key, :owner, :token) AS mine (id_key, owner, token)
                      ON j.id_key = mine.id_key AND j.owner = mine.owner AND j.token = mine.token
                    WHERE j.id_key = ANY (:key) ORDER BY j.id_key FOR UPDATE OF j))
              AND\s""" + GivenRows.each(JdbcWrites.CONDITION) + """

            RETURNING id_key, wish, command_number""";

    private final String write;

    PostgresWrites(SqlText text) {
        this.write = text.of(WRITE.replace("{setProgress}", GivenRows.each(JobRow.SET_PROGRESS)));
    }

    @Override
    public Map<JobId, Applied> apply(Call call, List<Write> writes) {
        GivenRows rows = GivenRows.of(writes, JdbcWrites::bind);
        return call.change(rows.in(write), rows::bind, (row, context) -> Told.read(row)).stream()
                .collect(Collectors.toMap(Told::job, Told::applied));
    }

    /** One write that was applied. */
    private record Told(JobId job, Applied applied) {
        static Told read(ResultSet row) throws SQLException {
            return new Told(
                    JobRow.id(row.getBytes("id_key")),
                    new Applied(Wish.valueOf(row.getString("wish")), row.getLong("command_number")));
        }
    }
}

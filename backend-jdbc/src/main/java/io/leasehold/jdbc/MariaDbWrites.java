package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer.Applied;
import java.util.List;
import java.util.Map;

/** R13 in one statement, which doesn't tell whose condition held: they are read back. */
final class MariaDbWrites implements Forms.Writing {
    private static final String WRITE =
            """
            /* R13 one statement for the batch, which comes to the rows in the order of their keys, so that two batches can't wait for one another */
            UPDATE {given} given STRAIGHT_JOIN {job} FORCE INDEX (PRIMARY) ON id_key = given.to_key SET
            """ + GivenRows.each(JdbcWrites.SET) + "\nWHERE " + GivenRows.each(JdbcWrites.CONDITION);

    private final String write;

    MariaDbWrites(SqlText text) {
        this.write = text.of(WRITE.replace("{setProgress}", GivenRows.each(JobRow.SET_PROGRESS)));
    }

    @Override
    public Map<JobId, Applied> apply(Call call, List<Write> writes) {
        for (List<Write> packet : Packets.of(writes, one -> one.progress().bytes())) {
            UnionRows rows = UnionRows.of("w", packet, JdbcWrites::bind);
            call.update(write.replace("{given}", rows.table()), rows::bind);
        }
        return Map.of();
    }
}

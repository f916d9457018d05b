package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer.Applied;
import java.util.List;
import java.util.Map;

/** A driver's batch of conditional updates. Its counts are not looked at: drivers that rewrite batches don't tell them. */
final class BatchedWrites implements Forms.Writing {
    private final String write;

    BatchedWrites(SqlText text) {
        this.write = text.of(JdbcWrites.WRITE);
    }

    @Override
    public Map<JobId, Applied> apply(Call call, List<Write> writes) {
        call.batch(write, writes, (batch, one) -> JdbcWrites.bind(Values.of(batch), one));
        return Map.of();
    }
}

package io.leasehold.simulator.real;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/**
 * A store around whose transactions the ledger looks at the job's messages, whatever the store said. It looks before a claim is
 * told, too: what a former owner committed happened before. Thread-safe as what it wraps.
 */
final class LedgerStore extends TransactingStore {
    private final MessageTable table;

    LedgerStore(LeaseStore kept, MessageTable table) {
        super(kept, Connection.class, ability -> new Seen(ability, table));
        this.table = table;
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = super.claim(request);
        brought.forEach(job -> table.look(job.id().value()));
        return brought;
    }

    private record Seen(SameTransaction<Connection> kept, MessageTable table) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            try {
                return kept.perform(write, limit, work);
            } finally {
                table.look(write.job().value());
            }
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

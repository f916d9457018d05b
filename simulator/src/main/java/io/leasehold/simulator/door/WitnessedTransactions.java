package io.leasehold.simulator.door;

import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;

/** Users' work in a store's own transaction, whose writes a {@link StoreWitness} sees. Thread-safe as what it wraps. */
final class WitnessedTransactions<C> implements SameTransaction<C> {
    private final SameTransaction<C> kept;
    private final StoreWitness witness;

    WitnessedTransactions(SameTransaction<C> kept, StoreWitness witness) {
        this.kept = kept;
        this.witness = witness;
    }

    @Override
    public Class<C> connectionType() {
        return kept.connectionType();
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super C> work) throws WorkFailed {
        witness.sending(write);
        WriteAnswer answer = kept.perform(write, limit, work);
        witness.transacted(write, answer);
        return answer;
    }

    @Override
    public SubmitAnswer submit(C connection, Submission submission) {
        return kept.submit(connection, submission);
    }
}

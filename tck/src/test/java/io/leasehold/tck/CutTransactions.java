package io.leasehold.tck;

import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;

/** Users' work in the transaction of a store each of whose calls is one request, which can be cut. */
record CutTransactions<C>(SameTransaction<C> kept, Scissors scissors) implements SameTransaction<C> {
    @Override
    public Class<C> connectionType() {
        return kept.connectionType();
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super C> work) throws WorkFailed {
        if (!scissors.meet()) {
            return kept.perform(write, limit, work);
        } else if (scissors.cut() == Cut.REFUSED) {
            throw new StoreUnavailable("the call was refused");
        } else if (scissors.cut() == Cut.ANSWER_LOST) {
            kept.perform(write, limit, work);
        }
        throw new UnknownOutcome("the commit was not answered");
    }

    @Override
    public SubmitAnswer submit(C connection, Submission submission) {
        return kept.submit(connection, submission);
    }
}

package io.leasehold.simulator.planted;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;

/** Planted: an intent is acknowledged without being stored; only the outcome's write, complete as it is, brings it. */
final class IntentAfterEffect extends ForwardingStore {
    IntentAfterEffect(LeaseStore delegate) {
        super(delegate);
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return writes.stream().map(this::write).toList();
    }

    private WriteAnswer write(Write write) {
        if (write.release() || write.progress().open().isEmpty()) {
            return super.write(List.of(write)).get(0);
        }
        JobRecord stored = find(write.job()).orElseThrow();
        return new WriteAnswer.Applied(stored.wish(), stored.commandNumber());
    }
}

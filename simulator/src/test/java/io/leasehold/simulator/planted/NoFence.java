package io.leasehold.simulator.planted;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;

/** Planted: an ended lease is renewed as if it lived, and a former owner's write is let through under the present owner's name. */
final class NoFence extends ForwardingStore {
    NoFence(LeaseStore delegate) {
        super(delegate);
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        LeaseState state = super.renew(lease, extension, load);
        return state instanceof LeaseState.Ended ? new LeaseState.Live(extension) : state;
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return writes.stream().map(this::write).toList();
    }

    private WriteAnswer write(Write write) {
        WriteAnswer answer = super.write(List.of(write)).get(0);
        if (answer instanceof WriteAnswer.Applied) {
            return answer;
        }
        JobRecord stored = find(write.job()).orElseThrow();
        stored.ownership()
                .owner()
                .ifPresent(owner -> super.write(List.of(new Write(
                        write.job(),
                        owner,
                        stored.ownership().token(),
                        stored.ownership().revision() + 1,
                        write.progress(),
                        write.delay(),
                        write.release()))));
        return new WriteAnswer.Applied(stored.wish(), stored.commandNumber());
    }
}

package io.leasehold.tck.broken;

import io.leasehold.store.Arguments;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Mistakes with what trouble means (R21). */
final class BrokenTrouble {
    private BrokenTrouble() {}

    /** R21: a call that got no answer is told of as one that wasn't applied. */
    static Breaking unknownTakenForFailure() {
        return (kept, behind) -> new UnknownTakenForFailure(kept);
    }

    private static final class UnknownTakenForFailure extends ForwardingStore {
        UnknownTakenForFailure(LeaseStore kept) {
            super(kept);
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            return told(() -> super.claim(request));
        }

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            return told(() -> super.write(writes));
        }

        @Override
        public List<SubmitAnswer> submit(List<Submission> submissions) {
            return told(() -> super.submit(submissions));
        }

        @Override
        public CommandAnswer command(Command command) {
            return told(() -> super.command(command));
        }

        private static <T> T told(Supplier<T> call) {
            try {
                return call.get();
            } catch (UnknownOutcome trouble) {
                throw new StoreUnavailable("the call failed", trouble);
            }
        }
    }

    /** R21: a batch is written one by one, and trouble with one is told of as if it were the first. */
    static Breaking partTakenForNothing() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<WriteAnswer> write(List<Write> writes) {
                Arguments.write(writes, describe().limits());
                List<WriteAnswer> answers = new ArrayList<>();
                for (Write write : writes) {
                    answers.addAll(super.write(List.of(write)));
                }
                return answers;
            }
        };
    }
}

package io.leasehold.tck.history;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A call of a lease store as a value, so that the same can be asked of a store and of the definition. */
sealed interface Request {
    /** Asks it; whatever comes back, trouble apart. */
    Object of(LeaseStore store);

    /** R1. */
    record Grant(LeaseId lease, Duration ttl) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.grant(lease, "instance " + lease, ttl);
        }
    }

    /** R2. */
    record Renew(LeaseId lease, Duration extension, Load load) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.renew(lease, extension, load);
        }
    }

    /** R4. */
    record End(LeaseId lease, LeaseEnd how) implements Request {
        @Override
        public Object of(LeaseStore store) {
            store.end(lease, how);
            return "done";
        }
    }

    /** R5. */
    record Look(SurveyRequest request) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.survey(request);
        }
    }

    /** R9. */
    record Claim(ClaimRequest request) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.claim(request);
        }
    }

    /** R11. */
    record Writes(List<Write> writes) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.write(writes);
        }
    }

    /** R16. */
    record Submit(List<Submission> jobs) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.submit(jobs);
        }
    }

    /** R17. */
    record Order(Command command) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.command(command);
        }
    }

    /** R19. */
    record Find(JobId job) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.find(job);
        }
    }

    /** R19. */
    record Owned(LeaseId lease) implements Request {
        @Override
        public Object of(LeaseStore store) {
            return store.owned(lease, Optional.empty());
        }
    }

    /** R18: one walk, from its beginning to its end. */
    record Tidy() implements Request {
        private static final int MOST_STEPS = 100;

        @Override
        public Object of(LeaseStore store) {
            int cleared = 0;
            Optional<String> cursor = Optional.empty();
            for (int step = 0; step < MOST_STEPS; step++) {
                TidyAnswer answer = store.tidy(cursor);
                cleared += answer.cleared();
                cursor = answer.next();
                if (cursor.isEmpty()) {
                    return "cleared " + cleared;
                }
            }
            throw new IllegalStateException(
                    "a walk of housekeeping didn't come to its end in " + MOST_STEPS + " steps");
        }
    }
}

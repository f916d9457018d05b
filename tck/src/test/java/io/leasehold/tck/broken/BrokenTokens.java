package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes by which a job's token begins anew (R7). */
final class BrokenTokens {
    private BrokenTokens() {}

    /** R7: what is released has no token any more. */
    static Breaking restartOnRelease() {
        Map<JobId, Long> forgotten = new ConcurrentHashMap<>();
        return (kept, behind) -> new RestartingTokens(kept, forgotten) {
            @Override
            public List<WriteAnswer> write(List<Write> writes) {
                List<WriteAnswer> answers = super.write(writes);
                writes.stream().filter(Write::release).map(Write::job).forEach(this::restart);
                return answers;
            }

            private void restart(JobId job) {
                Changed.thereafter(() -> kept.find(job))
                        .filter(found -> found.ownership().owner().isEmpty())
                        .ifPresent(this::forget);
            }
        };
    }

    /** R7: a delete forgets the token, so that the id's next job begins anew. */
    static Breaking restartOnDelete() {
        Map<JobId, Long> forgotten = new ConcurrentHashMap<>();
        return (kept, behind) -> new RestartingTokens(kept, forgotten) {
            @Override
            public CommandAnswer command(Command command) {
                Optional<JobRecord> before = kept.find(command.job());
                CommandAnswer answer = super.command(command);
                if (command.order() instanceof Command.Delete && answer instanceof CommandAnswer.Applied) {
                    before.ifPresent(this::forget);
                }
                return answer;
            }
        };
    }

    /** R7: where there is no record, tokens begin at 1, whatever the floor. */
    static Breaking floorForgotten() {
        Map<JobId, Long> forgotten = new ConcurrentHashMap<>();
        return (kept, behind) -> new RestartingTokens(kept, forgotten) {
            @Override
            public List<SubmitAnswer> submit(List<Submission> submissions) {
                List<SubmitAnswer> answers = super.submit(submissions);
                for (int i = 0; i < answers.size(); i++) {
                    Submission job = submissions.get(i);
                    if (answers.get(i) instanceof SubmitAnswer.Created
                            && job.replaces().isEmpty()) {
                        kept.find(job.id()).ifPresent(this::forget);
                    }
                }
                return answers;
            }
        };
    }

    /** Tells tokens, and takes them, as if those before the last restart of their job had never been given. */
    private static class RestartingTokens extends ForwardingStore {
        private final Map<JobId, Long> forgotten;

        RestartingTokens(LeaseStore kept, Map<JobId, Long> forgotten) {
            super(kept);
            this.forgotten = forgotten;
        }

        /** No token up to this one was ever given. */
        void forget(JobRecord stored) {
            forgotten.put(stored.id(), stored.ownership().token());
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            return super.claim(request).stream().map(this::lowered).toList();
        }

        @Override
        public Optional<JobRecord> find(JobId id) {
            return super.find(id).map(this::lowered);
        }

        @Override
        public JobPage list(JobQuery query) {
            JobPage page = super.list(query);
            return new JobPage(page.jobs().stream().map(this::lowered).toList(), page.more());
        }

        @Override
        public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
            OwnedPage page = super.owned(lease, after);
            return new OwnedPage(
                    page.jobs().stream()
                            .map(job -> new OwnedPage.Owned(job.id(), job.token() - before(job.id()), job.wish()))
                            .toList(),
                    page.more());
        }

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            return super.write(writes.stream()
                    .map(write -> Changed.by(write, write.owner(), write.token() + before(write.job())))
                    .toList());
        }

        private JobRecord lowered(JobRecord job) {
            return Changed.under(job, stored -> stored.ownership().token() - before(stored.id()));
        }

        private long before(JobId job) {
            return forgotten.getOrDefault(job, 0L);
        }
    }
}

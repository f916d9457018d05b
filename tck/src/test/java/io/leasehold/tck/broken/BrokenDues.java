package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A mistake with due times: they are instants of the clock of the client that wrote them, and told by the clock of the one that reads. */
final class BrokenDues {
    private BrokenDues() {}

    /** R15: due times are by clients' clocks. */
    static Breaking byClientsClock() {
        Map<JobId, Long> dues = new ConcurrentHashMap<>();
        return (kept, behind) -> new ByClientsClock(kept, behind, dues);
    }

    private static final class ByClientsClock extends ForwardingStore {
        private final Behind behind;
        private final Map<JobId, Long> dues;

        ByClientsClock(LeaseStore kept, Behind behind, Map<JobId, Long> dues) {
            super(kept);
            this.behind = behind;
            this.dues = dues;
        }

        @Override
        public List<SubmitAnswer> submit(List<Submission> submissions) {
            List<SubmitAnswer> answers = super.submit(submissions);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof SubmitAnswer.Created) {
                    due(submissions.get(i).id(), submissions.get(i).delay());
                }
            }
            return answers;
        }

        @Override
        public List<WriteAnswer> write(List<Write> writes) {
            for (Write write : writes) {
                boolean applied = super.find(write.job())
                        .filter(stored -> WriteRules.judge(write, stored).isEmpty())
                        .isPresent();
                if (applied) {
                    write.delay().ifPresent(delay -> due(write.job(), delay));
                }
            }
            return super.write(writes);
        }

        @Override
        public CommandAnswer command(Command command) {
            CommandAnswer answer = super.command(command);
            boolean goesOn = command.order() instanceof Command.Start
                    || command.order() instanceof Command.Restart
                    || command.order() instanceof Command.Resolve;
            if (goesOn && answer instanceof CommandAnswer.Applied) {
                due(command.job(), Duration.ZERO);
            }
            return answer;
        }

        @Override
        public Optional<JobRecord> find(JobId id) {
            return super.find(id).map(this::told);
        }

        @Override
        public JobPage list(JobQuery query) {
            JobPage page = super.list(query);
            return new JobPage(page.jobs().stream().map(this::told).toList(), page.more());
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            return super.claim(request).stream().map(this::told).toList();
        }

        private void due(JobId job, Duration delay) {
            dues.put(job, behind.clientMillis() + delay.toMillis());
        }

        private JobRecord told(JobRecord job) {
            long now = behind.clientMillis();
            long left = Math.max(0, dues.getOrDefault(job.id(), now) - now);
            return job.timed(Duration.ofMillis(left), job.intentAge());
        }
    }
}

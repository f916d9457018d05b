package io.leasehold.tck.broken;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Mistakes with submissions (R16), commands (R17) and arguments (R21). */
final class BrokenOrders {
    private BrokenOrders() {}

    /** R16: a tombstone keeps nobody out, not even its own run. */
    static Breaking oldRunComesBack() {
        AtomicLong scratch = new AtomicLong(0x5c7a7c);
        return (kept, behind) -> new OldRunComesBack(kept, scratch);
    }

    private static final class OldRunComesBack extends ForwardingStore {
        private final AtomicLong scratch;

        OldRunComesBack(LeaseStore kept, AtomicLong scratch) {
            super(kept);
            this.scratch = scratch;
        }

        @Override
        public List<SubmitAnswer> submit(List<Submission> submissions) {
            List<SubmitAnswer> answers = super.submit(submissions);
            return IntStream.range(0, answers.size())
                    .mapToObj(i -> over(submissions.get(i), answers.get(i)))
                    .toList();
        }

        private SubmitAnswer over(Submission job, SubmitAnswer answer) {
            Optional<RunId> present = answer instanceof SubmitAnswer.Same same
                    ? Optional.of(same.run())
                    : answer instanceof SubmitAnswer.Other other ? Optional.of(other.run()) : Optional.empty();
            if (present.isEmpty()
                    || job.replaces().isPresent()
                    || find(job.id()).isPresent()) {
                return answer;
            }
            RunId between = RunId.of(scratch.incrementAndGet());
            super.submit(List.of(replacing(job, between, present.get())));
            long number = find(job.id()).map(JobRecord::commandNumber).orElse(0L);
            command(new Command(job.id(), between, number, new Command.Delete(true)));
            return super.submit(List.of(replacing(job, job.run(), between))).get(0);
        }

        private static Submission replacing(Submission job, RunId run, RunId replaced) {
            return new Submission(
                    job.id(), job.type(), job.stateVersion(), job.payload(), run, Optional.of(replaced), job.delay());
        }
    }

    /** R17: a command is carried out whatever number it expects. */
    static Breaking lateCommandObeyed() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public CommandAnswer command(Command command) {
                long number = find(command.job()).map(JobRecord::commandNumber).orElse(command.expectedNumber());
                return super.command(new Command(command.job(), command.run(), number, command.order()));
            }
        };
    }

    /** R17: a delete goes by the id alone. */
    static Breaking deleteHitsNextRun() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public CommandAnswer command(Command command) {
                return super.command(
                        command.order() instanceof Command.Delete
                                ? find(command.job())
                                        .map(job -> meant(command, job))
                                        .orElse(command)
                                : command);
            }

            private Command meant(Command command, JobRecord job) {
                return new Command(command.job(), job.run(), job.commandNumber(), command.order());
            }
        };
    }

    /** R21: what is too long is made to fit, and a job named twice is taken once. */
    static Breaking argumentsMadeToFit() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LeaseState grant(LeaseId lease, String label, Duration ttl) {
                return super.grant(lease, label.substring(0, Math.min(100, label.length())), ttl);
            }

            @Override
            public List<SubmitAnswer> submit(List<Submission> submissions) {
                return super.submit(submissions.stream()
                        .filter(job -> first(submissions, job.id()).equals(job))
                        .toList());
            }

            private Submission first(List<Submission> submissions, JobId id) {
                return submissions.stream()
                        .filter(job -> job.id().equals(id))
                        .findFirst()
                        .orElseThrow();
            }
        };
    }
}

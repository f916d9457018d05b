package io.leasehold.tck.history;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one caller last heard of each job: it may be wrong by now. Used by one thread. */
final class Knowledge {
    private final Map<JobId, JobRecord> jobs = new TreeMap<>();
    private final Map<JobId, RunId> deleted = new TreeMap<>();

    Knowledge() {}

    /** The same, for another caller. */
    Knowledge(Knowledge other) {
        jobs.putAll(other.jobs);
        deleted.putAll(other.deleted);
    }

    Optional<JobRecord> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Optional<RunId> deleted(JobId id) {
        return Optional.ofNullable(deleted.get(id));
    }

    void hear(Request request, Object answer) {
        if (request instanceof Request.Claim) {
            ((List<?>) answer).forEach(job -> hear((JobRecord) job));
        } else if (request instanceof Request.Find) {
            ((Optional<?>) answer).ifPresent(job -> hear((JobRecord) job));
        } else if (request instanceof Request.Submit submit) {
            hear(submit.jobs().get(0), (SubmitAnswer) ((List<?>) answer).get(0));
        } else if (request instanceof Request.Order order) {
            hear(order.command(), (CommandAnswer) answer);
        }
    }

    private void hear(JobRecord job) {
        jobs.put(job.id(), job);
        deleted.remove(job.id());
    }

    private void hear(Submission job, SubmitAnswer answer) {
        if (answer instanceof SubmitAnswer.Other other && other.deleted()) {
            deleted.put(job.id(), other.run());
        } else {
            deleted.remove(job.id());
            jobs.computeIfPresent(job.id(), (id, known) -> known.inRun(answer.run()));
        }
    }

    private void hear(Command command, CommandAnswer answer) {
        if (answer instanceof CommandAnswer.Absent absent) {
            absent.deleted().ifPresent(run -> deleted.put(command.job(), run));
        } else if (answer instanceof CommandAnswer.Stale stale) {
            jobs.computeIfPresent(
                    command.job(), (id, known) -> known.inRun(stale.run()).ordered(stale.wish(), stale.number()));
        } else if (answer instanceof CommandAnswer.Applied applied) {
            jobs.computeIfPresent(command.job(), (id, known) -> known.ordered(applied.wish(), applied.number()));
            if (command.order() instanceof Command.Restart restart) {
                jobs.computeIfPresent(command.job(), (id, known) -> known.inRun(restart.newRun()));
            } else if (command.order() instanceof Command.Delete) {
                deleted.put(command.job(), command.run());
            }
        }
    }
}

package io.leasehold.store.record;

import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SubmitRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The submissions of R16: what is there is judged; what isn't is created on the condition that still nothing, or that tombstone, is. */
final class RecordSubmissions {
    private final Jobs jobs;

    RecordSubmissions(Jobs jobs) {
        this.jobs = jobs;
    }

    List<SubmitAnswer> submit(Call call, List<Submission> submissions) {
        List<SubmitAnswer> answers = new ArrayList<>();
        submissions.forEach(submission -> answers.add(submit(call, submission)));
        return answers;
    }

    private SubmitAnswer submit(Call call, Submission submission) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            JobValue.Read read = jobs.read(call, submission.id());
            Optional<SubmitAnswer> judged = judge(submission, read.value());
            if (judged.isPresent()) {
                return judged.get();
            }
            StoredJob job = created(submission, read.value(), call.now());
            if (jobs.change(call, read, read.value().followedBy(job))) {
                return new SubmitAnswer.Created(submission.run());
            }
        }
        throw call.busy();
    }

    private static Optional<SubmitAnswer> judge(Submission submission, JobValue present) {
        if (present instanceof JobValue.Present job) {
            return Optional.of(SubmitRules.judge(submission, job.job()));
        } else if (present instanceof JobValue.Buried buried) {
            return SubmitRules.judge(submission, buried.tombstone());
        }
        return SubmitRules.judge(submission);
    }

    /** Token and command number go on from the tombstone's. */
    private static StoredJob created(Submission submission, JobValue present, long now) {
        return present instanceof JobValue.Buried buried
                ? StoredJob.submitted(
                        submission,
                        buried.tombstone().token(),
                        buried.tombstone().commandNumber(),
                        now)
                : StoredJob.submitted(submission, 0, 0, now);
    }
}

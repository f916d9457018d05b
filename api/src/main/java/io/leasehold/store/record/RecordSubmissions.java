package io.leasehold.store.record;

import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SubmitRules;
import io.leasehold.store.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The submissions of R16: what is there is judged; what isn't is created on the condition that still nothing, or that tombstone, is. */
final class RecordSubmissions {
    private final Jobs jobs;
    private final RecordFloor floors;

    RecordSubmissions(Jobs jobs, RecordFloor floors) {
        this.jobs = jobs;
        this.floors = floors;
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
            FloorValue floor = floors.read(call);
            StoredJob job = created(submission, read.value(), floor, call.now());
            if (jobs.change(call, read, read.value().replacedBy(job, floor))) {
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

    /** Token and command number go on from the tombstone's, the token from the floor's if that is higher (R18). */
    private static StoredJob created(Submission submission, JobValue present, FloorValue floor, long now) {
        if (present instanceof JobValue.Buried buried) {
            Tombstone left = buried.tombstone();
            return StoredJob.submitted(submission, Math.max(left.token(), floor.token()), left.commandNumber(), now);
        }
        return StoredJob.submitted(submission, floor.token(), 0, now);
    }
}

package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.Limits;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.util.List;

/** Submissions (R16). */
final class RedisSubmissions {
    private final Calls calls;

    RedisSubmissions(Calls calls) {
        this.calls = calls;
    }

    List<SubmitAnswer> submit(List<Submission> batch) {
        Arguments.submit(batch, Limits.LARGEST);
        if (batch.isEmpty()) {
            return List.of();
        }
        Values values = new Values();
        batch.forEach(submission -> add(values, submission));
        return calls.run(Script.SUBMIT, values).parts().stream()
                .map(part -> answer(part.parts()))
                .toList();
    }

    private static void add(Values values, Submission submission) {
        values.add(submission.id().value())
                .add(submission.type())
                .add(submission.stateVersion())
                .add(submission.payload())
                .add(submission.run().value())
                .add(submission.replaces())
                .add(submission.delay().toMillis())
                .add(submission.digest().hex())
                .add(submission.id().slot());
    }

    private static SubmitAnswer answer(List<Reply> parts) {
        RunId run = new RunId(parts.get(1).text());
        boolean deleted = parts.get(2).flag();
        return switch (parts.get(0).text()) {
            case "CREATED" -> new SubmitAnswer.Created(run);
            case "SAME" -> new SubmitAnswer.Same(run, deleted);
            default -> new SubmitAnswer.Other(run, deleted);
        };
    }
}

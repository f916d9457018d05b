package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.flag;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;
import static io.leasehold.mongo.MongoLeaseStore.META;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.leasehold.store.Arguments;
import io.leasehold.store.JobId;
import io.leasehold.store.Limits;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The submissions of R16 in three commands: what is there, with the token floor (R18); creations on the condition that still nothing, or that
 * tombstone, is; and if not all of them surely came to be, what is there now.
 */
final class MongoSubmissions {
    private static final Form FLOOR_AND_PRESENT = Form.pipeline("""
            [{$match: {_id: "floor"}},
             {$lookup: {from: ":jobs", let: {}, pipeline: [{$match: {_id: {$in: ":ids"}}},
                                                           {$project: {run: 1, digest: 1, deleted: 1}}], as: "present"}}]""");

    /** Matches no record there can be: where there is one, the key makes it fail instead of changing it. */
    private static final Form IF_NEW = Form.of("""
            {_id: ":job", deleted: {$exists: false}}""");

    private static final Form IF_TOMBSTONE = Form.of("""
            {_id: ":job", deleted: true, run: ":run"}""");

    private static final Form CREATE = Form.of("""
            {$set: ":fresh", $currentDate: {dueFrom: true}}""");

    /** Token and command number go on from there. */
    private static final Form REPLACE = Form.of("""
            {$set: ":fresh", $max: {token: ":floor"}, $currentDate: {dueFrom: true}, $unset: {buriedAt: ""}}""");

    private final Calls calls;

    MongoSubmissions(Calls calls) {
        this.calls = calls;
    }

    List<SubmitAnswer> submit(List<Submission> submissions) {
        Arguments.submit(submissions, Limits.LARGEST);
        if (submissions.isEmpty()) {
            return List.of();
        }
        return calls.call("submit", call -> {
            Round round = new Round(submissions);
            for (int attempt = 0; attempt < Races.ATTEMPTS; attempt++) {
                Found found = Found.of(call, round.open());
                round.judge(found);
                if (round.open().isEmpty()) {
                    return round.answers();
                }
                round.create(call, found);
                if (round.open().isEmpty()) {
                    return round.answers();
                }
            }
            throw Races.lost(call, round.created());
        });
    }

    /** What there is of some ids, and the token floor. */
    private record Found(long floor, Map<JobId, BsonDocument> present) {
        static Found of(Call call, List<Submission> submissions) {
            List<String> ids = submissions.stream()
                    .map(submission -> submission.id().value())
                    .toList();
            List<BsonDocument> answer =
                    call.aggregate(META, FLOOR_AND_PRESENT.stages(Map.of("ids", ids, "jobs", call.fullName(JOBS))));
            if (answer.isEmpty()) {
                throw MongoFloor.missing(call);
            }
            Map<JobId, BsonDocument> present = new HashMap<>();
            Fields.parts(answer.get(0), "present").forEach(job -> present.put(JobDocument.id(job), job));
            return new Found(number(answer.get(0), "token"), present);
        }
    }

    /** The submissions of one call and the answers so far. */
    private static final class Round {
        private final List<Submission> all;
        private final Map<JobId, SubmitAnswer> answers = new HashMap<>();

        /** Those that this call perhaps created, for it tried to in the place of a tombstone, and not all did. */
        private final Set<JobId> tried = new HashSet<>();

        Round(List<Submission> all) {
            this.all = all;
        }

        List<Submission> open() {
            return all.stream()
                    .filter(submission -> !answers.containsKey(submission.id()))
                    .toList();
        }

        List<SubmitAnswer> answers() {
            List<SubmitAnswer> inOrder = new ArrayList<>();
            for (Submission submission : all) {
                Optional.ofNullable(answers.get(submission.id())).ifPresent(inOrder::add);
            }
            return inOrder;
        }

        boolean created() {
            return answers.values().stream().anyMatch(SubmitAnswer.Created.class::isInstance);
        }

        void judge(Found found) {
            for (Submission submission : open()) {
                MongoSubmissions.judge(submission, found.present.get(submission.id()))
                        .ifPresent(answer -> answers.put(submission.id(), mine(submission, answer)));
            }
        }

        /** That run is drawn by this submitter alone. */
        private SubmitAnswer mine(Submission submission, SubmitAnswer answer) {
            boolean created = tried.contains(submission.id()) && answer.run().equals(submission.run());
            return created ? new SubmitAnswer.Created(submission.run()) : answer;
        }

        void create(Call call, Found found) {
            List<Submission> wanted = open();
            BulkWriteResult result = call.bulk(
                    JOBS,
                    wanted.stream()
                            .map(submission -> creation(submission, found))
                            .toList());
            for (BulkWriteUpsert upsert : result.getUpserts()) {
                created(wanted.get(upsert.getIndex()));
            }
            List<Submission> replacing = open().stream()
                    .filter(submission -> submission.replaces().isPresent())
                    .toList();
            if (result.getMatchedCount() == replacing.size()) {
                replacing.forEach(this::created);
            }
            replacing.forEach(submission -> tried.add(submission.id()));
        }

        private void created(Submission submission) {
            answers.put(submission.id(), new SubmitAnswer.Created(submission.run()));
        }
    }

    /** The answer that needs no change; nothing: the job is to be created, or to replace its tombstone. */
    private static Optional<SubmitAnswer> judge(Submission job, @Nullable BsonDocument present) {
        if (present == null) {
            return job.replaces().map(run -> new SubmitAnswer.Other(run, true));
        }
        RunId run = new RunId(text(present, "run"));
        boolean deleted = flag(present, "deleted");
        if (deleted && !run.equals(job.run()) && job.replaces().equals(Optional.of(run))) {
            return Optional.empty();
        }
        boolean same = run.equals(job.run())
                || text(present, "digest").equals(job.digest().hex());
        return Optional.of(same ? new SubmitAnswer.Same(run, deleted) : new SubmitAnswer.Other(run, deleted));
    }

    private static UpdateOneModel<BsonDocument> creation(Submission job, Found found) {
        BsonDocument fresh = fresh(job);
        if (job.replaces().isPresent()) {
            return new UpdateOneModel<>(
                    IF_TOMBSTONE.with(Map.of(
                            "job", job.id().value(), "run", job.replaces().get().value())),
                    REPLACE.with(Map.of("fresh", fresh, "floor", found.floor)));
        }
        fresh.putAll(Fields.of("token", found.floor, "number", 0L));
        return new UpdateOneModel<>(
                IF_NEW.with(Map.of("job", job.id().value())),
                CREATE.with(Map.of("fresh", fresh)),
                new UpdateOptions().upsert(true));
    }

    /** All but token and command number. */
    private static BsonDocument fresh(Submission job) {
        BsonDocument fresh = JobDocument.fields(Progress.initial(job.stateVersion()));
        fresh.putAll(JobDocument.payload(job.payload()));
        fresh.putAll(Fields.of(
                "deleted", false,
                "type", job.type(),
                "slot", job.id().slot(),
                "digest", job.digest().hex(),
                "run", job.run().value(),
                "wish", "RUNNING",
                "owner", JobDocument.NOBODY,
                "revision", 0L,
                "claim", 0L,
                "delay", job.delay().toMillis(),
                "finishedAt", Optional.empty(),
                "takeovers", List.of()));
        return fresh;
    }
}

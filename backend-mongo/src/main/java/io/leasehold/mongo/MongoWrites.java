package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import com.mongodb.client.model.UpdateOneModel;
import io.leasehold.store.Arguments;
import io.leasehold.store.JobId;
import io.leasehold.store.Limits;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteAnswer.Applied;
import io.leasehold.store.WriteAnswer.Loss;
import io.leasehold.store.WriteAnswer.Refused;
import io.leasehold.store.WriteAnswer.Regressed;
import io.leasehold.store.WriteAnswer.Superseded;
import io.leasehold.store.WriteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** The owners' writes of R11 to R15 in two commands: a batch of conditional updates, then a read-back that is judged here. */
final class MongoWrites {
    /** R11 owner and token, revision, sequence; R12 a repeat changes nothing. */
    private static final Form ALLOWED = Form.of("""
            {_id: ":job", owner: ":owner", token: ":token", revision: {$lt: ":revision"}, sequence: {$lte: ":sequence"}}""");

    /** R12: the open attempt is the one that was stored, so its age stays. */
    private static final Form SAME_ATTEMPT = Form.of("""
            {_id: ":job", owner: ":owner", token: ":token", revision: {$lt: ":revision"}, sequence: ":sequence",
             attempt: ":attempt"}""");

    private static final Form OTHER_ATTEMPT = Form.of("""
            {_id: ":job", owner: ":owner", token: ":token", revision: {$lt: ":revision"}, sequence: {$lte: ":sequence"},
             $or: [{sequence: {$lt: ":sequence"}}, {attempt: {$ne: ":attempt"}}]}""");

    /** R12: while an earlier attempt is in doubt, the step keeps that one's age. */
    private static final Form SAME_STEP = Form.of("""
            {_id: ":job", owner: ":owner", token: ":token", revision: {$lt: ":revision"}, sequence: ":sequence",
             attempt: {$gt: 0}}""");

    private static final Form OTHER_STEP = Form.of("""
            {_id: ":job", owner: ":owner", token: ":token", revision: {$lt: ":revision"}, sequence: {$lte: ":sequence"},
             $or: [{sequence: {$lt: ":sequence"}}, {attempt: 0}]}""");

    /** R13 in a later command; R14 with the wish and its number. */
    private static final Form OF_JOBS = Form.of("""
            {_id: {$in: ":jobs"}}""");

    private static final BsonDocument READ_BACK = Form.of("""
            {owner: 1, token: 1, revision: 1, claim: 1, sequence: 1, wish: 1, number: 1, deleted: 1}""").alone();

    private final Calls calls;

    MongoWrites(Calls calls) {
        this.calls = calls;
    }

    List<WriteAnswer> write(List<Write> writes) {
        Arguments.write(writes, Limits.LARGEST);
        if (writes.isEmpty()) {
            return List.of();
        }
        return calls.call("write", call -> {
            call.bulk(JOBS, writes.stream().flatMap(MongoWrites::updates).toList());
            Map<JobId, BsonDocument> stored = stored(call, writes);
            return writes.stream()
                    .map(write -> judge(write, stored.get(write.job())))
                    .toList();
        });
    }

    /**
     * One update; or two of which at most one matches, whichever comes first, where it depends on the record whether the age of the open
     * attempt begins: an update can't ask that by itself.
     */
    private static Stream<UpdateOneModel<BsonDocument>> updates(Write write) {
        if (write.progress().open().isEmpty()) {
            return Stream.of(update(write, ALLOWED, false));
        }
        OpenStep step = write.progress().open().get();
        return step.doubted()
                ? Stream.of(update(write, SAME_STEP, false), update(write, OTHER_STEP, true))
                : Stream.of(update(write, SAME_ATTEMPT, false), update(write, OTHER_ATTEMPT, true));
    }

    private static UpdateOneModel<BsonDocument> update(Write write, Form filter, boolean ageBegins) {
        Progress progress = write.progress();
        Map<String, ?> values = Map.of(
                "job", write.job().value(),
                "owner", write.owner().value(),
                "token", write.token(),
                "revision", write.revision(),
                "sequence", progress.sequence(),
                "attempt", progress.open().map(OpenStep::attempt).orElse(0));
        return new UpdateOneModel<>(filter.with(values), update(write, ageBegins));
    }

    /** R12: the owner's part replaced; R15: the clock's part moved. Payload and wish are the operator's. */
    private static BsonDocument update(Write write, boolean ageBegins) {
        BsonDocument set = JobDocument.fields(write.progress());
        set.putAll(Fields.of(
                "revision",
                write.revision(),
                "owner",
                write.release() ? JobDocument.NOBODY : write.owner().value()));
        BsonDocument clock = new BsonDocument();
        write.delay().ifPresent(delay -> {
            set.putAll(Fields.of("delay", delay.toMillis()));
            clock.append("dueFrom", BsonBoolean.TRUE);
        });
        if (ageBegins) {
            clock.append("openedAt", BsonBoolean.TRUE);
        }
        if (write.progress().status() == Status.FINISHED) {
            clock.append("finishedAt", BsonBoolean.TRUE);
        }
        BsonDocument update = new BsonDocument("$set", set);
        return clock.isEmpty() ? update : update.append("$currentDate", clock);
    }

    private static Map<JobId, BsonDocument> stored(Call call, List<Write> writes) {
        List<String> ids = new ArrayList<>();
        writes.forEach(write -> ids.add(write.job().value()));
        return call.find(JOBS, OF_JOBS.with(Map.of("jobs", ids)), jobs -> jobs.projection(READ_BACK)).stream()
                .collect(Collectors.toMap(JobDocument::id, record -> record));
    }

    /** R11's order, seen from behind: the record as it stands after the write was tried. */
    private static WriteAnswer judge(Write write, @Nullable BsonDocument stored) {
        if (stored == null) {
            return new Regressed(Loss.NO_RECORD);
        } else if (Fields.flag(stored, "deleted")) {
            return WriteRules.foreign(write, Ownership.none(Fields.number(stored, "token")));
        }
        Ownership ownership = JobDocument.ownership(stored);
        boolean mine = ownership.is(write.owner(), write.token());
        boolean released = write.release() && ownership.owner().isEmpty() && ownership.token() == write.token();
        if ((mine || released) && ownership.revision() == write.revision()) {
            return new Applied(Wish.valueOf(Fields.text(stored, "wish")), Fields.number(stored, "number"));
        } else if (!mine) {
            return WriteRules.foreign(write, ownership);
        } else if (ownership.revision() > write.revision()) {
            return new Superseded();
        } else if (Fields.number(stored, "sequence") > write.progress().sequence()) {
            return new Refused("the sequence never goes back: stored " + Fields.number(stored, "sequence")
                    + ", written " + write.progress().sequence());
        }
        throw new UnknownOutcome(
                "a write of the job's owner left no trace, though nothing forbids it; repeat it unchanged");
    }
}

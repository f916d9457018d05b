package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.flag;
import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.small;
import static io.leasehold.mongo.Fields.text;

import io.leasehold.store.Bytes;
import io.leasehold.store.DoubtText;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Takeover;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDocument;

/** A job's record, read and written. {@link MongoLeaseStore} tells its fields. */
final class JobDocument {
    /** Nobody, in the field {@code owner}: never null, which would match a record without the field. */
    static final String NOBODY = "";

    private JobDocument() {}

    static Optional<LeaseId> owner(String field) {
        return field.equals(NOBODY) ? Optional.empty() : Optional.of(new LeaseId(field));
    }

    static String owner(Optional<LeaseId> owner) {
        return owner.map(LeaseId::value).orElse(NOBODY);
    }

    static JobId id(BsonDocument record) {
        return new JobId(text(record, "_id"));
    }

    /** R15: when it is due, in epoch milliseconds: the server's time of the change, and the delay from then on. */
    static long dueAt(BsonDocument record) {
        return millis(record, "dueFrom") + number(record, "delay");
    }

    static JobRecord read(BsonDocument record) {
        long now = millis(record, Fields.NOW);
        Progress progress = progress(record);
        return new JobRecord(
                id(record),
                text(record, "type"),
                new RunId(text(record, "run")),
                Fields.bytes(record, "payload"),
                Wish.valueOf(text(record, "wish")),
                number(record, "number"),
                ownership(record),
                progress,
                Fields.between(now, dueAt(record)),
                progress.open().map(step -> Fields.between(millis(record, "openedAt"), now)),
                Fields.parts(record, "takeovers").stream()
                        .map(JobDocument::takeover)
                        .toList());
    }

    static Ownership ownership(BsonDocument record) {
        return new Ownership(
                owner(text(record, "owner")),
                number(record, "token"),
                number(record, "revision"),
                number(record, "claim"));
    }

    private static Progress progress(BsonDocument record) {
        return new Progress(
                Status.valueOf(text(record, "status")),
                small(record, "version"),
                number(record, "sequence"),
                Fields.optional(
                        record, "state", state -> Bytes.of(state.asBinary().getData())),
                Fields.optional(record, "open", open -> open(open.asDocument(), small(record, "attempt"))),
                small(record, "failures"),
                small(record, "lapses"),
                flag(record, "probation"),
                DoubtText.read(number(record, "doubtCount"), text(record, "doubts")),
                Fields.optional(record, "error", error -> error.asString().getValue()));
    }

    private static OpenStep open(BsonDocument open, int attempt) {
        return new OpenStep(
                Fields.bytes(open, "effect"),
                Fields.bytes(open, "next"),
                new Pace(Pace.From.valueOf(text(open, "paceFrom")), Duration.parse(text(open, "pace"))),
                attempt,
                OpenStep.Standing.valueOf(text(open, "standing")),
                flag(open, "doubted"));
    }

    private static Takeover takeover(BsonDocument takeover) {
        return new Takeover(
                new LeaseId(text(takeover, "from")),
                new LeaseId(text(takeover, "to")),
                number(takeover, "token"),
                Instant.ofEpochMilli(millis(takeover, "at")),
                Duration.ofMillis(number(takeover, "downMillis")));
    }

    /** The owner's part, complete. */
    static BsonDocument fields(Progress progress) {
        return Fields.of(
                "status", progress.status().name(),
                "version", progress.stateVersion(),
                "sequence", progress.sequence(),
                "state", progress.state(),
                "attempt", progress.open().map(OpenStep::attempt).orElse(0),
                "open", progress.open().map(JobDocument::fields),
                "failures", progress.failures(),
                "lapses", progress.lapses(),
                "probation", progress.probation(),
                "doubtCount", progress.doubts().count(),
                "doubts", DoubtText.of(progress.doubts()),
                "error", progress.error(),
                "bytes", progress.bytes());
    }

    private static BsonDocument fields(OpenStep step) {
        return Fields.of(
                "effect", step.effect(),
                "next", step.nextState(),
                "paceFrom", step.pace().from().name(),
                "pace", step.pace().time().toString(),
                "standing", step.standing().name(),
                "doubted", step.doubted());
    }

    /** What the operator describes. */
    static BsonDocument payload(Bytes payload) {
        return Fields.of("payload", payload, "payloadBytes", payload.size());
    }

    /** What leaves a tombstone in a job's place: run, token and digest stay, and with them the id's past. */
    static final Form TOMBSTONE = Form.of("""
            {$set: {deleted: true, owner: "", status: "", revision: 0, claim: 0, type: "", payload: null,
                    payloadBytes: 0, state: null, open: null, attempt: 0, doubts: "", error: null, takeovers: [], bytes: 0,
                    finishedAt: null},
             $inc: {number: 1}, $currentDate: {buriedAt: true}}""");
}

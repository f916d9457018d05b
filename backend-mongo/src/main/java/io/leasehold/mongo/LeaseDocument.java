package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;

import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * A lease's record as read. It lapses {@code ttl} after {@code at}, when it was granted or last renewed; both are compared with the server's
 * time of the same reading.
 */
record LeaseDocument(BsonDocument record) {
    /** The one that a {@code $lookup} brought under this name, if it found one. */
    static Optional<LeaseDocument> joined(BsonDocument record, String name) {
        return Fields.parts(record, name).stream().map(LeaseDocument::new).findFirst();
    }

    String id() {
        return text(record, "_id");
    }

    boolean live() {
        return !Fields.flag(record, "ended");
    }

    boolean drained() {
        return Fields.flag(record, "drained");
    }

    LeaseState state(long now) {
        return live() ? new LeaseState.Live(left(now)) : new LeaseState.Ended();
    }

    Duration left(long now) {
        return Fields.between(now, lapsesAt());
    }

    boolean lapsed(long now) {
        return live() && lapsesAt() <= now;
    }

    private long lapsesAt() {
        return millis(record, "at") + number(record, "ttl");
    }

    LeaseEnd how() {
        return LeaseEnd.valueOf(text(record, "how"));
    }

    long endedAt() {
        return millis(record, "endedAt");
    }

    /** When the store last knew it at work: its last renewal, or its orderly end. */
    long lastSeen() {
        return how() == LeaseEnd.CLEAN ? endedAt() : millis(record, "at");
    }

    /** As a survey names it. */
    EndedLease named(LeaseEnd end) {
        return new EndedLease(
                new LeaseId(id()),
                text(record, "label"),
                end,
                new Load(number(record, "jobs"), number(record, "room"), Fields.small(record, "weight")));
    }
}

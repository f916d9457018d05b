package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import com.mongodb.client.model.Sorts;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/** What is read of jobs (R19): by key, in pages, by owner. From the primary, and only what a majority has. */
final class MongoReads {
    private static final Form FIND = Form.pipeline("""
            [{$match: {_id: ":job", deleted: false}}, {$addFields: {now: "$$NOW"}}]""");

    private static final Form LIST = Form.pipeline("""
            [{$match: ":wanted"}, {$sort: {_id: 1}}, {$limit: ":most"}, {$addFields: {now: "$$NOW"}}]""");

    /** From the index alone. */
    private static final Form OWNED = Form.of("""
            {owner: ":lease", _id: {$gt: ":after"}}""");

    private static final BsonDocument OWNED_FIELDS =
            Form.of("{_id: 1, token: 1, wish: 1}").alone();

    private final Calls calls;

    MongoReads(Calls calls) {
        this.calls = calls;
    }

    Optional<JobRecord> find(JobId id) {
        return calls.call(
                "find",
                call -> call.aggregate(JOBS, FIND.stages(Map.of("job", id.value()))).stream()
                        .map(JobDocument::read)
                        .findFirst());
    }

    JobPage list(JobQuery query) {
        List<JobRecord> found =
                calls.call(
                        "list",
                        call -> call
                                .aggregate(
                                        JOBS, LIST.stages(Map.of("wanted", wanted(query), "most", query.limit() + 1)))
                                .stream()
                                .map(JobDocument::read)
                                .toList());
        boolean more = found.size() > query.limit();
        return new JobPage(more ? found.subList(0, query.limit()) : found, more);
    }

    private static BsonDocument wanted(JobQuery query) {
        BsonDocument wanted = Fields.of("deleted", false, "_id", Fields.of("$gt", after(query.after())));
        query.type().ifPresent(type -> wanted.putAll(Fields.of("type", type)));
        query.status().ifPresent(status -> wanted.putAll(Fields.of("status", status.name())));
        query.owner().ifPresent(owner -> wanted.putAll(Fields.of("owner", owner.value())));
        return wanted;
    }

    OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        List<OwnedPage.Owned> found = calls.call(
                "owned",
                call -> call
                        .find(
                                JOBS,
                                OWNED.with(Map.of("lease", lease.value(), "after", after(after))),
                                jobs -> jobs.projection(OWNED_FIELDS)
                                        .sort(Sorts.ascending("_id"))
                                        .limit(JobQuery.PAGE + 1))
                        .stream()
                        .map(job -> new OwnedPage.Owned(
                                JobDocument.id(job),
                                Fields.number(job, "token"),
                                Wish.valueOf(Fields.text(job, "wish"))))
                        .toList());
        boolean more = found.size() > JobQuery.PAGE;
        return new OwnedPage(more ? found.subList(0, JobQuery.PAGE) : found, more);
    }

    /** No id comes before the empty text. */
    private static String after(Optional<JobId> id) {
        return id.map(JobId::value).orElse("");
    }
}

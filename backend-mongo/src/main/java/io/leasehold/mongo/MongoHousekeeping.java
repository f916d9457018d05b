package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;
import static io.leasehold.mongo.MongoLeaseStore.LOCKS;
import static io.leasehold.mongo.MongoLeases.LEASES;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Retention;
import io.leasehold.store.TidyAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;

/**
 * The housekeeping of R18 in five walks, one bounded step at a time: the owners that jobs name ({@code owners:<after>}), the locks
 * ({@code locks:<after>}), the ended leases ({@code leases:<after>}), the finished jobs ({@code finished:}), and the tombstones if a
 * retention is set for them ({@code tombstones:<where>}, see {@link MongoPurge}). A step is a few commands, each of which carries its own
 * condition, so steps may run at once, late, or twice.
 */
final class MongoHousekeeping {
    private static final String OWNERS = "owners:";
    private static final String LOCKS_FROM = "locks:";
    private static final String LEASES_FROM = "leases:";
    private static final String FINISHED = "finished:";
    private static final String TOMBSTONES = "tombstones:";

    private static final Form OWNED_AFTER = Form.of("""
            {owner: {$gt: ":after"}}""");

    private static final Form OWNED_BY = Form.of("""
            {owner: {$in: ":leases"}}""");

    /** Owned, and nobody will claim it: one branch for each way to be so, each answered from the index alone. */
    private static final Form RESTING = Form.of("""
            {$or: [{owner: {$in: ":leases"}, wish: "STOPPED"},
                   {owner: {$in: ":leases"}, wish: "RUNNING",
                    status: {$in: ["PARKED", "FAILED", "QUARANTINED", "FINISHED"]}}]}""");

    /** R6: those of dead owners alone, and only if they still rest. */
    private static final Form STILL_RESTING = Form.of("""
            {_id: {$in: ":jobs"}, owner: {$in: ":leases"}, $or: [{wish: "STOPPED"}, {status: {$ne: "READY"}}]}""");

    private static final Form CLEAR = Form.of("""
            {$set: {owner: ""}}""");

    private static final Form OF_LEASES = Form.of("""
            {_id: {$in: ":leases"}}""");

    private static final Form UNDRAIN = Form.of("""
            {_id: {$in: ":leases"}, ended: true, drained: true}""");

    private static final Form DRAIN = Form.of("""
            {_id: {$in: ":leases"}, ended: true, drained: false}""");

    private static final Form DRAINED = Form.of("""
            {$set: {drained: ":drained"}}""");

    private static final Form DROP = Form.of("""
            {_id: {$in: ":leases"}, ended: true, drained: true,
             $expr: {$lte: [{$add: ["$endedAt", ":retention"]}, "$$NOW"]}}""");

    private static final Form ENDED_AFTER = Form.of("""
            {ended: true, _id: {$gt: ":after"}}""");

    private static final Form LOCKS_AFTER = Form.of("""
            {_id: {$gt: ":after"}}""");

    /** Oldest first, by the index; how old is judged by the server's time of the same reading. */
    private static final Form OLD = Form.pipeline("""
            [{$match: {finishedAt: {$gt: ":never"}}}, {$sort: {finishedAt: 1}}, {$limit: ":most"},
             {$project: {finishedAt: 1, run: 1, number: 1}}, {$addFields: {now: "$$NOW"}}]""");

    private static final Form AS_FINISHED = Form.of("""
            {_id: ":job", run: ":run", number: ":number", deleted: false, status: "FINISHED", finishedAt: ":at"}""");

    private static final BsonDocument ID_ALONE = Form.of("{_id: 1}").alone();

    private final Calls calls;
    private final Retention retention;

    MongoHousekeeping(Calls calls, Retention retention) {
        this.calls = calls;
        this.retention = retention;
    }

    TidyAnswer tidy(Optional<String> cursor) {
        String from = cursor.orElse(OWNERS);
        return calls.call("tidy", call -> {
            Step step = new Step(call);
            if (from.startsWith(OWNERS)) {
                return step.answer(step.owners(lease(from, OWNERS)));
            } else if (from.startsWith(LOCKS_FROM)) {
                return step.answer(step.locks(from.substring(LOCKS_FROM.length())));
            } else if (from.startsWith(LEASES_FROM)) {
                return step.answer(step.leases(lease(from, LEASES_FROM)));
            } else if (from.equals(FINISHED)) {
                return step.answer(step.finished());
            } else if (from.startsWith(TOMBSTONES)) {
                MongoPurge.Position position = MongoPurge.Position.read(from.substring(TOMBSTONES.length()))
                        .orElseThrow(() -> Arguments.foreignCursor(from));
                return step.answer(step.tombstones(position));
            }
            throw Arguments.foreignCursor(from);
        });
    }

    /** What a cursor says to go on after. */
    private static String lease(String cursor, String walk) {
        String after = cursor.substring(walk.length());
        return after.isEmpty() ? after : new LeaseId(after).value();
    }

    /** One step and what it did. */
    private final class Step {
        private final Call call;
        private int buried;
        private int cleared;
        private int undrained;
        private int drained;
        private int dropped;
        private int tombstoned;
        private int purged;

        private Step(Call call) {
            this.call = call;
        }

        TidyAnswer answer(Optional<String> next) {
            return new TidyAnswer(next, buried, cleared, undrained, drained, dropped, tombstoned, purged);
        }

        Optional<String> owners(String after) {
            List<String> owners = distinctOwners(OWNED_AFTER.with(Map.of("after", after))).stream()
                    .limit(TidyAnswer.OWNERS)
                    .toList();
            Map<String, LeaseDocument> leases = records(owners);
            buried += bury(owners, leases);
            undrained += marked(
                    owners.stream().filter(owner -> drained(leases, owner)).toList(), UNDRAIN, false);
            clear(owners.stream().filter(owner -> !live(leases, owner)).toList());
            return Optional.of(owners.size() < TidyAnswer.OWNERS ? LOCKS_FROM : OWNERS + owners.get(owners.size() - 1));
        }

        /** Sorted; a scan from one to the next in the index, over all their jobs. */
        private Set<String> distinctOwners(BsonDocument filter) {
            return call.read(
                    JOBS, jobs -> jobs.distinct("owner", filter, String.class).into(new TreeSet<>()));
        }

        private Map<String, LeaseDocument> records(Collection<String> ids) {
            Map<String, LeaseDocument> found = new HashMap<>();
            if (!ids.isEmpty()) {
                call.find(LEASES, OF_LEASES.with(Map.of("leases", List.copyOf(ids))), leases -> leases)
                        .forEach(lease -> found.put(text(lease, "_id"), new LeaseDocument(lease)));
            }
            return found;
        }

        private int bury(Collection<String> owners, Map<String, LeaseDocument> leases) {
            return MongoLeases.bury(
                    call,
                    owners.stream().filter(owner -> !leases.containsKey(owner)).toList());
        }

        private boolean live(Map<String, LeaseDocument> leases, String owner) {
            return Optional.ofNullable(leases.get(owner))
                    .filter(LeaseDocument::live)
                    .isPresent();
        }

        private boolean drained(Map<String, LeaseDocument> leases, String owner) {
            return Optional.ofNullable(leases.get(owner))
                    .filter(lease -> !lease.live() && lease.drained())
                    .isPresent();
        }

        private int marked(List<String> leases, Form which, boolean as) {
            return leases.isEmpty()
                    ? 0
                    : Math.toIntExact(call.updateMany(
                            LEASES, which.with(Map.of("leases", leases)), DRAINED.with(Map.of("drained", as))));
        }

        /** R6: jobs that nobody will claim; that their owners have ended records is read after them. */
        private void clear(List<String> owners) {
            if (owners.isEmpty()) {
                return;
            }
            List<String> resting = new ArrayList<>();
            call.find(
                            JOBS,
                            RESTING.with(Map.of("leases", owners)),
                            jobs -> jobs.projection(ID_ALONE).limit(TidyAnswer.RECORDS))
                    .forEach(job -> resting.add(text(job, "_id")));
            if (resting.isEmpty()) {
                return;
            }
            List<String> dead = records(owners).values().stream()
                    .filter(lease -> !lease.live())
                    .map(LeaseDocument::id)
                    .toList();
            cleared += Math.toIntExact(
                    call.updateMany(JOBS, STILL_RESTING.with(Map.of("jobs", resting, "leases", dead)), CLEAR.alone()));
        }

        Optional<String> locks(String after) {
            List<BsonDocument> page = call.find(
                    LOCKS,
                    LOCKS_AFTER.with(Map.of("after", after)),
                    locks -> locks.sort(Sorts.ascending("_id")).limit(TidyAnswer.OWNERS));
            List<BsonDocument> held = page.stream()
                    .filter(lock -> !text(lock, "owner").equals(JobDocument.NOBODY))
                    .toList();
            Set<String> owners = new TreeSet<>();
            held.forEach(lock -> owners.add(text(lock, "owner")));
            Map<String, LeaseDocument> leases = records(owners);
            buried += bury(owners, leases);
            freed(held.stream()
                    .filter(lock -> leases.containsKey(text(lock, "owner")) && !live(leases, text(lock, "owner")))
                    .toList());
            return Optional.of(
                    page.size() < TidyAnswer.OWNERS
                            ? LEASES_FROM
                            : LOCKS_FROM + text(page.get(page.size() - 1), "_id"));
        }

        /** The token stays. */
        private void freed(List<BsonDocument> locks) {
            BsonDocument released = MongoLocks.RELEASE.with(Map.of("rest", 0L));
            List<UpdateOneModel<BsonDocument>> releases = locks.stream()
                    .map(lock -> new UpdateOneModel<BsonDocument>(MongoLocks.asRead(lock), released))
                    .toList();
            cleared += releases.isEmpty() ? 0 : call.bulk(LOCKS, releases).getMatchedCount();
        }

        Optional<String> leases(String after) {
            List<LeaseDocument> page = call
                    .find(
                            LEASES,
                            ENDED_AFTER.with(Map.of("after", after)),
                            leases -> leases.sort(Sorts.ascending("_id")).limit(TidyAnswer.OWNERS))
                    .stream()
                    .map(LeaseDocument::new)
                    .toList();
            List<String> ids = page.stream().map(LeaseDocument::id).toList();
            Set<String> named = ids.isEmpty() ? Set.of() : distinctOwners(OWNED_BY.with(Map.of("leases", ids)));
            List<LeaseDocument> free =
                    page.stream().filter(lease -> !named.contains(lease.id())).toList();
            drop(free.stream()
                    .filter(LeaseDocument::drained)
                    .map(LeaseDocument::id)
                    .toList());
            drained += marked(
                    free.stream()
                            .filter(lease -> !lease.drained())
                            .map(LeaseDocument::id)
                            .toList(),
                    DRAIN,
                    true);
            return Optional.of(page.size() < TidyAnswer.OWNERS ? FINISHED : LEASES_FROM + ids.get(ids.size() - 1));
        }

        private void drop(List<String> leases) {
            if (!leases.isEmpty()) {
                dropped += Math.toIntExact(call.deleteMany(
                        LEASES,
                        DROP.with(Map.of(
                                "leases",
                                leases,
                                "retention",
                                retention.endedLeases().toMillis()))));
            }
        }

        Optional<String> finished() {
            List<BsonDocument> old = call
                    .aggregate(JOBS, OLD.stages(Map.of("never", new BsonDateTime(0), "most", TidyAnswer.RECORDS)))
                    .stream()
                    .filter(job -> millis(job, Fields.NOW) - millis(job, "finishedAt")
                            >= retention.finishedJobs().toMillis())
                    .toList();
            List<UpdateOneModel<BsonDocument>> tombstones = old.stream()
                    .map(job -> new UpdateOneModel<BsonDocument>(asFinished(job), JobDocument.TOMBSTONE.alone()))
                    .toList();
            tombstoned += tombstones.isEmpty() ? 0 : call.bulk(JOBS, tombstones).getMatchedCount();
            return old.size() == TidyAnswer.RECORDS
                    ? Optional.of(FINISHED)
                    : retention.tombstones().map(set -> TOMBSTONES);
        }

        private BsonDocument asFinished(BsonDocument job) {
            return AS_FINISHED.with(Map.of(
                    "job", text(job, "_id"),
                    "run", text(job, "run"),
                    "number", number(job, "number"),
                    "at", job.getDateTime("finishedAt")));
        }

        Optional<String> tombstones(MongoPurge.Position from) {
            return retention.tombstones().flatMap(set -> {
                MongoPurge purge = new MongoPurge(call, set);
                Optional<MongoPurge.Position> next = purge.step(from);
                purged = purge.purged();
                return next.map(position -> TOMBSTONES + position);
            });
        }
    }
}

package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.flag;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.leasehold.store.Arguments;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandRules;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Limits;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * The operator's commands of R17: one conditional update where that says it all ({@link Orders}); else the record is read with its owner's
 * lease, judged by {@link CommandRules}, and written if its version hasn't moved.
 */
final class MongoOperator {
    private static final Form READ = Form.pipeline("""
            [{$match: {_id: ":job"}},
             {$lookup: {from: ":leases", localField: "owner", foreignField: "_id", as: "lease"}},
             {$addFields: {now: "$$NOW"}}]""");

    private static final Form IF_EXPECTED = Form.of("""
            {_id: ":job", deleted: false, run: ":run", number: ":number"}""");

    /** The version of the record: whatever changes it changes one of these. */
    private static final Form AS_READ = Form.of("""
            {_id: ":job", deleted: false, run: ":run", number: ":number", owner: ":owner", token: ":token",
             revision: ":revision"}""");

    private static final Form CHANGE = Form.of("""
            {$set: ":fields"}""");

    private static final Form CHANGE_DUE_NOW = Form.of("""
            {$set: ":fields", $currentDate: {dueFrom: true}}""");

    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER)
            .projection(Form.of("{number: 1, wish: 1}").alone());

    private final Calls calls;

    MongoOperator(Calls calls) {
        this.calls = calls;
    }

    CommandAnswer command(Command command) {
        Arguments.command(command, Limits.LARGEST);
        return calls.call("command", call -> {
            Optional<CommandAnswer> atOnce = Orders.of(command.order()).flatMap(order -> atOnce(call, command, order));
            return atOnce.isPresent() ? atOnce.get() : judged(call, command);
        });
    }

    private static Optional<CommandAnswer> atOnce(Call call, Command command, Orders order) {
        BsonDocument filter = IF_EXPECTED.with(Map.of(
                "job", command.job().value(),
                "run", command.run().value(),
                "number", command.expectedNumber()));
        filter.putAll(order.condition());
        return call.findOneAndUpdate(JOBS, filter, order.update(), AFTER)
                .map(after -> new CommandAnswer.Applied(number(after, "number"), Wish.valueOf(text(after, "wish"))));
    }

    private static CommandAnswer judged(Call call, Command command) {
        boolean ended = false;
        for (int attempt = 0; attempt < Races.ATTEMPTS; attempt++) {
            Optional<BsonDocument> stored = read(call, command);
            if (stored.isEmpty() || flag(stored.get(), "deleted")) {
                return new CommandAnswer.Absent(stored.map(tombstone -> new RunId(text(tombstone, "run"))));
            }
            JobRecord job = JobDocument.read(stored.get());
            Optional<LeaseDocument> owner = LeaseDocument.joined(stored.get(), "lease");
            boolean lives = owner.filter(LeaseDocument::live).isPresent();
            long now = Fields.millis(stored.get(), Fields.NOW);
            if (owner.filter(lease -> lease.lapsed(now)).isPresent() && endsLapsedOwner(command, job)) {
                LeaseId lapsed = job.ownership().owner().orElseThrow();
                if (!MongoLeases.endIfLapsed(call, lapsed)) {
                    // Renewed or ended by another meanwhile: it is to be read again.
                    continue;
                }
                ended = true;
                lives = false;
            }
            CommandRules.Effect effect = CommandRules.apply(command, job, lives);
            if (applied(call, command, job, effect)) {
                return effect.answer();
            }
        }
        throw Races.lost(call, ended);
    }

    private static Optional<BsonDocument> read(Call call, Command command) {
        return call
                .aggregate(
                        JOBS,
                        READ.stages(Map.of("job", command.job().value(), "leases", call.fullName(MongoLeases.LEASES))))
                .stream()
                .findFirst();
    }

    private static boolean endsLapsedOwner(Command command, JobRecord job) {
        boolean ends = command.order() instanceof Command.Restart || command.order() instanceof Command.Delete;
        return ends && !CommandRules.stale(command, job);
    }

    /** Whether the record now is what the command made of it; not so if it has moved since it was read. */
    private static boolean applied(Call call, Command command, JobRecord before, CommandRules.Effect effect) {
        if (effect.deleted()) {
            return call.updateOne(JOBS, asRead(before), JobDocument.TOMBSTONE.alone());
        } else if (effect.job().isEmpty()) {
            return true;
        }
        Map<String, ?> fields = Map.of("fields", fields(command, effect));
        return call.updateOne(JOBS, asRead(before), (effect.dueNow() ? CHANGE_DUE_NOW : CHANGE).with(fields));
    }

    private static BsonDocument asRead(JobRecord before) {
        return AS_READ.with(Map.of(
                "job", before.id().value(),
                "run", before.run().value(),
                "number", before.commandNumber(),
                "owner", JobDocument.owner(before.ownership().owner()),
                "token", before.ownership().token(),
                "revision", before.ownership().revision()));
    }

    private static BsonDocument fields(Command command, CommandRules.Effect effect) {
        JobRecord after = effect.job().orElseThrow();
        BsonDocument fields = JobDocument.fields(after.progress());
        fields.putAll(Fields.of(
                "wish", after.wish().name(),
                "owner", JobDocument.owner(after.ownership().owner()),
                "token", after.ownership().token(),
                "run", after.run().value(),
                "number", after.commandNumber()));
        if (command.order() instanceof Command.Amend) {
            fields.putAll(JobDocument.payload(after.payload()));
        }
        if (effect.dueNow()) {
            fields.putAll(Fields.of("delay", 0L));
        }
        if (after.progress().status() != Status.FINISHED) {
            fields.putAll(Fields.of("finishedAt", Optional.empty()));
        }
        return fields;
    }
}

package io.leasehold.mongo;

import io.leasehold.store.Command;
import io.leasehold.store.Command.Amend;
import io.leasehold.store.Command.Delete;
import io.leasehold.store.Command.Park;
import io.leasehold.store.Command.Restart;
import io.leasehold.store.Command.Start;
import io.leasehold.store.Command.Stop;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * What the orders of R17 are as one conditional update, where no owner is to be judged and nothing is to be copied within the record. An
 * update that matches no record says nothing: then the record is read and judged.
 *
 * @param condition what must be so, beside run and command number
 * @param update what becomes of the record; the command number rises
 */
record Orders(BsonDocument condition, BsonDocument update) {
    private static final Form ANY = Form.of("{}");
    private static final Form FREE = Form.of("""
            {owner: "", status: {$ne: "FINISHED"}}""");
    private static final Form NOT_FINISHED = Form.of("""
            {status: {$ne: "FINISHED"}}""");
    private static final Form FREE_EVEN_IN_DOUBT = Form.of("""
            {owner: ""}""");
    private static final Form FREE_AND_CERTAIN = Form.of("""
            {owner: "", $or: [{attempt: 0}, {"open.standing": "NOT_PERFORMED", "open.doubted": false}]}""");

    private static final Form START = Form.of("""
            {$set: {status: "READY", failures: 0, lapses: 0, probation: false, wish: "RUNNING", delay: 0},
             $inc: {number: 1}, $currentDate: {dueFrom: true}}""");
    private static final Form STOP = Form.of("""
            {$set: {wish: "STOPPED"}, $inc: {number: 1}}""");
    private static final Form AMEND = Form.of("""
            {$set: ":payload", $inc: {number: 1}}""");
    private static final Form PARK = Form.of("""
            {$set: {status: "PARKED", owner: ""}, $max: {token: ":token"}, $inc: {number: 1}}""");
    private static final Form RESTART = Form.of("""
            {$set: {run: ":run", status: "READY", sequence: 1, state: null, attempt: 0, open: null, failures: 0, lapses: 0,
                    probation: false, doubtCount: 0, doubts: "", error: null, bytes: 0, finishedAt: null, wish: "RUNNING",
                    delay: 0},
             $inc: {number: 1}, $currentDate: {dueFrom: true}}""");

    /** Nothing where the record must be read in any case. */
    static Optional<Orders> of(Command.Order order) {
        if (order instanceof Start) {
            return Optional.of(new Orders(FREE.alone(), START.alone()));
        } else if (order instanceof Stop) {
            return Optional.of(new Orders(ANY.alone(), STOP.alone()));
        } else if (order instanceof Amend amend) {
            BsonDocument payload = JobDocument.payload(amend.payload());
            return Optional.of(new Orders(ANY.alone(), AMEND.with(Map.of("payload", payload))));
        } else if (order instanceof Park park) {
            return Optional.of(new Orders(NOT_FINISHED.alone(), PARK.with(Map.of("token", park.token()))));
        } else if (order instanceof Restart restart) {
            BsonDocument anew = RESTART.with(Map.of("run", restart.newRun().value()));
            return Optional.of(new Orders(free(restart.evenInDoubt()), anew));
        } else if (order instanceof Delete delete) {
            return Optional.of(new Orders(free(delete.evenInDoubt()), JobDocument.TOMBSTONE.alone()));
        }
        return Optional.empty();
    }

    private static BsonDocument free(boolean evenInDoubt) {
        return (evenInDoubt ? FREE_EVEN_IN_DOUBT : FREE_AND_CERTAIN).alone();
    }
}

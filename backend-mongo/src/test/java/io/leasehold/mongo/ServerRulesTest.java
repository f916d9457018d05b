package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules know what a server would refuse, or read otherwise, and let pass what it does. */
class ServerRulesTest {
    private static final String WRITE = ", writeConcern: {w: 'majority', j: true}, ordered: false}";
    private static final String READ = ", readConcern: {level: 'majority'}}";

    private static BsonDocument update(String query, String update, String more) {
        return BsonDocument.parse("{update: 't', updates: [{q: " + query + ", u: " + update + more + "}]" + WRITE);
    }

    @Test
    void whatServersDoPasses() {
        Stream.of(
                        update("{_id: 'a', n: {$lt: 1}}", "{$set: {n: 1, open: null}, $currentDate: {at: true}}", ""),
                        update("{_id: 'a', ended: {$exists: false}}", "{$set: {ended: true}}", ", upsert: true"),
                        update(
                                "{$expr: {$lte: [{$add: ['$at', '$ttl']}, '$$NOW']}}",
                                "{$set: {n: 1}}",
                                ", multi: true"),
                        update("{_id: 'a'}", "{$push: {t: {$each: [{a: '$b'}], $position: 0, $slice: 8}}}", ""),
                        BsonDocument.parse("{find: 't', filter: {$or: [{a: '$where'}, {b: {$in: [1]}}]}" + READ),
                        BsonDocument.parse("{aggregate: 't', pipeline: [{$match: {a: 1}}, {$sort: {a: 1}},"
                                + " {$lookup: {from: 'u', localField: 'a', foreignField: '_id', as: 'b'}},"
                                + " {$addFields: {now: '$$NOW'}}], cursor: {}" + READ),
                        BsonDocument.parse("{aggregate: 't', pipeline: [{$changeStream: {resumeAfter: {_data: 'x'}}},"
                                + " {$project: {documentKey: 1}}], cursor: {}" + READ))
                .forEach(command -> assertThat(ServerRules.broken(command))
                        .as(command.toJson())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_id: 'a'} # [{$set: {n: 1}}] # # pipeline",
                "{_id: 'a', $expr: {$lte: ['$at', '$$NOW']}} # {$set: {n: 1}} # , upsert: true # 224",
                "{$or: [{_id: 'a', $expr: {$lte: ['$at', '$$NOW']}}]} # {$set: {n: 1}} # , upsert: true # 224",
                "{n: 1} # {$set: {n: 1}} # , upsert: true # names its key",
                "{_id: 'a'} # {$set: {n: 1}} # , hint: {n: 1} # hint",
                "{_id: 'a'} # {$set: {'n.$': 1}} # # letters",
                "{_id: 'a'} # {$set: {'n.$[x]': 1}} # , arrayFilters: [{x: 1}] # positional",
                "{_id: 'a'} # {$set: {'n.0': 1}} # # letters",
                "{_id: 'a', owner: null} # {$set: {n: 1}} # # null",
                "{_id: 'a', owner: {$ne: null}} # {$set: {n: 1}} # # null",
                "{_id: 'a', owner: {$in: ['', null]}} # {$set: {n: 1}} # # null",
                "{_id: 'a', n: {$gt: 0, $mod: [2, 1]}} # {$set: {n: 1}} # # $mod",
                "{_id: 'a', $where: 'true'} # {$set: {n: 1}} # # $where",
                "{_id: 'a', $or: []} # {$set: {n: 1}} # # empty",
                "{_id: 'a'} # {n: 1} # # update n",
                "{_id: 'a'} # {} # # replaces",
                "{_id: 'a'} # {$set: {n: 1}, $max: {n: 2}} # # twice",
                "{_id: 'a'} # {$set: {open: null}, $inc: {'open.attempt': 1}} # # twice",
                "{_id: 'a'} # {$bit: {n: {and: 1}}} # # $bit",
                "{_id: 'a', $expr: {$eq: ['$n', 1]}} # {$set: {n: 1}} # # $eq",
                "{_id: 'a', $expr: {$lte: ['$at', '$$CLUSTER_TIME']}} # {$set: {n: 1}} # # CLUSTER_TIME",
                "{_id: 'a', $expr: {$lte: ['$at', 'a user said this']}} # {$set: {n: 1}} # # no text"
            })
    void updatesThatAServerRefusesOrReadsOtherwise(String planted) {
        String[] parts = planted.split("#", -1);
        String update = parts[1].strip();
        assertThat(ServerRules.broken(update(parts[0], update, parts[2])).stream()
                        .collect(Collectors.joining("; ")))
                .contains(parts[3].strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 't', filter: {a: 1}} # majority",
                "{find: 't', filter: {a: 1}, hint: 'a', readConcern: {level: 'majority'}} # hint",
                "{find: 't', filter: {a: 1}, readConcern: {level: 'majority'}, txnNumber: 1} # txnNumber",
                "{find: 't', filter: {a: 1}, readConcern: {level: 'majority'}, startTransaction: true} # startTransaction",
                "{find: 't', filter: {a: 1}, readConcern: {level: 'majority'}, let: {b: 1}} # let",
                "{insert: 't', documents: [{_id: 'a'}]} # majority",
                "{insert: 't', documents: [{_id: 'a'}], writeConcern: {w: 'majority'}} # journal",
                "{insert: 't', documents: [{'a$b': 1}], writeConcern: {w: 'majority', j: true}} # letters",
                "{insert: 't', documents: [{}, {}], ordered: true, writeConcern: {w: 'majority', j: true}} # order",
                "{delete: 't', deletes: [{q: {a: null}, limit: 1}], writeConcern: {w: 'majority', j: true}} # null",
                "{delete: 't', deletes: [{q: {a: 1}, limit: 1, hint: 'a'}], writeConcern: {w: 'majority', j: true}} # hint",
                "{findAndModify: 't', query: {a: 1}, update: [{$set: {b: 1}}], writeConcern: {w: 'majority', j: true}} # pipeline",
                "{aggregate: 't', pipeline: [{$out: 'u'}], readConcern: {level: 'majority'}} # $out",
                "{aggregate: 't', pipeline: [{$limit: 0}], readConcern: {level: 'majority'}} # above zero",
                "{aggregate: 't', pipeline: [{$facet: {a: [{$unionWith: 'u'}]}}], readConcern: {level: 'majority'}} # $unionWith",
                "{aggregate: 't', pipeline: [{$lookup: {from: 'u', localField: 'a', foreignField: 'b', let: {}, pipeline: [],"
                        + " as: 'c'}}], readConcern: {level: 'majority'}} # 5.0",
                "{aggregate: 't', pipeline: [{$project: {a: '$b'}}], readConcern: {level: 'majority'}} # fields alone",
                "{aggregate: 't', pipeline: [{$changeStream: {fullDocument: 'updateLookup'}}], readConcern: {level: 'majority'}}"
                        + " # looks no record up",
                "{mapReduce: 't'} # mapReduce",
                "{bulkWrite: 1} # bulkWrite"
            })
    void commandsThatAServerRefusesOrReadsOtherwise(String planted) {
        String[] parts = planted.split("#", -1);
        assertThat(ServerRules.broken(BsonDocument.parse(parts[0])).stream().collect(Collectors.joining("; ")))
                .contains(parts[1].strip());
    }

    @Test
    void everythingAllowedIsOldEnough() {
        assertThat(ServerRules.ALLOWED.values().stream().flatMap(part -> part.values().stream()))
                .allSatisfy(since -> assertThat(since).isLessThanOrEqualTo(ServerRules.OLDEST));
    }
}

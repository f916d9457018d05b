package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R24: what is made, what is looked for, and what is refused. */
class PrepareTest {
    private final String database = StandIn.freshDatabase();
    private final Behind behind = new Behind(database, StoreOptions.DEFAULT.namespace());
    private final LeaseStore store =
            MongoLeaseStore.opened(Clients.own(StandIn.uri(database), StoreOptions.DEFAULT), StoreOptions.DEFAULT);

    @AfterEach
    void close() {
        store.close();
        behind.close();
    }

    @Test
    void whatNobodyMadeIsMissed() {
        assertThatCode(() -> store.prepare(PrepareMode.NONE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("the namespace leasehold has no schema; prepare(CREATE) makes it");
        assertThatThrownBy(() -> store.submit(List.of(Samples.submission(1))))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("no token floor; prepare(CREATE) makes it");
    }

    @Test
    void aMissingIndexIsNamed() {
        store.prepare(PrepareMode.CREATE);
        behind.records("jobs").dropIndex("claimable");

        assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("leasehold_jobs has no index claimable on {\"owner\": 1,");
        store.prepare(PrepareMode.CREATE);
        assertThatCode(() -> store.prepare(PrepareMode.VALIDATE)).doesNotThrowAnyException();
    }

    @Test
    void theNextSchemaIsReadAndTheOneAfterIsNot() {
        store.prepare(PrepareMode.CREATE);
        number(MongoSchema.NUMBER + 1);
        assertThatCode(() -> store.prepare(PrepareMode.CREATE)).doesNotThrowAnyException();

        number(MongoSchema.NUMBER + 2);
        assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("has schema 3, but this code runs on 1 and 2");
    }

    private void number(int number) {
        behind.records("meta").updateOne(Fields.of("_id", "schema"), Fields.of("$set", Fields.of("number", number)));
    }

    @Test
    void aCollectionThatOrdersTextsOtherwiseIsRefused() {
        store.prepare(PrepareMode.CREATE);
        try (WireProxy proxy = WireProxy.before(StandIn.servers(), PrepareTest::collated);
                LeaseStore behindIt = MongoLeaseStore.opened(
                        Clients.own(proxy.uri(database), StoreOptions.DEFAULT), StoreOptions.DEFAULT)) {
            assertThatThrownBy(() -> behindIt.prepare(PrepareMode.VALIDATE))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("must have no collation");
        }
    }

    /** As a server tells of a collection that was made with a collation. */
    private static Fate collated(BsonDocument command) {
        if (!command.getFirstKey().equals("listIndexes")) {
            return new Fate.Passed();
        }
        return new Fate.AnsweredOtherwise(answer -> {
            answer.getDocument("cursor")
                    .getArray("firstBatch")
                    .forEach(index -> index.asDocument().append("collation", Fields.of("locale", "de")));
            return answer;
        });
    }
}

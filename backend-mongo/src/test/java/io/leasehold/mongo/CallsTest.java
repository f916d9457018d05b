package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R21, R22: what a call answers, and that it ends in time whatever happens in its lane. */
class CallsTest {
    private final String database = StandIn.freshDatabase();
    private final Clients clients = Clients.own(StandIn.uri(database), StoreOptions.DEFAULT);
    private final Calls calls = clients.others();

    @AfterEach
    void close() {
        clients.close();
    }

    private static BsonDocument record(String json) {
        return BsonDocument.parse(json);
    }

    @Test
    void changesAnswerWhatTheyDid() {
        calls.call("a test", call -> {
            assertThat(call.insert("t", record("{_id: 'a', n: 1}"))).isTrue();
            assertThat(call.insert("t", record("{_id: 'a', n: 2}"))).isFalse();
            assertThat(call.updateOne("t", Filters.eq("a"), Updates.inc("n", 1)))
                    .isTrue();
            assertThat(call.updateOne("t", Filters.eq("b"), Updates.inc("n", 1)))
                    .isFalse();
            assertThat(call.upsert("t", Filters.eq("b"), Updates.set("n", 7))).isTrue();
            assertThat(call.upsert("t", record("{_id: 'b', ended: true}"), Updates.set("n", 8)))
                    .as("there is one, but it isn't ended")
                    .isFalse();
            assertThat(call.bulk(
                                    "t",
                                    List.of(
                                            new UpdateOneModel<>(Filters.eq("a"), Updates.inc("n", 1)),
                                            new UpdateOneModel<>(Filters.eq("c"), Updates.inc("n", 1))))
                            .getMatchedCount())
                    .isOne();
            assertThat(call.find("t", new BsonDocument(), found -> found.sort(record("{_id: 1}"))))
                    .containsExactly(record("{_id: 'a', n: 3}"), record("{_id: 'b', n: 7}"));
            assertThat(call.deleteOne("t", Filters.eq("a"))).isTrue();
            assertThat(call.first("t", Filters.eq("a"))).isEmpty();
            return null;
        });
    }

    @Test
    void aLaneThatHangsIsGivenUpInTimeAndBeginsNothingMore() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean wentOn = new AtomicBoolean();
        Calls brief = calls.within(Duration.ofMillis(200));
        long began = System.nanoTime();
        assertThatThrownBy(() -> brief.call("a test", call -> {
                    call.insert("t", record("{_id: 'a'}"));
                    waitFor(hanging);
                    try {
                        wentOn.set(call.insert("t", record("{_id: 'b'}")));
                    } finally {
                        ended.countDown();
                    }
                    return null;
                }))
                .isInstanceOf(UnknownOutcome.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        hanging.countDown();
        ended.await();
        assertThat(wentOn).isFalse();
        assertThat(calls.<Boolean>call(
                        "a test", call -> call.first("t", Filters.eq("b")).isPresent()))
                .isFalse();
    }

    @Test
    void aCallThatOnlyAskedChangedNothingHoweverItEnds() {
        CountDownLatch hanging = new CountDownLatch(1);
        Calls brief = calls.within(Duration.ofMillis(200));
        assertThatThrownBy(() -> brief.call("a test", call -> {
                    call.first("t", Filters.eq("a"));
                    call.updateOne("t", Filters.eq("a"), Updates.set("n", 1));
                    waitFor(hanging);
                    return null;
                }))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("nothing was changed");
        hanging.countDown();
    }

    @Test
    void whoFindsNoLaneSentNothing() {
        CountDownLatch hanging = new CountDownLatch(1);
        Calls brief = calls.within(Duration.ofMillis(50));
        for (int i = 0; i < 16; i++) {
            assertThatThrownBy(() -> brief.call("a test", call -> waitFor(hanging)))
                    .isInstanceOf(StoreUnavailable.class);
        }
        assertThatThrownBy(() -> brief.call("a test", call -> call.insert("t", record("{_id: 'a'}"))))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(clients.heartbeats().<Boolean>call("a heartbeat", call -> call.insert("t", record("{_id: 'h'}"))))
                .as("heartbeats have lanes of their own")
                .isTrue();
        hanging.countDown();
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoComesInterruptedSentNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calls.call("a test", call -> call.insert("t", record("{_id: 'a'}"))))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoIsInterruptedWhileWaitingHearsTheAnswerAllTheSame() {
        Thread waiting = Thread.currentThread();
        boolean made = calls.<Boolean>call("a test", call -> {
            waiting.interrupt();
            return call.insert("t", record("{_id: 'a'}"));
        });
        assertThat(made).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aUsersClientIsLeftOpenAndItsConcernsAreOverridden() {
        try (MongoClient users = StandIn.client()) {
            Clients over = Clients.users(users, database, StoreOptions.DEFAULT);
            assertThat(over.others().<Boolean>call("a test", call -> call.insert("t", record("{_id: 'a'}"))))
                    .isTrue();
            over.close();
            assertThatThrownBy(() -> over.others().call("a test", call -> call.first("t", Filters.eq("a"))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("closed");
            assertThat(users.getDatabase(database).getCollection("leasehold_t").countDocuments())
                    .isOne();
        }
    }

    @Test
    void aServerThatIsGoneWasSentNothing() {
        try (Clients gone = Clients.own(
                "mongodb://joe:g3h31m@127.0.0.1:1/x", StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(500)))) {
            assertThatThrownBy(() -> gone.others().call("a test", call -> call.insert("t", record("{_id: 'a'}"))))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageContaining("Connection refused")
                    .hasMessageNotContaining("g3h31m");
        }
    }

    /** A call waits a fifth of its time for a server, and two for an answer: what is found in between is found in time. */
    @Test
    void openingHasTimeToFindTheServers() {
        StoreOptions options = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(5));
        try (WireProxy slow = WireProxy.slowToStart(StandIn.servers(), Duration.ofMillis(1_500));
                Clients fresh = Clients.own(slow.uri(database), options)) {
            assertThat(MongoServer.asked(fresh).version()).isNotEmpty();
        }
    }
}

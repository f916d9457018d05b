package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R21: what each trouble of a server or of the way to it comes to, for what asks, for what changes one record, and for what changes
 * several. The answers are planted on the wire, so that the driver makes of them what it makes of a server's. Whatever the kind, a record
 * may only have changed where that is said.
 */
class ServerTroubleTest {
    private static final String DATABASE = StandIn.freshDatabase();
    private static final AtomicReference<Fate> NEXT = new AtomicReference<>(new Fate.Passed());
    private static final WireProxy PROXY =
            WireProxy.before(StandIn.servers(), command -> NEXT.getAndSet(new Fate.Passed()));
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(3));
    private static final Clients CLIENTS = Clients.own(PROXY.uri(DATABASE), OPTIONS);
    private static final MongoClient USERS = MongoClients.create(PROXY.uri(DATABASE));
    private static final MongoClient BEHIND = StandIn.client();

    private static final Map<String, Function<Call, Object>> READINGS = new TreeMap<>(Map.of(
            "find", call -> call.first("t", Filters.eq("a")),
            "aggregate", call -> call.aggregate("t", List.of(BsonDocument.parse("{$match: {_id: 'a'}}")))));

    private static final Map<String, Function<Call, Object>> SINGLE = new TreeMap<>(Map.of(
            "updateOne", call -> call.updateOne("t", Filters.eq("a"), Updates.inc("n", 1)),
            "findOneAndUpdate",
                    call -> call.findOneAndUpdate(
                            "t", Filters.eq("a"), Updates.inc("n", 1), new FindOneAndUpdateOptions()),
            "upsert", call -> call.upsert("t", Filters.eq("u"), Updates.inc("n", 1)),
            "insert", call -> call.insert("t", BsonDocument.parse("{_id: 'new', n: 1}")),
            "deleteOne", call -> call.deleteOne("t", Filters.eq("a"))));

    private static final Map<String, Function<Call, Object>> SEVERAL = new TreeMap<>(Map.of(
            "bulk",
                    call -> call.bulk(
                            "t",
                            List.of(
                                    new UpdateOneModel<>(Filters.eq("a"), Updates.inc("n", 1)),
                                    new UpdateOneModel<>(Filters.eq("b"), Updates.inc("n", 1)))),
            "updateMany", call -> call.updateMany("t", new BsonDocument(), Updates.inc("n", 1)),
            "deleteMany", call -> call.deleteMany("t", new BsonDocument())));

    @AfterAll
    static void close() {
        BEHIND.getDatabase(DATABASE).drop();
        CLIENTS.close();
        USERS.close();
        PROXY.close();
        BEHIND.close();
    }

    @BeforeEach
    void records() {
        NEXT.set(new Fate.Passed());
        var records = BEHIND.getDatabase(DATABASE).getCollection("leasehold_t", BsonDocument.class);
        records.drop();
        records.insertMany(List.of(BsonDocument.parse("{_id: 'a', n: 0}"), BsonDocument.parse("{_id: 'b', n: 0}")));
    }

    private static List<BsonDocument> present() {
        return BEHIND.getDatabase(DATABASE)
                .getCollection("leasehold_t", BsonDocument.class)
                .find()
                .sort(BsonDocument.parse("{_id: 1}"))
                .into(new ArrayList<>());
    }

    private enum Kind {
        UNAVAILABLE,
        UNKNOWN,
        REJECTED,
        /** No trouble, but an answer. */
        VALUE
    }

    /**
     * One line of the table.
     *
     * @param reading what it comes to for what asks
     * @param single for what changes one record
     * @param several for what changes several by one command
     * @param inFull whether every command meets it, and not only one of each sort; others of the same kind do
     */
    private record Row(String name, Fate fate, Kind reading, Kind single, Kind several, boolean inFull) {
        Row(String name, Fate fate, Kind reading, Kind single, Kind several) {
            this(name, fate, reading, single, several, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Fate error(int code, String... labels) {
        String named =
                Stream.of(labels).map(label -> "'" + label + "'").toList().toString();
        return new Fate.Answered(BsonDocument.parse("{ok: 0, code: " + code
                + ", codeName: 'Planted', errmsg: 'planted'," + " errorLabels: " + named + "}"));
    }

    private static Stream<Row> errors(Kind reading, Kind single, Kind several, int... codes) {
        return IntStream.of(codes)
                .mapToObj(code -> new Row("error " + code, error(code), reading, single, several, code == codes[0]));
    }

    private static Stream<Row> labelled(int... codes) {
        return IntStream.of(codes)
                .mapToObj(code -> new Row(
                        "error " + code + " that wrote nothing",
                        error(code, "NoWritesPerformed"),
                        Kind.UNAVAILABLE,
                        Kind.UNAVAILABLE,
                        Kind.UNAVAILABLE,
                        code == codes[0]));
    }

    /** Applied, and not confirmed by a majority. What asks never meets it. */
    private static Stream<Row> concerns(int... codes) {
        return IntStream.of(codes)
                .mapToObj(code -> new Row(
                        "write concern error " + code,
                        new Fate.AnsweredOtherwise(answer -> answer.append(
                                "writeConcernError",
                                BsonDocument.parse("{code: " + code + ", codeName: 'Planted', errmsg: 'planted',"
                                        + " errInfo: {wtimeout: true}}"))),
                        Kind.VALUE,
                        Kind.UNKNOWN,
                        Kind.UNKNOWN,
                        code == codes[0]));
    }

    static Stream<Row> table() {
        return Stream.of(
                        errors(Kind.UNAVAILABLE, Kind.UNAVAILABLE, Kind.UNKNOWN, 10107, 13435, 10058, 112, 24),
                        errors(Kind.UNAVAILABLE, Kind.UNKNOWN, Kind.UNKNOWN, 91, 189, 11600, 11602, 13436),
                        errors(Kind.UNAVAILABLE, Kind.UNKNOWN, Kind.UNKNOWN, 50, 262, 11601),
                        errors(Kind.UNAVAILABLE, Kind.UNKNOWN, Kind.UNKNOWN, 217, 225, 40613, 5637601, 5637602),
                        errors(Kind.UNAVAILABLE, Kind.UNKNOWN, Kind.UNKNOWN, 365, 402, 433, 449),
                        errors(Kind.UNAVAILABLE, Kind.UNKNOWN, Kind.UNKNOWN, 1, 8, 6, 89, 123_456),
                        errors(Kind.REJECTED, Kind.REJECTED, Kind.REJECTED, 13, 18, 8000),
                        errors(Kind.REJECTED, Kind.REJECTED, Kind.REJECTED, 2, 9, 20, 59, 72, 115, 224, 85, 86),
                        errors(Kind.REJECTED, Kind.REJECTED, Kind.UNKNOWN, 121, 10334),
                        labelled(10107, 13435, 91, 189, 11600, 11602, 50, 433),
                        concerns(64, 100, 79, 50, 91, 189, 11600, 11602, 10107),
                        Stream.of(
                                new Row(
                                        "cut before",
                                        new Fate.CutBefore(),
                                        Kind.UNAVAILABLE,
                                        Kind.UNKNOWN,
                                        Kind.UNKNOWN),
                                new Row(
                                        "cut after",
                                        new Fate.CutAfter(),
                                        Kind.UNAVAILABLE,
                                        Kind.UNKNOWN,
                                        Kind.UNKNOWN)))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("table")
    void each(Row row) {
        chosen(row, READINGS, "find").forEach((name, call) -> assertKind(row, name, call, row.reading));
        chosen(row, SINGLE, "updateOne").forEach((name, call) -> assertKind(row, name, call, row.single));
        chosen(row, SEVERAL, "bulk").forEach((name, call) -> assertKind(row, name, call, row.several));
    }

    private static Map<String, Function<Call, Object>> chosen(
            Row row, Map<String, Function<Call, Object>> all, String one) {
        return row.inFull ? all : Map.of(one, all.get(one));
    }

    private void assertKind(Row row, String name, Function<Call, Object> call, Kind expected) {
        records();
        List<BsonDocument> before = present();
        assertThat(kind(CLIENTS, row.fate, call)).as("%s meets %s", name, row).isEqualTo(expected);
        if (expected == Kind.UNAVAILABLE || expected == Kind.REJECTED) {
            assertThat(present()).as("%s meets %s", name, row).isEqualTo(before);
        }
    }

    private static Kind kind(Clients clients, Fate fate, Function<Call, Object> work) {
        clients.others().call("a test", call -> call.first("t", Filters.eq("a")));
        NEXT.set(fate);
        try {
            clients.others().call("a test", work);
            return Kind.VALUE;
        } catch (StoreException trouble) {
            assertThat(trouble.getMessage()).contains("a test", "127.0.0.1").doesNotContain("\n");
            return trouble instanceof StoreUnavailable
                    ? Kind.UNAVAILABLE
                    : trouble instanceof StoreRejected ? Kind.REJECTED : Kind.UNKNOWN;
        }
    }

    /** What a statement met is told within an answer that is right otherwise. */
    private static Fate statements(int matched, int... codes) {
        List<BsonDocument> errors = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            errors.add(BsonDocument.parse("{index: " + i + ", code: " + codes[i] + ", errmsg: 'planted'}"));
        }
        return new Fate.Answered(BsonDocument.parse("{ok: 1, n: " + matched + ", nModified: " + matched + "}")
                .append("writeErrors", new BsonArray(errors)));
    }

    private void assertStatements(String name, Kind expected, int matched, int... codes) {
        Function<Call, Object> call = SINGLE.getOrDefault(name, SEVERAL.get(name));
        assertKind(
                new Row("statement error " + codes[0], statements(matched, codes), expected, expected, expected),
                name,
                call,
                expected);
    }

    @Test
    void statementsThatFailOnTheirOwn() {
        for (String one : List.of("updateOne", "upsert", "insert")) {
            assertStatements(one, Kind.UNAVAILABLE, 0, 112);
            assertStatements(one, Kind.REJECTED, 0, 121);
            assertStatements(one, Kind.REJECTED, 0, 13);
            assertStatements(one, Kind.UNKNOWN, 0, 11600);
            assertStatements(one, Kind.UNKNOWN, 0, 8);
        }
        assertStatements("bulk", Kind.UNAVAILABLE, 0, 112, 112);
        assertStatements("bulk", Kind.UNKNOWN, 1, 112);
        assertStatements("bulk", Kind.REJECTED, 0, 121, 121);
        assertStatements("bulk", Kind.UNKNOWN, 1, 121);
        assertStatements("bulk", Kind.UNKNOWN, 0, 11602, 112);
        assertStatements("updateMany", Kind.UNKNOWN, 0, 112);
        assertStatements("updateMany", Kind.REJECTED, 0, 13);
    }

    @Test
    void aKeyThatIsTakenIsAValue() {
        assertStatements("insert", Kind.VALUE, 0, 11000);
        assertStatements("upsert", Kind.VALUE, 0, 11000);
        assertStatements("bulk", Kind.VALUE, 1, 11000);
        assertKind(
                new Row("error 11000", error(11000), Kind.VALUE, Kind.VALUE, Kind.VALUE),
                "upsert",
                SINGLE.get("upsert"),
                Kind.VALUE);
        assertKind(
                new Row("error 11000", error(11000), Kind.VALUE, Kind.VALUE, Kind.VALUE),
                "findOneAndUpdate",
                SINGLE.get("findOneAndUpdate"),
                Kind.UNAVAILABLE);
        assertThat(CLIENTS.others().<Boolean>call("a test", call -> call.insert("t", BsonDocument.parse("{_id: 'a'}"))))
                .isFalse();
    }

    @Test
    void aTakenKeyBesideAWriteConcernErrorIsUnknown() {
        BsonDocument answer = BsonDocument.parse("{ok: 1, n: 1, nModified: 1,"
                + " writeErrors: [{index: 0, code: 11000, errmsg: 'planted'}],"
                + " writeConcernError: {code: 64, errmsg: 'planted'}}");
        assertThat(kind(CLIENTS, new Fate.Answered(answer), SEVERAL.get("bulk")))
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void noAnswerAtAllEndsInTime() {
        long began = System.nanoTime();
        assertThat(kind(CLIENTS, new Fate.Swallowed(), READINGS.get("find"))).isEqualTo(Kind.UNAVAILABLE);
        assertThat(kind(CLIENTS, new Fate.Swallowed(), SINGLE.get("updateOne"))).isEqualTo(Kind.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2 * 3));
    }

    /** An earlier change of the same call may have been applied, whatever the last command came to. */
    @Test
    void whatCameBeforeInTheSameCallCounts() {
        Function<Call, Object> changedBefore = call -> {
            call.updateOne("t", Filters.eq("a"), Updates.inc("n", 1));
            NEXT.set(error(13));
            return call.first("t", Filters.eq("a"));
        };
        Function<Call, Object> nothingBefore = call -> {
            call.updateOne("t", Filters.eq("nobody"), Updates.inc("n", 1));
            NEXT.set(error(13));
            return call.first("t", Filters.eq("a"));
        };
        assertThat(kind(CLIENTS, new Fate.Passed(), changedBefore)).isEqualTo(Kind.UNKNOWN);
        assertThat(kind(CLIENTS, new Fate.Passed(), nothingBefore)).isEqualTo(Kind.REJECTED);
    }

    /** A user's client may have sent it twice, and tells of the second time only. */
    @Test
    void aClientThatRepeatsByItselfKnowsLess() {
        Clients users = Clients.users(USERS, DATABASE, OPTIONS);
        Function<Call, Object> update = SINGLE.get("updateOne");
        for (int code : new int[] {10107, 112}) {
            assertThat(userKind(users, error(code), update)).isEqualTo(Kind.UNKNOWN);
        }
        assertThat(userKind(users, error(10107, "NoWritesPerformed"), update)).isEqualTo(Kind.UNAVAILABLE);
        assertThat(userKind(users, error(13), update)).isEqualTo(Kind.REJECTED);
        assertThat(userKind(users, new Fate.Swallowed(), update)).isEqualTo(Kind.UNKNOWN);
        users.close();
    }

    private static Kind userKind(Clients users, Fate fate, Function<Call, Object> work) {
        NEXT.set(fate);
        try {
            users.others().call("a test", work);
            return Kind.VALUE;
        } catch (StoreException trouble) {
            return trouble instanceof StoreUnavailable
                    ? Kind.UNAVAILABLE
                    : trouble instanceof StoreRejected ? Kind.REJECTED : Kind.UNKNOWN;
        }
    }

    @Test
    void refusedConnectionsWereSentNothing() {
        WireProxy closing = WireProxy.before(StandIn.servers(), command -> new Fate.Passed());
        try (Clients clients = Clients.own(closing.uri(DATABASE), OPTIONS.callTimeout(Duration.ofSeconds(1)))) {
            clients.others().call("a test", READINGS.get("find"));
            closing.close();
            try {
                clients.others().call("a test", SINGLE.get("updateOne"));
            } catch (StoreException first) {
                assertThat(first).as("the open connection was lost").isNotInstanceOf(StoreRejected.class);
            }
            Stream.of(SINGLE.get("updateOne"), SEVERAL.get("bulk"), SEVERAL.get("updateMany"), READINGS.get("find"))
                    .forEach(call -> assertThat(
                                    catchThrowable(() -> clients.others().call("a test", call)))
                            .isInstanceOf(StoreUnavailable.class)
                            .hasMessageContaining("Connection refused"));
        }
    }

    @Test
    void whatThisProxyDoesIsWhatItSays() {
        assertThat(kind(CLIENTS, new Fate.CutBefore(), SINGLE.get("updateOne"))).isEqualTo(Kind.UNKNOWN);
        assertThat(present().get(0).getInt32("n")).isEqualTo(new BsonInt32(0));
        assertThat(kind(CLIENTS, new Fate.CutAfter(), SINGLE.get("updateOne"))).isEqualTo(Kind.UNKNOWN);
        assertThat(present().get(0).getInt32("n")).isEqualTo(new BsonInt32(1));
    }

    @Test
    void whatOnlySpeaksTheProtocolIsRefusedAtOnce() {
        for (int code : new int[] {17276, 303, 9, 168}) {
            assertThat(opened(error(code)))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("knows no $$NOW")
                    .hasMessageContaining("MongoDB 4.2 or newer");
        }
        assertThat(opened(error(13))).isInstanceOf(StoreRejected.class).hasMessageContaining("grant this user");
        assertThat(opened(error(8))).isInstanceOf(StoreUnavailable.class);
    }

    private static Throwable opened(Fate first) {
        NEXT.set(first);
        return catchThrowable(() ->
                new MongoStoreProvider().open(PROXY.uri(DATABASE), OPTIONS).close());
    }
}

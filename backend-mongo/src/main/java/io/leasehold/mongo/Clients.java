package io.leasehold.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.leasehold.store.RedactedUri;
import io.leasehold.store.Secrets;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;

/**
 * The store's ways to its servers: one for heartbeats, which never wait for a lane that another call uses, nor for a connection where the
 * clients are our own (E2); and one for all others. Thread-safe.
 */
final class Clients implements AutoCloseable {
    private static final int HEARTBEATS = 2;
    private static final int OTHERS = 16;
    private static final Duration OPENING = Duration.ofSeconds(5);

    /** What change streams hold. */
    private static final int LISTENING = 4;

    private final MongoTrouble trouble;
    private final MongoClient client;
    private final Database database;
    private final Calls heartbeats;
    private final Calls others;
    private final Calls opening;
    private final List<MongoClient> owned;
    private final Lanes beating = new Lanes("leasehold-mongo-heartbeat", HEARTBEATS);
    private final Lanes working = new Lanes("leasehold-mongo", OTHERS);

    private Clients(
            MongoTrouble trouble,
            MongoClient client,
            Database heartbeats,
            Database others,
            List<MongoClient> owned,
            StoreOptions options) {
        this.trouble = trouble;
        this.client = client;
        this.database = others;
        this.heartbeats = new Calls(heartbeats, beating, trouble, options.callTimeout());
        this.others = new Calls(others, working, trouble, options.callTimeout());
        this.opening = this.others.within(opening(options));
        this.owned = owned;
    }

    /**
     * Clients of our own at the servers that a URI names.
     *
     * @throws IllegalArgumentException if the URI can't be right; nothing of it is shown
     */
    static Clients own(String uri, StoreOptions options) {
        MongoUri parsed = MongoUri.parse(uri);
        MongoTrouble trouble = new MongoTrouble(RedactedUri.of(uri), parsed.secrets());
        ConnectionString servers = parsed.connectionString(trouble.where());
        Discovery beats = new Discovery();
        Discovery works = new Discovery();
        MongoClient beating = MongoClients.create(ClientSettings.of(servers, options.callTimeout(), HEARTBEATS, beats));
        MongoClient working =
                MongoClients.create(ClientSettings.of(servers, options.callTimeout(), OTHERS + LISTENING, works));
        if (beats.await(opening(options))) {
            works.await(opening(options));
        }
        return new Clients(
                trouble,
                working,
                Database.own(beating.getDatabase(parsed.database()), options),
                Database.own(working.getDatabase(parsed.database()), options),
                List.of(beating, working),
                options);
    }

    /** A user's own client, which is left as it is; concerns and preference are set for each collection. */
    static Clients users(MongoClient client, String database, StoreOptions options) {
        Database users = Database.users(client.getDatabase(database), options);
        return new Clients(
                new MongoTrouble("of the user's client", Secrets.UNKNOWN), client, users, users, List.of(), options);
    }

    /** Opening is no call of an engine's that its heartbeats wait for: it has time enough for servers that are slow to be found. */
    private static Duration opening(StoreOptions options) {
        return options.callTimeout().compareTo(OPENING) > 0 ? options.callTimeout() : OPENING;
    }

    /** For opening the store. */
    Calls opening() {
        return opening;
    }

    MongoTrouble trouble() {
        return trouble;
    }

    /** For what is asked of the servers as a whole, and for listening. */
    MongoClient client() {
        return client;
    }

    /** For listening. */
    Database database() {
        return database;
    }

    Calls heartbeats() {
        return heartbeats;
    }

    Calls others() {
        return others;
    }

    /** A user's client stays the user's to close. */
    @Override
    public void close() {
        beating.close();
        working.close();
        owned.forEach(MongoClient::close);
    }
}

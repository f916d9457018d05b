package io.leasehold.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client whose driver tells each command that it sends, which is one round trip. */
final class Commands implements CommandListener, AutoCloseable {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final MongoClient client;

    Commands() {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(StandIn.servers()))
                .retryWrites(false)
                .addCommandListener(this)
                .build());
    }

    MongoClient client() {
        return client;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        sent.add(event.getCommandName());
    }

    /** The names of the commands that this sends. */
    List<String> of(Runnable call) {
        sent.clear();
        call.run();
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.leasehold.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How our own clients are set, whatever the URI says: nothing is repeated behind our back, and the waits of one command sum up to less than
 * the call timeout. A lane stops waiting where they don't (R22).
 */
final class ClientSettings {
    /** How soon a server is looked at again that failed: whoever waits for a primary waits for this, too. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private ClientSettings() {}

    /**
     * @param most connections to each server
     * @param discovery hears of the servers that are found
     */
    static MongoClientSettings of(ConnectionString uri, Duration callTimeout, int most, Discovery discovery) {
        return MongoClientSettings.builder()
                .applyConnectionString(uri)
                .retryWrites(false)
                .retryReads(false)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(Budget.tenths(callTimeout, 2), TimeUnit.MILLISECONDS)
                                .addClusterListener(discovery))
                .applyToServerSettings(server -> server.minHeartbeatFrequency(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(most)
                        .minSize(1)
                        .maxConnecting(most)
                        .maxWaitTime(Budget.tenths(callTimeout, 1), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(Budget.tenths(callTimeout, 2), TimeUnit.MILLISECONDS)
                                .readTimeout(Budget.tenths(callTimeout, 4), TimeUnit.MILLISECONDS))
                .build();
    }
}

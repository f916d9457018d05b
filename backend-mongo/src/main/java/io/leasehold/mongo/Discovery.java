package io.leasehold.mongo;

import com.mongodb.connection.ClusterDescription;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears when a new client has found its primary, or has tried every server. Opening a store waits for that, which may take longer than a
 * call may. Thread-safe.
 */
final class Discovery implements ClusterListener {
    private final CountDownLatch looked = new CountDownLatch(1);

    @Override
    public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
        if (known(event.getNewDescription())) {
            looked.countDown();
        }
    }

    private static boolean known(ClusterDescription servers) {
        return servers.hasWritableServer()
                || (!servers.getServerDescriptions().isEmpty()
                        && servers.getServerDescriptions().stream()
                                .allMatch(server -> server.isOk() || server.getException() != null));
    }

    /** Waits for that, but no longer than this; answers whether it is so. */
    boolean await(Duration most) {
        try {
            return looked.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

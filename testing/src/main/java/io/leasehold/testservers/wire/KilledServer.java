package io.leasehold.testservers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Ownership;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A server that keeps what it acknowledges is frozen, thawed, killed in the midst of its work and started anew: nothing acknowledged is
 * lost, tokens too. A store joins by a subclass that owns such a server.
 */
public abstract class KilledServer {
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));
    private static final int MANY = 200;
    private static final long SECONDS = 120;

    private final Map<JobId, Ownership> acknowledged = new ConcurrentHashMap<>();
    private final Semaphore count = new Semaphore(0);

    /** Where the server is, now and when it has been started anew. */
    protected abstract String uri();

    /** Stops its processes, all of them (SIGSTOP). */
    protected abstract void freeze();

    /** Lets them go on (SIGCONT). */
    protected abstract void thaw();

    /** Kills them (SIGKILL), and starts the server anew on what it has kept; returns when it answers. */
    protected abstract void killAndRestart();

    /** Opens the store there. */
    protected abstract LeaseStore open(String uri, StoreOptions options);

    @Test
    @DisplayName("nothing acknowledged is lost by a server that is frozen, thawed, killed and started anew")
    void nothingAcknowledgedIsLost() throws InterruptedException {
        try (LeaseStore store = open(uri(), PATIENT)) {
            store.prepare(PrepareMode.CREATE);
            Thread work = new Thread(() -> work(store), "work");
            work.start();
            acknowledged(MANY);
            freeze();
            thaw();
            acknowledged(MANY);
            killAndRestart();
            work.join(TimeUnit.SECONDS.toMillis(SECONDS));
            assertThat(work.isAlive()).as("the call that was cut off ends").isFalse();
        }
        try (LeaseStore store = open(uri(), PATIENT)) {
            acknowledged.forEach((id, before) -> assertThat(store.find(id).map(JobRecord::ownership))
                    .as("%s, as it was acknowledged", id)
                    .contains(before));
            Subjects later = new Subjects(store, Long.MAX_VALUE);
            later.submit("later");
            assertThat(later.claimed()).as("it works on").hasSize(1);
        }
    }

    private void acknowledged(int more) throws InterruptedException {
        assertThat(count.tryAcquire(more, SECONDS, TimeUnit.SECONDS))
                .as("work goes on")
                .isTrue();
    }

    /** Submits, claims and writes one job after the other until the server fails. */
    private void work(LeaseStore store) {
        try {
            for (long number = 1; ; number++) {
                Subjects one = new Subjects(store, number);
                one.submit("a");
                List<JobRecord> mine = one.claimed();
                store.write(mine.stream().map(Subjects::intent).toList());
                Ownership claimed = mine.get(0).ownership();
                acknowledged.put(
                        one.id("a"), new Ownership(claimed.owner(), claimed.token(), 1, claimed.claimNumber()));
                count.release();
            }
        } catch (StoreException killed) {
            // What was not acknowledged may be there or not.
        }
    }
}

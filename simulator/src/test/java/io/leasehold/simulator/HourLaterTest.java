package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.engine.runtime.SystemRuntime;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of the run button that somebody turns off: the next instance comes an hour later, at the default 60/10/30 s. */
class HourLaterTest {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final JobType<Integer, Integer, Integer> type = JobType.named("message", 1)
            .codecs(Codec.number(), Codec.number(), Codec.number())
            .startingAt(total -> 0)
            .next((job, done) -> done.equals(job.payload())
                    ? Step.finish()
                    : Step.perform(done + 1).then(done + 1).every(Duration.ofMinutes(1)))
            .perform((number, delivery) -> sent.add(delivery.step().job() + "/" + number));

    @TempDir
    private Path folder;

    @Test
    void aSecondInstanceStartedAnHourAfterTheFirstOnesDeathResumesWithinTwoSeconds() throws Exception {
        String uri = "jdbc:h2:file:" + folder.resolve("jobs");
        AtomicBoolean dead = new AtomicBoolean();
        try (LeaseStore store = LeaseStores.open(uri)) {
            SystemRuntime[] runtime = new SystemRuntime[1];
            TakeoverEngine first = TakeoverEngine.on(mortal(store, dead))
                    .run(type)
                    .runtime(label -> runtime[0] = new SystemRuntime(label))
                    .start();
            first.submit(type, "job", 3);
            await().until(() ->
                    store.find(new JobId("job")).orElseThrow().progress().sequence() == 2);
            dead.set(true);
            runtime[0].close();
            backdate(uri, Duration.ofHours(1));

            try (TakeoverEngine second = TakeoverEngine.on(store).run(type).start()) {
                await().atMost(EngineSettings.DEFAULT.detection()).until(() -> sent.size() == 2);
                assertThat(second.health().jobs()).isEqualTo(1);
            }
            assertThat(sent).containsExactly("job/1", "job/2");
            assertThat(store.find(new JobId("job"))
                            .orElseThrow()
                            .progress()
                            .doubts()
                            .count())
                    .isZero();
        }
    }

    /** Moves every stored time back, which to the store is time that has passed; no clock is touched. */
    private static void backdate(String uri, Duration time) throws Exception {
        try (Connection connection = DriverManager.getConnection(uri + ";AUTO_SERVER=TRUE;WRITE_DELAY=0");
                Statement statement = connection.createStatement()) {
            long millis = time.toMillis();
            statement.executeUpdate("UPDATE leasehold_lease SET heard_at = heard_at - " + millis
                    + ", ends_at = ends_at - " + millis + ", ended_at = ended_at - " + millis);
            statement.executeUpdate(
                    "UPDATE leasehold_job SET due_at = due_at - " + millis + ", open_at = open_at - " + millis);
        }
    }

    /** What a dead instance's calls come to. */
    private static LeaseStore mortal(LeaseStore store, AtomicBoolean dead) {
        return (LeaseStore) Proxy.newProxyInstance(
                LeaseStore.class.getClassLoader(), new Class<?>[] {LeaseStore.class}, (proxy, method, arguments) -> {
                    if (dead.get()) {
                        throw new StoreException.StoreUnavailable("dead");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

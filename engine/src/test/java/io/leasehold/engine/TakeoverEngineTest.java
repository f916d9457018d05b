package io.leasehold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine in real time over the in-memory store, at a tenth of the default times. */
class TakeoverEngineTest {
    static final EngineSettings TENTH = EngineSettings.lasting(
                    Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofSeconds(3))
            .maxDowntime(Duration.ofSeconds(9));

    private final InMemoryLeaseStore store =
            new InMemoryLeaseStore(System::currentTimeMillis, StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(500)));
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
    private final List<TakeoverEngine> engines = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() {
        engines.forEach(TakeoverEngine::close);
    }

    @Test
    void canRunAJobToItsEnd() {
        JobType<Integer, Integer, String> type = counting(Duration.ZERO);
        TakeoverEngine engine = start("one", type);

        assertThat(engine.submit(type, "job", 5)).isInstanceOf(SubmitAnswer.Created.class);
        assertThat(engine.submit(type, "job", 5)).isInstanceOf(SubmitAnswer.Same.class);

        awaitFinished("job");
        assertThat(sent).containsExactly("job/1", "job/2", "job/3", "job/4", "job/5");
        assertThat(record("job").progress().doubts().count()).isZero();
    }

    @Test
    void canHandJobsOverWithinASecondOfAGracefulStop() {
        JobType<Integer, Integer, String> type = counting(Duration.ofMillis(200));
        TakeoverEngine first = start("first", type);
        first.submit(type, "job", 10);
        await().until(() -> sent.size() >= 2);
        start("second", type);

        first.close();
        int before = sent.size();

        await().atMost(Duration.ofMillis(1_500)).until(() -> sent.size() > before);
        awaitFinished("job");
        assertThat(sent).doesNotHaveDuplicates().hasSize(10);
        assertThat(record("job").progress().doubts().count()).isZero();
    }

    private JobType<Integer, Integer, String> counting(Duration pace) {
        return JobType.named("counting", 1)
                .codecs(Codec.number(), Codec.number(), Codec.text())
                .startingAt(steps -> 0)
                .next((job, done) -> done.equals(job.payload())
                        ? Step.finish()
                        : Step.perform(job.id() + "/" + (done + 1))
                                .then(done + 1)
                                .every(pace))
                .perform((text, delivery) -> sent.add(text));
    }

    private TakeoverEngine start(String label, JobType<?, ?, ?> type) {
        TakeoverEngine engine = TakeoverEngine.on(store)
                .run(type)
                .settings(TENTH)
                .label(label)
                .listener(events::add)
                .start();
        engines.add(engine);
        return engine;
    }

    private void awaitFinished(String id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> record(id).progress().status() == Status.FINISHED);
    }

    private JobRecord record(String id) {
        return store.find(new JobId(id)).orElseThrow();
    }
}

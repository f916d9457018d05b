package io.leasehold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    void canStopAJobByItsOperatorAndStartItAgain() {
        JobType<Integer, Integer, String> type = counting(Duration.ofMillis(50));
        TakeoverEngine engine = start("one", type);
        Operator operator = engine.operator();
        engine.submit(type, "job", 1_000);
        await().until(() -> sent.size() > 3);

        assertThat(operator.stop("job")).isInstanceOf(OperatorAnswer.Done.class);
        await().until(() -> record("job").ownership().owner().isEmpty());
        int resting = sent.size();
        assertThat(operator.start("job")).isInstanceOf(OperatorAnswer.Done.class);
        await().until(() -> sent.size() > resting + 2);
        assertThat(operator.delete("job")).isInstanceOf(OperatorAnswer.Refused.class);
    }

    @Test
    void canTellAnInterruptedOperatorThatNobodyKnows() {
        Operator operator = start("one", counting(Duration.ZERO)).operator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> operator.stop("job")).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(operator.stop("job")).isInstanceOf(OperatorAnswer.Absent.class);
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

    @Test
    void givesUpWorkersThatIgnoreTheirInterruptThenItsLeaseAndComesBackWhenTheyDo() {
        CountDownLatch stuck = new CountDownLatch(1);
        JobType<Integer, Integer, String> deaf = type("deaf", Duration.ZERO, (text, delivery) -> awaitDeaf(stuck));
        EngineSettings impatient = TENTH.stepTimeout(Duration.ofMillis(100))
                .guard(Duration.ofMillis(200))
                .workers(2)
                .stuckWorkers(1);
        TakeoverEngine engine = start("deaf", impatient, deaf);
        engine.submit(deaf, "first", 1);
        engine.submit(deaf, "second", 1);

        await().until(() -> engine.health().state() == EngineHealth.State.STUCK);
        assertThat(engine.health().reason()).contains("2 workers ignore their interrupt");
        assertThat(events).anyMatch(event -> event instanceof EngineEvent.WorkerStuck);
        assertThat(events)
                .anyMatch(event -> event instanceof EngineEvent.LeaseLost lost
                        && lost.reason() == EngineEvent.LossReason.WORKERS_STUCK);

        stuck.countDown();
        await().until(() -> engine.health().state() == EngineHealth.State.LIVE);
        awaitFinished("first");
        awaitFinished("second");
        assertThat(sent).isEmpty();
        assertThat(record("first").progress().doubts().count()).isEqualTo(1);
        assertThat(record("second").progress().doubts().count()).isEqualTo(1);
    }

    @Test
    void survivesAHandlerThatThrowsAnErrorAndAListenerThatThrows() {
        JobType<Integer, Integer, String> broken = type("broken", Duration.ZERO, (text, delivery) -> {
            if (text.endsWith("/2")) {
                throw new StackOverflowError("planted");
            }
            sent.add(text);
        });
        TakeoverEngine engine = TakeoverEngine.on(store)
                .run(broken)
                .settings(TENTH)
                .listener(event -> {
                    throw new IllegalStateException("planted");
                })
                .start();
        engines.add(engine);
        engine.submit(broken, "job", 3);
        awaitFinished("job");
        assertThat(sent).containsExactly("job/1", "job/3");
        assertThat(record("job").progress().doubts().count()).isEqualTo(1);
    }

    @Test
    void parksAJobWhoseBytesItCannotRead() {
        JobType<Integer, Integer, String> type = counting(Duration.ZERO);
        store.submit(List.of(new Submission(
                new JobId("unreadable"),
                "counting",
                1,
                Bytes.ofUtf8("not a number"),
                RunId.of(1),
                Optional.empty(),
                Duration.ZERO)));
        start("one", type);
        await().until(() -> record("unreadable").progress().status() == Status.PARKED);
        assertThat(record("unreadable").progress().error().orElseThrow()).contains("the payload can't be decoded");
    }

    @Test
    void refusesAJobOfAnUnknownTypeAndAPayloadThatIsTooLarge() {
        JobType<Integer, Integer, String> type = counting(Duration.ZERO);
        TakeoverEngine engine = start("one", type);
        JobType<Integer, Integer, String> other = type("other", Duration.ZERO, (text, delivery) -> {});
        assertThatThrownBy(() -> engine.submit(other, "job", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this engine doesn't run job type \"other\"; it runs counting");
        assertThatThrownBy(() -> engine.submit(type, "x".repeat(201), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("job id must have 1 to 200 characters, but has 201");
    }

    private static void awaitDeaf(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                interrupted |= latch.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new IllegalStateException("was interrupted");
        }
    }

    private JobType<Integer, Integer, String> type(String name, Duration pace, JobType.Effector<String> effector) {
        return JobType.named(name, 1)
                .codecs(Codec.number(), Codec.number(), Codec.text())
                .startingAt(steps -> 0)
                .next((job, done) -> done.equals(job.payload())
                        ? Step.finish()
                        : Step.perform(job.id() + "/" + (done + 1))
                                .then(done + 1)
                                .every(pace))
                .perform(effector);
    }

    private JobType<Integer, Integer, String> counting(Duration pace) {
        return type("counting", pace, (text, delivery) -> sent.add(text));
    }

    private TakeoverEngine start(String label, JobType<?, ?, ?> type) {
        return start(label, TENTH, type);
    }

    private TakeoverEngine start(String label, EngineSettings settings, JobType<?, ?, ?> type) {
        TakeoverEngine engine = TakeoverEngine.on(store)
                .run(type)
                .settings(settings)
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

package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.Operator;
import io.leasehold.engine.OperatorAnswer;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.WriteAnswer.Loss;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordKey;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that loses what it had acknowledged, and hands that meddle with it (faults 14, 15): noticed, told, and stopped. */
class LosingStoreTest {
    private static final JobId JOB = new JobId("job");
    private static final JobId OTHER = new JobId("other");

    private final VirtualWorld world = new VirtualWorld(17);
    private final InMemoryRecordStore records = new InMemoryRecordStore(world::wallMillis);
    private final LeaseStore store = RecordLeaseStore.over(records, StoreOptions.DEFAULT, world::nowNanos);
    private final List<EngineEvent> events = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<VirtualRuntime> runtimes = new ArrayList<>();
    private final JobType<Integer, Integer, Integer> type = JobType.named("message", 1)
            .codecs(Codec.number(), Codec.number(), Codec.number())
            .startingAt(total -> 0)
            .next((job, done) -> done.equals(job.payload())
                    ? Step.finish()
                    : Step.perform(done + 1).then(done + 1).every(Duration.ofSeconds(30)))
            .perform((number, delivery) -> keys.add(delivery.key()));

    @Test
    void aRecordThatWentBackIsParkedWithAnAlarmAndItsNeighboursGoOn() {
        submit(JOB, 10);
        submit(OTHER, 10);
        Stored asSubmitted = jobRecord(JOB);
        start("a");
        world.run(Duration.ofSeconds(70));
        long token = job(JOB).ownership().token();
        restore(asSubmitted);
        assertThat(job(JOB).ownership().token())
                .as("the store has lost the claim")
                .isLessThan(token);

        world.run(Duration.ofMinutes(2));

        assertThat(losses()).containsExactly(Loss.TOKEN_WENT_BACK);
        assertThat(job(JOB).progress().status()).isEqualTo(Status.PARKED);
        assertThat(job(JOB).ownership().token()).as("no token is issued again").isGreaterThanOrEqualTo(token);
        int sent = sentOf(JOB);
        world.run(Duration.ofMinutes(10));
        assertThat(sentOf(JOB)).isEqualTo(sent);
        assertThat(job(OTHER).progress().status()).isEqualTo(Status.FINISHED);
        assertNoProblems();
    }

    @Test
    void aJobWhoseRecordWasDeletedByHandIsToldOfAndResubmittedIsANewRunUnderOtherKeys() {
        submit(JOB, 5);
        submit(OTHER, 10);
        start("a");
        world.run(Duration.ofSeconds(70));
        records.remove(jobRecord(JOB).key());

        world.run(Duration.ofMinutes(2));

        assertThat(losses()).containsExactly(Loss.NO_RECORD);
        assertThat(submit(JOB, 5)).isInstanceOf(SubmitAnswer.Created.class);
        world.run(Duration.ofMinutes(15));
        assertThat(job(JOB).progress().status()).isEqualTo(Status.FINISHED);
        assertThat(job(OTHER).progress().status()).isEqualTo(Status.FINISHED);
        assertThat(keys).doesNotHaveDuplicates();
        assertNoProblems();
    }

    /** The same lease claims it under the same token: no write of the lost run's may be taken for the new one's. */
    @Test
    void aJobThatIsSubmittedAgainBeforeItsOwnerHasNoticedIsANewRunFromItsFirstStep() {
        submit(JOB, 5);
        start("a");
        world.run(Duration.ofSeconds(70));
        RunId lost = job(JOB).run();
        int sent = sentOf(JOB);
        records.remove(jobRecord(JOB).key());
        assertThat(submit(JOB, 5)).isInstanceOf(SubmitAnswer.Created.class);
        RunId run = job(JOB).run();

        world.run(Duration.ofMinutes(15));

        assertThat(losses()).containsExactly(Loss.TOKEN_GIVEN_TWICE);
        assertThat(job(JOB).progress().status()).isEqualTo(Status.FINISHED);
        assertThat(keys.stream().filter(key -> key.contains(lost.value()))).hasSize(sent);
        assertThat(keys.stream().filter(key -> key.contains(run.value())))
                .containsExactly(
                        "job/" + run + "/1",
                        "job/" + run + "/2",
                        "job/" + run + "/3",
                        "job/" + run + "/4",
                        "job/" + run + "/5");
        assertNoProblems();
    }

    @Test
    void aLeaseThatWasDeletedByHandIsLostAndItsJobsGoOnUnderAnother() {
        submit(JOB, 10);
        submit(OTHER, 10);
        TakeoverEngine a = start("a");
        world.run(Duration.ofSeconds(70));
        String lease = a.health().lease().value();
        List<Stored> leases = records.range("", "~", 1_000).stream()
                .filter(record -> RecordKey.lease(record.key())
                        .filter(id -> id.value().equals(lease))
                        .isPresent())
                .toList();
        assertThat(leases).hasSize(1);
        records.remove(leases.get(0).key());

        assertThat(world.runUntil(
                        () -> List.of(JOB, OTHER).stream()
                                .allMatch(id -> job(id).progress().status() == Status.FINISHED),
                        Duration.ofHours(1)))
                .isTrue();
        assertThat(events)
                .anyMatch(event ->
                        event instanceof EngineEvent.LeaseLost lost && lost.reason() == LossReason.LEASE_ENDED);
        assertThat(keys).doesNotHaveDuplicates();
        assertNoProblems();
    }

    @Test
    void aParkedRecordGoesOnWhenAPersonSaysSo() {
        aRecordThatWentBackIsParkedWithAnAlarmAndItsNeighboursGoOn();
        assertThat(Operator.over(store).start("job")).isInstanceOf(OperatorAnswer.Done.class);
        world.run(Duration.ofMinutes(10));
        assertThat(job(JOB).progress().status()).isEqualTo(Status.FINISHED);
    }

    private TakeoverEngine start(String label) {
        VirtualRuntime runtime = new VirtualRuntime(world, Nature.kind());
        runtimes.add(runtime);
        return TakeoverEngine.on(store)
                .run(type)
                .label(label)
                .settings(EngineSettings.DEFAULT)
                .listener(events::add)
                .runtime(name -> runtime)
                .start();
    }

    private SubmitAnswer submit(JobId id, int steps) {
        RunId run = RunId.of(world.random().nextLong());
        Submission submission =
                new Submission(id, "message", 1, Bytes.ofUtf8("" + steps), run, Optional.empty(), Duration.ZERO);
        SubmitAnswer answer = store.submit(List.of(submission)).get(0);
        store.ring();
        return answer;
    }

    private Stored jobRecord(JobId id) {
        return records.range("", "~", 1_000).stream()
                .filter(record -> RecordKey.job(record.key()).equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
    }

    /** As from a backup. */
    private void restore(Stored old) {
        records.replace(old.key(), records.read(old.key()).orElseThrow().version(), old.value());
    }

    private JobRecord job(JobId id) {
        return store.find(id).orElseThrow();
    }

    private int sentOf(JobId id) {
        return (int)
                keys.stream().filter(key -> key.startsWith(id.value() + "/")).count();
    }

    private List<Loss> losses() {
        return events.stream()
                .filter(EngineEvent.Regressed.class::isInstance)
                .map(event -> ((EngineEvent.Regressed) event).loss())
                .toList();
    }

    private void assertNoProblems() {
        assertThat(runtimes)
                .allSatisfy(runtime -> assertThat(runtime.problems()).isEmpty());
    }
}

package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Status;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two versions of one type side by side on one store (fault 20): the newer takes over the older's jobs, never the other way round. */
class RollingUpgradeTest {
    private static final int STEPS = 40;

    private final VirtualFleet fleet = new VirtualFleet(3);
    private final List<Sent> sent = new ArrayList<>();
    private final List<EngineEvent> events = new ArrayList<>();
    private final Map<LeaseId, Integer> versions = new LinkedHashMap<>();
    private final Map<VirtualFleet.Instance, Integer> running = new LinkedHashMap<>();
    private int refused = -1;
    private DeliveryMode<Object> mode = DeliveryMode.atMostOnce();

    private record Sent(int version, String key, String text) {}

    /** Version 1 keeps how many were sent, and an effect is a number. */
    private JobType<String, Integer, Integer> old() {
        return JobType.named("reminder", 1)
                .codecs(Codec.text(), Codec.number(), Codec.number())
                .startingAt(to -> 0)
                .next((job, done) -> done == STEPS
                        ? Step.finish()
                        : Step.perform(done + 1).then(done + 1).every(Duration.ofSeconds(30)))
                .perform((number, delivery) -> sent.add(new Sent(1, delivery.key(), "message " + number)))
                .mode(mode);
    }

    private record Place(int done, String tone) {}

    private static final Codec<Place> PLACE =
            Codec.of(place -> Codec.text().encode(place.done + " " + place.tone), bytes -> {
                String[] parts = Codec.text().decode(bytes).split(" ");
                return new Place(Integer.parseInt(parts[0]), parts[1]);
            });

    /** Version 2 keeps the tone too, and an effect is the text itself. */
    private JobType<String, Place, String> young() {
        return JobType.named("reminder", 2)
                .codecs(Codec.text(), PLACE, Codec.text())
                .upgrading(1, Codec.number(), this::place, Codec.number(), number -> "message " + number)
                .startingAt(to -> new Place(0, "kind"))
                .next((job, place) -> place.done == STEPS
                        ? Step.finish()
                        : Step.perform("message " + (place.done + 1))
                                .then(new Place(place.done + 1, place.tone))
                                .every(Duration.ofSeconds(30)))
                .perform((text, delivery) -> sent.add(new Sent(2, delivery.key(), text)))
                .mode(mode);
    }

    private Place place(int done) {
        if (done == refused) {
            throw new IllegalArgumentException("13 means nothing any more");
        }
        return new Place(done, "kind");
    }

    private VirtualFleet.Instance start(String label, JobType<?, ?, ?> type) {
        VirtualFleet.Instance instance = fleet.start(label, events::add, type);
        running.put(instance, type.version());
        return instance;
    }

    /** Lets time pass, and looks every second whether an instance owns what it can't read. */
    private void pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            fleet.pass(Duration.ofSeconds(1));
            running.forEach((instance, version) ->
                    versions.put(instance.engine().health().lease(), version));
            for (int n = 0; n < 12; n++) {
                JobRecord job = fleet.job("job-" + n);
                job.ownership()
                        .owner()
                        .ifPresent(owner ->
                                assertThat(job.progress().stateVersion()).isLessThanOrEqualTo(versions.get(owner)));
            }
        }
    }

    private void submit(JobType<String, ?, ?> type) {
        for (int n = 0; n < 12; n++) {
            fleet.submit(type, "job-" + n, "somebody");
        }
    }

    @Test
    void aRollingUpgradeFailsNothingParksNothingAndLosesNothing() {
        List<VirtualFleet.Instance> instances = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            instances.add(start("old-" + i, old()));
        }
        submit(old());
        pass(Duration.ofMinutes(4));
        for (int i = 0; i < 3; i++) {
            start("young-" + i, young());
            pass(Duration.ofSeconds(40));
            instances.get(i).shutdown();
            pass(Duration.ofSeconds(50));
        }
        assertThat(sent).extracting(Sent::version).contains(1, 2);
        assertThat(fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        for (int n = 0; n < 12; n++) {
            JobRecord job = fleet.job("job-" + n);
            assertThat(job.progress().status()).isEqualTo(Status.FINISHED);
            assertThat(job.progress().stateVersion()).isEqualTo(2);
            assertThat(job.progress().doubts().count()).isZero();
            String run = job.run().value();
            assertThat(sent.stream().filter(one -> one.key.contains(run)).map(Sent::text))
                    .containsExactlyElementsOf(messages());
        }
    }

    private static List<String> messages() {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= STEPS; i++) {
            texts.add("message " + i);
        }
        return texts;
    }

    @Test
    void aStepThatWasRecordedByTheOlderVersionIsPerformedAsItWasRecorded() {
        mode = DeliveryMode.atLeastOnce().keyWindow(Duration.ofHours(24));
        VirtualFleet.Instance dying = start("old", old());
        submit(old());
        pass(Duration.ofMinutes(2));
        assertThat(fleet.world()
                        .runUntil(() -> fleet.job("job-0").progress().open().isPresent(), Duration.ofMinutes(1)))
                .isTrue();
        dying.kill();
        long sequence = fleet.job("job-0").progress().sequence();
        sent.clear();
        start("young", young());
        pass(Duration.ofMinutes(3));
        assertThat(sent).allMatch(one -> one.version == 2);
        assertThat(sent.stream()
                        .filter(one -> one.key.equals(
                                "job-0/" + fleet.job("job-0").run().value() + "/" + sequence)))
                .hasSize(1)
                .allMatch(one -> one.text.equals("message " + sequence));
        assertThat(fleet.job("job-0").progress().stateVersion()).isEqualTo(2);
    }

    @Test
    void anOlderInstanceLeavesWhatANewerOneHasWrittenToOthers() {
        VirtualFleet.Instance young = start("young", young());
        submit(young());
        pass(Duration.ofMinutes(2));
        start("old", old());
        pass(Duration.ofMinutes(5));
        young.kill();
        int before = sent.size();
        pass(Duration.ofMinutes(5));
        assertThat(sent).hasSize(before);
        start("successor", young());
        assertThat(fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        assertThat(sent).allMatch(one -> one.version == 2);
    }

    @Test
    void aStateThatTheUpgradeRefusesIsParkedWithTheError() {
        refused = 13;
        VirtualFleet.Instance old = start("old", old());
        submit(old());
        fleet.pass(Duration.ofSeconds(30 * 12 + 15));
        assertThat(fleet.job("job-0").progress().sequence()).isEqualTo(14);
        old.shutdown();
        start("young", young());
        fleet.pass(Duration.ofMinutes(2));
        assertThat(fleet.job("job-0").progress().status()).isEqualTo(Status.PARKED);
        assertThat(fleet.job("job-0").progress().error().orElseThrow())
                .contains("the state of version 1 can't be decoded")
                .contains("13 means nothing any more");
        assertThat(fleet.job("job-0").progress().stateVersion()).isEqualTo(1);
    }

    @Test
    void aNewerStateThatAStoreBringsAllTheSameGoesBackAsItCame() {
        VirtualFleet.Instance young = start("young", young());
        submit(young());
        pass(Duration.ofMinutes(2));
        young.kill();
        JobRecord before = fleet.job("job-0");
        VirtualRuntime runtime = new VirtualRuntime(fleet.world(), Nature.kind());
        TakeoverEngine.on(bringingAnything())
                .run(old())
                .settings(EngineSettings.DEFAULT)
                .runtime(name -> runtime)
                .start();
        int sentBefore = sent.size();
        fleet.pass(Duration.ofMinutes(2));
        JobRecord after = fleet.job("job-0");
        assertThat(after.ownership().token()).isGreaterThan(before.ownership().token());
        assertThat(after.progress().state()).isEqualTo(before.progress().state());
        assertThat(after.progress().stateVersion()).isEqualTo(2);
        assertThat(after.progress().status()).isEqualTo(Status.READY);
        assertThat(sent).hasSize(sentBefore);
    }

    private ForwardingStore bringingAnything() {
        List<ReadableType> anything = List.of(new ReadableType("reminder", 1, 9));
        return new ForwardingStore(fleet.store()) {
            @Override
            public Survey survey(SurveyRequest request) {
                return super.survey(new SurveyRequest(request.lease(), anything, request.cursor(), request.lapses()));
            }

            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                return super.claim(new ClaimRequest(request.lease(), request.number(), anything, request.target()));
            }
        };
    }

    @Test
    void aTypeThatOneInstanceAloneKnowsStaysThereAndGoesInNoCircles() {
        JobType<String, Integer, Integer> other = JobType.named("other", 1)
                .codecs(Codec.text(), Codec.number(), Codec.number())
                .startingAt(to -> 0)
                .next((job, done) -> Step.perform(done + 1).then(done + 1).every(Duration.ofSeconds(30)))
                .perform((number, delivery) -> sent.add(new Sent(9, delivery.key(), "other " + number)));
        fleet.start("one", events::add, old());
        fleet.start("both", events::add, old(), other);
        for (int n = 0; n < 12; n++) {
            fleet.submit(other, "other-" + n, "somebody");
        }
        fleet.pass(Duration.ofHours(2));
        for (int n = 0; n < 12; n++) {
            assertThat(fleet.job("other-" + n).progress().sequence()).isGreaterThanOrEqualTo(239);
            assertThat(fleet.job("other-" + n).ownership().token()).isLessThanOrEqualTo(20);
        }
        assertThat(events.stream().filter(EngineEvent.HandingOver.class::isInstance))
                .hasSizeLessThanOrEqualTo(20);
    }
}

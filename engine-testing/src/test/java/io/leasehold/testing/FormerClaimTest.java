package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.Operator;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.WriteAnswer.Loss;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that forgets a claim, and names the one that the same lease had before it, or gives it anew (fault 14): noticed, not gone on with. */
class FormerClaimTest {
    private static final JobId JOB = new JobId("job");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualWorld world = new VirtualWorld(17);
    private final InMemoryLeaseStore store = new InMemoryLeaseStore(world::wallMillis, StoreOptions.DEFAULT);
    private final List<EngineEvent> events = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final VirtualRuntime runtime = new VirtualRuntime(world, Nature.kind());
    private final JobType<Integer, Integer, Integer> type = JobType.named("message", 1)
            .codecs(Codec.number(), Codec.number(), Codec.number())
            .startingAt(total -> 0)
            .next((job, done) -> done.equals(job.payload())
                    ? Step.finish()
                    : Step.perform(done + 1).then(done + 1).every(Duration.ofSeconds(60)))
            .perform((number, delivery) -> keys.add(delivery.key()));

    @Test
    void whoHoldsTheLaterClaimTellsAndHasTheJobParkedWhereAWalkFindsTheFormerOne() {
        submit();
        TakeoverEngine.on(store)
                .run(type)
                .listener(events::add)
                .runtime(name -> runtime)
                .start();
        world.run(Duration.ofSeconds(5));
        StoredJob former = stored();
        Operator.over(store).stop("job");
        world.run(SECOND);
        Operator.over(store).start("job");
        world.run(SECOND);
        long token = job().ownership().token();
        assertThat(token).isGreaterThan(former.record().ownership().token());
        assertThat(job().ownership().owner())
                .isEqualTo(former.record().ownership().owner());
        int sent = keys.size();

        store.keep(store.contents().with(former));
        world.run(Duration.ofSeconds(25));

        assertThat(events).anyMatch(event -> event.equals(new EngineEvent.Regressed(JOB, Loss.TOKEN_WENT_BACK)));
        assertThat(events).noneMatch(EngineEvent.ClaimLost.class::isInstance);
        assertThat(job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(job().ownership().token()).isGreaterThanOrEqualTo(token);
        assertThat(keys).hasSize(sent);
        assertThat(runtime.problems()).isEmpty();
    }

    @Test
    void whoIsGivenItsForgottenClaimAnewTellsAndHasTheJobParked() {
        submit();
        StoredJob before = stored();
        TakeoverEngine.on(store)
                .run(type)
                .listener(events::add)
                .runtime(name -> runtime)
                .start();
        world.run(Duration.ofSeconds(5));
        long token = job().ownership().token();
        int sent = keys.size();
        assertThat(sent).isPositive();

        store.keep(store.contents().with(before));
        world.run(Duration.ofSeconds(40));

        assertThat(events).anyMatch(event -> event.equals(new EngineEvent.Regressed(JOB, Loss.TOKEN_GIVEN_TWICE)));
        assertThat(job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(job().ownership().token()).isEqualTo(token);
        assertThat(keys).hasSize(sent);
        assertThat(runtime.problems()).isEmpty();
    }

    private void submit() {
        RunId run = RunId.of(world.random().nextLong());
        store.submit(
                List.of(new Submission(JOB, "message", 1, Bytes.ofUtf8("10"), run, Optional.empty(), Duration.ZERO)));
        store.ring();
    }

    private StoredJob stored() {
        return Optional.ofNullable(store.contents().jobs().get(JOB)).orElseThrow();
    }

    private JobRecord job() {
        return store.find(JOB).orElseThrow();
    }
}

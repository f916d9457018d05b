package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** E12: what piled up while a batch was in flight is the next one, within its bounds. */
class GroupCommitTest {
    private static final long MOST_BYTES = 8L << 20;

    private final VirtualWorld world = new VirtualWorld(3);
    private final Batches store = new Batches(new InMemoryLeaseStore(world::wallMillis, StoreOptions.DEFAULT));

    /** The store, and how large the batches were. */
    private static final class Batches extends ForwardingStore {
        private final List<Integer> writes = new ArrayList<>();
        private final List<Long> bytes = new ArrayList<>();

        private Batches(LeaseStore store) {
            super(store);
        }

        @Override
        public List<WriteAnswer> write(List<Write> batch) {
            writes.add(batch.size());
            bytes.add(
                    batch.stream().mapToLong(write -> write.progress().bytes()).sum());
            return super.write(batch);
        }
    }

    @Test
    void aThousandJobsThatAreDueAtOnceAreWrittenInFewBatches() {
        run(1_000, 10);
        assertThat(store.writes).allMatch(size -> size <= LeaseStore.WRITES).contains(LeaseStore.WRITES);
        int all = store.writes.stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isGreaterThanOrEqualTo(3_000);
        assertThat(store.writes).hasSizeLessThan(all / 10);
    }

    @Test
    void aBatchOfLargeEffectsIsBoundedByItsBytes() {
        run(400, 60_000);
        assertThat(store.bytes).allMatch(size -> size <= MOST_BYTES).anyMatch(size -> size > MOST_BYTES / 2);
    }

    /** So many jobs of one step each, whose effects are so large. */
    private void run(int jobs, int effect) {
        JobType<String, Integer, String> type = JobType.named("message", 1)
                .codecs(Codec.text(), Codec.number(), Codec.text())
                .startingAt(text -> 0)
                .next((job, sent) -> sent == 1
                        ? Step.finish()
                        : Step.perform("x".repeat(effect)).then(1))
                .perform((text, delivery) -> {});
        VirtualRuntime runtime = new VirtualRuntime(world, Nature.kind());
        TakeoverEngine.on(store)
                .run(type)
                .settings(EngineSettings.DEFAULT.workers(1_000))
                .runtime(label -> runtime)
                .start();
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            ids.add(new JobId("job-" + i));
            store.submit(List.of(new Submission(
                    ids.get(i),
                    "message",
                    1,
                    Bytes.ofUtf8("x"),
                    RunId.of(i),
                    Optional.empty(),
                    Duration.ofSeconds(30))));
        }
        store.ring();
        assertThat(world.runUntil(() -> ids.stream().allMatch(this::finished), Duration.ofMinutes(10)))
                .isTrue();
        assertThat(runtime.problems()).isEmpty();
    }

    private boolean finished(JobId id) {
        return store.find(id).orElseThrow().progress().status() == Status.FINISHED;
    }
}

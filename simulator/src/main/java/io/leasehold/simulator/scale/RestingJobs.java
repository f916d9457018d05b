package io.leasehold.simulator.scale;

import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The jobs of a fleet that is measured: spread evenly over their types, their first steps evenly over the time between two. */
final class RestingJobs {
    /** When a job is due that rests all the time. */
    private static final Duration NEVER = Duration.ofDays(30);

    private final ScaleOptions options;
    private final VirtualWorld world;

    RestingJobs(ScaleOptions options, VirtualWorld world) {
        this.options = options;
        this.world = world;
    }

    /** The types; their effects do nothing. */
    JobType<?, ?, ?>[] types() {
        return IntStream.range(0, options.types())
                .mapToObj(number -> type(name(number)))
                .toArray(JobType<?, ?, ?>[]::new);
    }

    private static String name(int number) {
        return "type-" + (number + 1);
    }

    private JobType<Bytes, Integer, Integer> type(String name) {
        Duration pace = options.every().orElse(NEVER);
        return JobType.named(name, 1)
                .codecs(Codec.bytes(), Codec.number(), Codec.number())
                .startingAt(payload -> 0)
                .next((job, done) -> Step.perform(done + 1).then(done + 1).every(pace))
                .perform((number, delivery) -> {});
    }

    /** Whoever reads all of them. */
    List<ReadableType> readable() {
        return IntStream.range(0, options.types())
                .mapToObj(number -> new ReadableType(name(number), 1, 1))
                .toList();
    }

    /** Submits them all at this moment. */
    void submit(LeaseStore store) {
        List<Submission> batch = new ArrayList<>();
        for (int number = 0; number < options.jobs(); number++) {
            batch.add(submission(number));
            if (batch.size() == Submission.BATCH || number == options.jobs() - 1) {
                store.submit(batch);
                batch.clear();
            }
        }
    }

    private Submission submission(int number) {
        return new Submission(
                new JobId("job-" + number),
                name(number % options.types()),
                1,
                Bytes.ofUtf8("to recipient " + number),
                RunId.of(world.random().nextLong()),
                Optional.empty(),
                options.every().map(world::upTo).orElse(NEVER));
    }
}

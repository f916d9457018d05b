package io.leasehold.mongo;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Plain values for tests whose point lies elsewhere. */
final class Samples {
    static final Duration TTL = Duration.ofMinutes(1);
    static final List<ReadableType> TYPES = List.of(new ReadableType("mail", 1, 1));

    private Samples() {}

    /** A prepared store in a database of its own. */
    static LeaseStore store(String database) {
        LeaseStore store =
                MongoLeaseStore.opened(Clients.own(StandIn.uri(database), StoreOptions.DEFAULT), StoreOptions.DEFAULT);
        store.prepare(PrepareMode.CREATE);
        return store;
    }

    static Submission submission(int number) {
        return new Submission(
                new JobId("job " + number),
                "mail",
                1,
                Bytes.ofUtf8("payload"),
                RunId.of(number + 1L),
                Optional.empty(),
                Duration.ZERO);
    }

    /** Submits jobs of these numbers. */
    static void submit(LeaseStore store, int from, int to) {
        for (int first = from; first < to; first += Submission.BATCH) {
            store.submit(IntStream.range(first, Math.min(to, first + Submission.BATCH))
                    .mapToObj(Samples::submission)
                    .toList());
        }
    }

    static List<JobRecord> claim(LeaseStore store, LeaseId lease, long number, LeaseId... dead) {
        return store.claim(new ClaimRequest(
                lease,
                number,
                TYPES,
                new ClaimRequest.Orphans(List.of(dead), ClaimRequest.Orphans.DEFAULT_JOBS, 8 << 20)));
    }

    /** Nothing is to be done for so long. */
    static Write resting(JobRecord job, long revision, Duration delay) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                revision,
                job.progress(),
                Optional.of(delay),
                false);
    }

    /** The intent of the first step. */
    static Write intent(JobRecord job, long revision) {
        Progress intended = job.progress()
                .change()
                .open(Optional.of(OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE)))
                .done();
        return write(job, revision, intended, false);
    }

    static Write write(JobRecord job, long revision, Progress progress, boolean release) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                revision,
                progress,
                Optional.of(Duration.ZERO),
                release);
    }
}

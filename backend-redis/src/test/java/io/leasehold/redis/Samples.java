package io.leasehold.redis;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Small values for these tests. */
final class Samples {
    static final Duration TTL = Duration.ofMinutes(1);
    static final List<ReadableType> TYPES = List.of(new ReadableType("mail", 1, 1));

    private Samples() {}

    static Submission submission(String id) {
        return submission(id, Bytes.ofUtf8("to " + id));
    }

    static Submission submission(String id, Bytes payload) {
        return new Submission(
                new JobId(id), "mail", 1, payload, RunId.of(id.hashCode()), Optional.empty(), Duration.ZERO);
    }

    static void submit(LeaseStore store, String... ids) {
        for (String id : ids) {
            store.submit(List.of(submission(id)));
        }
    }

    static LeaseId granted(LeaseStore store, long bits) {
        LeaseId lease = LeaseId.of(bits);
        store.grant(lease, "instance " + bits, TTL);
        return lease;
    }

    static List<JobRecord> claim(LeaseStore store, LeaseId lease, long number, LeaseId... dead) {
        return store.claim(
                new ClaimRequest(lease, number, TYPES, new ClaimRequest.Orphans(List.of(dead), 256, 8 << 20)));
    }

    /** The claim of this job alone. */
    static JobRecord named(LeaseStore store, LeaseId lease, String id) {
        return store.claim(new ClaimRequest(lease, 2, TYPES, new ClaimRequest.Named(new JobId(id))))
                .get(0);
    }

    /** The owner's write of this revision, which changes nothing else. */
    static Write write(JobRecord claimed, long revision, boolean release) {
        return write(claimed, revision, claimed.progress(), release);
    }

    /** The owner's write of this revision, with another state. */
    static Write write(JobRecord claimed, long revision, Bytes state) {
        Progress before = claimed.progress();
        Progress progress = new Progress(
                before.status(),
                before.stateVersion(),
                before.sequence(),
                Optional.of(state),
                before.open(),
                before.failures(),
                before.lapses(),
                before.probation(),
                before.doubts(),
                before.error());
        return write(claimed, revision, progress, false);
    }

    private static Write write(JobRecord claimed, long revision, Progress progress, boolean release) {
        return new Write(
                claimed.id(),
                claimed.ownership().owner().orElseThrow(),
                claimed.ownership().token(),
                revision,
                progress,
                Optional.empty(),
                release);
    }
}

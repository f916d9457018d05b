package io.leasehold.testservers.wire;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The leases and jobs of one telling, told from those of others by its number.
 *
 * @param store where they are, without any fault between
 * @param number from 1
 */
record Subjects(LeaseStore store, long number) {
    static final Duration HOUR = Duration.ofHours(1);

    LeaseId lease() {
        return LeaseId.of(number);
    }

    LeaseId granted() {
        store.grant(lease(), "instance " + number, HOUR);
        return lease();
    }

    /** The lease's time has passed, and nobody has ended it. */
    void lapsed() {
        store.grant(lease(), "short", Duration.ofMillis(1));
        while (store.renew(lease(), Duration.ZERO, Load.NONE) instanceof LeaseState.Live live
                && !live.remaining().isZero()) {
            Thread.onSpinWait();
        }
    }

    /** A lease that has ended, and owned the telling's jobs. */
    LeaseId dead(LeaseEnd how) {
        LeaseId dead = LeaseId.of(-number);
        store.grant(dead, "dead " + number, HOUR);
        store.claim(orphans(dead));
        store.end(dead, how);
        return dead;
    }

    List<ReadableType> types() {
        return List.of(new ReadableType("mail-" + number, 1, 1));
    }

    JobId id(String name) {
        return new JobId(name + "-" + number);
    }

    Submission submission(String name) {
        return new Submission(
                id(name),
                "mail-" + number,
                1,
                Bytes.ofUtf8("hello"),
                RunId.of(31 * number + name.hashCode()),
                Optional.empty(),
                Duration.ZERO);
    }

    void submit(String... names) {
        store.submit(List.of(names).stream().map(this::submission).toList());
    }

    ClaimRequest orphans(LeaseId by, LeaseId... dead) {
        return new ClaimRequest(by, 2, types(), new ClaimRequest.Orphans(List.of(dead), 100, 1 << 20));
    }

    /** The telling's jobs, which its lease now owns. */
    List<JobRecord> claimed() {
        return store.claim(orphans(granted()));
    }

    /** The owner records that it is about to perform an effect. */
    static Write intent(JobRecord job) {
        OpenStep step = OpenStep.intent(Bytes.ofUtf8("greet"), Bytes.ofUtf8("greeted"), Pace.AT_ONCE);
        return write(job, job.progress().change().open(Optional.of(step)).done(), false);
    }

    /** The owner gives the job back as it is. */
    static Write release(JobRecord job) {
        return write(job, job.progress(), true);
    }

    private static Write write(JobRecord job, Progress progress, boolean release) {
        LeaseId owner = job.ownership().owner().orElseThrow();
        return new Write(job.id(), owner, job.ownership().token(), 1, progress, Optional.empty(), release);
    }

    /** Whether the lease lives, and for more than two hours. */
    String lease(LeaseStore client, LeaseId lease) {
        return client.renew(lease, Duration.ZERO, Load.NONE) instanceof LeaseState.Live live
                ? "live, long: " + (live.remaining().compareTo(HOUR.multipliedBy(2)) > 0)
                : "ended or absent";
    }

    String jobs(LeaseStore client, String... names) {
        return List.of(names).stream()
                .map(name -> client.find(id(name)).map(this::told).orElse("no job"))
                .collect(Collectors.joining("; "));
    }

    private String told(JobRecord job) {
        return String.join(
                ", ",
                job.ownership().owner().isPresent() ? "owned" : "free",
                "token " + job.ownership().token(),
                "revision " + job.ownership().revision(),
                "number " + job.commandNumber(),
                "wish " + job.wish(),
                "progress " + job.progress(),
                "takeovers " + job.takeovers().size());
    }
}

package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.record.CountedRecords.Cost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Record calls, counted exactly: the table in {@link RecordLeaseStore}'s Javadoc, line by line, and whatever else lies in the store. */
class RecordCostTest {
    private static final LeaseId ALICE = LeaseId.of(0xa11ce);
    private static final LeaseId BOB = LeaseId.of(0xb0b);
    private static final List<ReadableType> MAIL = List.of(new ReadableType("mail", 1, 3));
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final CountedRecords records = new CountedRecords(new InMemoryRecordStore(clock::get));
    private final LeaseStore store = RecordLeaseStore.over(records, StoreOptions.DEFAULT);
    private long claims;

    private static Submission mail(String id) {
        return new Submission(
                new JobId(id), "mail", 1, Bytes.ofUtf8("to " + id), RunId.of(1), Optional.empty(), Duration.ZERO);
    }

    private void submit(String prefix, int count) {
        for (int from = 0; from < count; from += Submission.BATCH) {
            store.submit(IntStream.range(from, Math.min(count, from + Submission.BATCH))
                    .mapToObj(i -> mail(prefix + i))
                    .toList());
        }
    }

    private List<JobRecord> claim(LeaseId by, int most, LeaseId... dead) {
        return store.claim(claimRequest(by, most, dead));
    }

    /** With an even number, so that it begins at slot 0 and finds all. */
    private ClaimRequest claimRequest(LeaseId by, int most, LeaseId... dead) {
        claims += 2;
        return new ClaimRequest(by, claims, MAIL, new ClaimRequest.Orphans(List.of(dead), most, 8 << 20));
    }

    private static Write write(JobRecord job, long revision, boolean release, UnaryOperator<Progress.Change> change) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                revision,
                change.apply(job.progress().change()).done(),
                Optional.empty(),
                release);
    }

    private static Progress.Change intent(Progress.Change change) {
        return change.open(Optional.of(OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE)));
    }

    @Test
    void leases() {
        assertThat(records.of(() -> store.grant(ALICE, "alice", HOUR))).isEqualTo(new Cost(1, 0, 0, 1));
        clock.incrementAndGet();
        assertThat(records.of(() -> store.renew(ALICE, HOUR, Load.NONE))).isEqualTo(new Cost(1, 1, 0, 1));
        assertThat(records.of(() -> store.renew(ALICE, Duration.ZERO, Load.NONE)))
                .isEqualTo(new Cost(1, 1, 0, 0));
        assertThat(records.of(() -> store.end(ALICE, LeaseEnd.CLEAN))).isEqualTo(new Cost(1, 1, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void submissions(int n) {
        assertThat(records.of(() -> submit("job-", n))).isEqualTo(new Cost(1, 2 * n, 0, n * (1 + 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void claimsOfOrphans(int n) {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", n);
        assertThat(records.of(() -> assertThat(claim(ALICE, n)).hasSize(n)))
                .as("3 reads, the last claim, a range for nobody's lane and its end; a job: 1 read, 1 write, 3 entries")
                .isEqualTo(new Cost(1, 3 + n, 2, 1 + n * (1 + 3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void takeovers(int n) {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", n);
        claim(ALICE, n);
        store.end(ALICE, LeaseEnd.LAPSED);
        store.grant(BOB, "bob", HOUR);
        assertThat(records.of(() -> assertThat(claim(BOB, n, ALICE)).hasSize(n)))
                .as("as of orphans, and 1 read and up to 2 ranges for the dead owner; a job: 4 entries")
                .isEqualTo(new Cost(1, 3 + n + 1, 3, 1 + n * (1 + 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void writes(int n) {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", n);
        List<JobRecord> jobs = claim(ALICE, n);
        assertThat(records.of(() -> store.write(jobs.stream()
                        .map(job -> write(job, 1, false, RecordCostTest::intent))
                        .toList())))
                .as("intents")
                .isEqualTo(new Cost(1, n, 0, n));
        assertThat(records.of(() -> store.write(jobs.stream()
                        .map(job -> write(job, 2, true, UnaryOperator.identity()))
                        .toList())))
                .as("releases: 3 entries")
                .isEqualTo(new Cost(1, n, 0, n * (1 + 3)));
    }

    @Test
    void finishing() {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", 1);
        JobRecord job = claim(ALICE, 1).get(0);
        Write finish = write(job, 1, true, change -> change.status(Status.FINISHED));
        assertThat(records.of(() -> store.write(List.of(finish)))).isEqualTo(new Cost(1, 1, 0, 1 + 5));
    }

    @Test
    void commands() {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", 1);
        JobRecord job = claim(ALICE, 1).get(0);
        assertThat(records.of(() -> store.command(new Command(job.id(), job.run(), 0, new Command.Stop()))))
                .as("a stop needs no look at the owner")
                .isEqualTo(new Cost(1, 1, 0, 1 + 2));
        assertThat(records.of(() -> store.command(new Command(job.id(), job.run(), 1, new Command.Start()))))
                .isEqualTo(new Cost(1, 2, 0, 1 + 2));
    }

    @Test
    void reads() {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", 10);
        claim(ALICE, 10);
        assertThat(records.of(() -> store.find(new JobId("job-1")))).isEqualTo(new Cost(1, 1, 0, 0));
        assertThat(records.of(() -> store.owned(ALICE, Optional.empty()))).isEqualTo(new Cost(0, 10, 1, 0));
        assertThat(records.of(() -> store.list(JobQuery.all())))
                .as("a range finds each of 1 place, one the end of each of 5 statuses, one the entries")
                .isEqualTo(new Cost(1, 10, 1 + 5 + 1, 0));
    }

    @Test
    void housekeeping() {
        store.grant(ALICE, "alice", HOUR);
        submit("job-", 2);
        JobRecord job = claim(ALICE, 1).get(0);
        assertThat(records.of(() -> store.tidy(Optional.empty())))
                .as("a range for each owner and its end, a read for each owner")
                .isEqualTo(new Cost(0, 1, 2, 0));
        assertThat(records.of(() -> store.tidy(Optional.of("leases:"))))
                .as("live leases: their range alone")
                .isEqualTo(new Cost(0, 0, 1, 0));
        store.write(List.of(write(job, 1, true, change -> change.status(Status.FINISHED))));
        store.end(ALICE, LeaseEnd.CLEAN);
        assertThat(records.of(() -> store.tidy(Optional.of("leases:"))))
                .as("an ended lease: a range for its jobs, a write that marks it drained")
                .isEqualTo(new Cost(1, 0, 2, 1));
        clock.addAndGet(Retention.DEFAULT.finishedJobs().toMillis() + 1);
        assertThat(records.of(() -> store.tidy(Optional.of("finished:"))))
                .as("a finished job: 1 read, 1 write, 3 entries")
                .isEqualTo(new Cost(1, 1, 1, 1 + 3));
    }

    @Test
    void theBell() {
        assertThat(records.of(store::bell)).isEqualTo(new Cost(0, 1, 0, 0));
        assertThat(records.of(store::ring)).isEqualTo(new Cost(0, 1, 0, 1));
    }

    @Test
    void surveys() {
        store.grant(ALICE, "alice", HOUR);
        assertThat(records.of(this::survey))
                .as("leases, nobody's orphans, own stopped jobs")
                .isEqualTo(new Cost(1, 0, 3, 0));
        submit("job-", 5);
        assertThat(records.of(this::survey)).as("one orphan is looked at").isEqualTo(new Cost(1, 1, 3, 0));
        JobRecord job = claim(ALICE, 1).get(0);
        store.command(new Command(job.id(), job.run(), 0, new Command.Stop()));
        assertThat(records.of(this::survey)).as("and one stopped job").isEqualTo(new Cost(1, 2, 3, 0));
        store.grant(BOB, "bob", Duration.ofMillis(1));
        clock.addAndGet(2);
        assertThat(records.of(this::survey)).as("and one lapsed lease").isEqualTo(new Cost(1, 2, 3, 1));
    }

    private void survey() {
        store.survey(new SurveyRequest(ALICE, MAIL, Optional.empty(), 64));
    }

    @Test
    void nothingGrowsWithTheNumberOfJobs() {
        store.grant(ALICE, "alice", HOUR);
        store.grant(BOB, "bob", HOUR);
        submit("few-", 20);
        Cost few = rounds(20);
        submit("many-", 3_000);
        int claimed = 0;
        while (claimed < 3_000) {
            claimed += claim(BOB, 256).size();
        }
        submit("again-", 20);
        assertThat(rounds(20))
                .as("beside 3,000 jobs of another owner, and 20 of one's own")
                .isEqualTo(few);
    }

    /** A heartbeat, a survey and a claim, which takes all orphans. */
    private Cost rounds(int orphans) {
        return records.of(() -> {
            store.renew(ALICE, HOUR, Load.NONE);
            survey();
            assertThat(claim(ALICE, orphans)).hasSize(orphans);
        });
    }
}

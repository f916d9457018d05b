package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.tck.report.CallLog;
import io.leasehold.tck.report.Recorded;
import io.leasehold.tck.report.TellsCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every group of rules shares: a store of its own for each test, and the words in which the stories are told. */
@ExtendWith(TellsCalls.class)
abstract class RulesTck implements Recorded {
    static final LeaseId ALICE = LeaseId.of(0xa11ce);
    static final LeaseId BOB = LeaseId.of(0xb0b);
    static final LeaseId CAROL = LeaseId.of(0xca401);
    static final ReadableType MAIL = new ReadableType("mail", 1, 3);
    static final Duration HOUR = Duration.ofHours(1);

    /** By how much a duration may be off, for the real clock of a store runs on between two calls. */
    static final Duration SLACK = Duration.ofSeconds(30);

    final Map<LeaseId, Long> claims = new TreeMap<>();
    private final CallLog calls = new CallLog();
    private final Function<StoreOptions, StoreUnderTest> opening;
    private long runs;

    StoreUnderTest underTest;
    LeaseStore store;

    /** The present test's rule and sentence, for every assertion to say. */
    String rule;

    RulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        this.opening = opening;
    }

    /** How the store of each test is opened; for a group of rules that needs it otherwise to say so. */
    StoreOptions options() {
        return StoreOptions.DEFAULT.namespace("tck");
    }

    @BeforeEach
    void openStore(TestInfo test) {
        rule = test.getDisplayName();
        underTest = open(options());
        store = underTest.store();
        store.prepare(PrepareMode.CREATE);
    }

    /** Opens a store whose calls a failure will tell. */
    final StoreUnderTest open(StoreOptions options) {
        return RecordedUnderTest.of(opening.apply(options), calls);
    }

    @Override
    public final CallLog calls() {
        return calls;
    }

    @AfterEach
    void closeStore() {
        underTest.close();
    }

    static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    void passMinutes(long count) {
        underTest.pass(minutes(count));
    }

    // Leases

    /** Grants these leases for an hour each. */
    void live(LeaseId... leases) {
        Stream.of(leases).forEach(lease -> store.grant(lease, "instance " + lease, HOUR));
    }

    LeaseState ask(LeaseId lease) {
        return store.renew(lease, Duration.ZERO, Load.NONE);
    }

    /** Lets time pass until the lease has lapsed, then has a survey end it. */
    void lapse(LeaseId lease) {
        underTest.pass(HOUR);
        survey(lease, SurveyRequest.LEASES);
        assertThat(ask(lease)).as("a lapsed lease is ended by a survey").isInstanceOf(LeaseState.Ended.class);
    }

    /** What a caller without a lease of its own sees from the beginning. */
    Survey survey() {
        return survey(CAROL, 0);
    }

    Survey survey(LeaseId caller, int lapses) {
        return survey(caller, Optional.empty(), lapses);
    }

    Survey survey(LeaseId caller, Optional<LeaseId> cursor, int lapses) {
        return store.survey(new SurveyRequest(caller, List.of(MAIL), cursor, lapses));
    }

    // Jobs

    RunId newRun() {
        return RunId.of(++runs);
    }

    Submission mail(String id) {
        return mail(id, "mail", 1, Duration.ZERO);
    }

    Submission mail(String id, String type, int version, Duration delay) {
        return new Submission(
                new JobId(id), type, version, Bytes.ofUtf8("to " + id), newRun(), Optional.empty(), delay);
    }

    SubmitAnswer submit(Submission submission) {
        return store.submit(List.of(submission)).get(0);
    }

    void submit(String... ids) {
        submitAll(Stream.of(ids).map(this::mail).toList());
    }

    void submitAll(List<Submission> all) {
        for (int from = 0; from < all.size(); from += Submission.BATCH) {
            List<Submission> batch = all.subList(from, Math.min(all.size(), from + Submission.BATCH));
            assertThat(store.submit(batch))
                    .as("new jobs are created")
                    .hasSameSizeAs(batch)
                    .allMatch(SubmitAnswer.Created.class::isInstance);
        }
    }

    /** Submits {@code count} jobs: {@code job-0000} and so on. */
    List<String> submitMany(int count) {
        List<String> ids = IntStream.range(0, count)
                .mapToObj(i -> String.format("job-%04d", i))
                .toList();
        submit(ids.toArray(String[]::new));
        return ids;
    }

    JobRecord job(String id) {
        Optional<JobRecord> found = store.find(new JobId(id));
        assertThat(found).as("%s; job %s is there", rule, id).isPresent();
        return found.orElseThrow();
    }

    // Claims

    long nextClaim(LeaseId lease) {
        return claims.merge(lease, 1L, Long::sum);
    }

    List<JobRecord> claimOne(LeaseId by, String id) {
        var target = new ClaimRequest.Named(new JobId(id));
        return store.claim(new ClaimRequest(by, nextClaim(by), List.of(MAIL), target));
    }

    JobRecord take(LeaseId by, String id) {
        List<JobRecord> brought = claimOne(by, id);
        assertThat(brought).as("%s; %s can claim %s", rule, by, id).hasSize(1);
        return brought.get(0);
    }

    List<JobRecord> claim(LeaseId by, long number, LeaseId... dead) {
        var target = new ClaimRequest.Orphans(
                List.of(dead), ClaimRequest.Orphans.DEFAULT_JOBS, ClaimRequest.Orphans.DEFAULT_BYTES);
        return store.claim(new ClaimRequest(by, number, List.of(MAIL), target));
    }

    /** Claims every orphan: two claims in a row cover everything. */
    List<JobRecord> takeAll(LeaseId by, LeaseId... dead) {
        return Stream.concat(claim(by, nextClaim(by), dead).stream(), claim(by, nextClaim(by), dead).stream())
                .toList();
    }

    static List<String> ids(List<JobRecord> jobs) {
        return jobs.stream().map(job -> job.id().value()).toList();
    }

    // Writes

    static Write write(JobRecord claimed, long revision, UnaryOperator<Progress.Change> change) {
        return written(claimed, revision, change, Optional.empty(), false);
    }

    static Write release(JobRecord claimed, long revision, UnaryOperator<Progress.Change> change) {
        return written(claimed, revision, change, Optional.empty(), true);
    }

    static Write delayed(JobRecord claimed, long revision, Duration delay) {
        return written(claimed, revision, UnaryOperator.identity(), Optional.of(delay), false);
    }

    private static Write written(
            JobRecord claimed,
            long revision,
            UnaryOperator<Progress.Change> change,
            Optional<Duration> delay,
            boolean release) {
        Progress progress = change.apply(claimed.progress().change()).done();
        LeaseId owner = claimed.ownership().owner().orElseThrow();
        return new Write(claimed.id(), owner, claimed.ownership().token(), revision, progress, delay, release);
    }

    static OpenStep step(String effect) {
        return OpenStep.intent(Bytes.ofUtf8(effect), Bytes.ofUtf8("after " + effect), Pace.AT_ONCE);
    }

    /** The owner records that it is about to perform this effect. */
    static Write intent(JobRecord claimed, long revision, OpenStep step) {
        return write(claimed, revision, change -> change.open(Optional.of(step)));
    }

    WriteAnswer apply(Write write) {
        List<WriteAnswer> answers = store.write(List.of(write));
        assertThat(answers).as("%s; one write has one answer", rule).hasSize(1);
        return answers.get(0);
    }

    void applied(Write write) {
        assertThat(apply(write))
                .as("%s; the owner's next write is applied", rule)
                .isInstanceOf(WriteAnswer.Applied.class);
    }

    /** Leaves a job with this status, released. */
    void leave(LeaseId by, String id, Status status) {
        applied(release(take(by, id), 1, change -> change.status(status)));
    }

    // Orders

    CommandAnswer order(String id, Command.Order order) {
        JobRecord seen = job(id);
        return store.command(new Command(seen.id(), seen.run(), seen.commandNumber(), order));
    }

    void ordered(String id, Command.Order order) {
        assertThat(order(id, order))
                .as("%s; the order %s is carried out", rule, order)
                .isInstanceOf(CommandAnswer.Applied.class);
    }

    /** Ends a live lease. */
    void end(LeaseId lease, LeaseEnd how) {
        store.end(lease, how);
        assertThat(ask(lease)).as("R4 an end is immediate").isInstanceOf(LeaseState.Ended.class);
    }
}

package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.FaultProxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often a call goes to a PostgreSQL server and waits for its answer, as a proxy before it counts: never more for more jobs. The
 * connections are open before, and were used a moment ago.
 */
class RoundTripsTest {
    /** With other leases and types in plenty, so that lanes are many. */
    private static final List<ReadableType> TYPES = Stream.concat(
                    Samples.TYPES.stream(),
                    IntStream.range(1, 64).mapToObj(i -> new ReadableType("type " + i, 1, 1_000)))
            .toList();

    private static final String ANOTHERS = """
            INSERT INTO leasehold_job SELECT (jsonb_populate_record(j, jsonb_build_object(
                'id_key', '\\x' || encode(convert_to('job ' || x, 'UTF8'), 'hex'), 'id', 'job ' || x))).*
            FROM leasehold_job j CROSS JOIN generate_series(0, %d - 1) x WHERE id = 'seed'""";

    private final String uri = Postgres.uri();
    private final FaultProxy proxy = FaultProxy.before(uri, 5432);
    private final LeaseStore store = Stores.open(proxy.uri(), "leasehold");
    private final LeaseStore others = Stores.open(uri, "leasehold");
    private final LeaseId me = Samples.granted(store, 1);

    /** A pool looks after itself a tenth of a second after it was opened, and opens a connection more if the only one is in use then. */
    @BeforeEach
    void thePoolsAreAtRest() {
        long[] last = {0};
        await().during(Duration.ofMillis(300)).until(() -> last[0] == (last[0] = proxy.turns()));
    }

    @AfterEach
    void close() {
        store.close();
        others.close();
        proxy.close();
        Postgres.drop(uri);
    }

    @Test
    void leasesAndTheBellTakeOne() {
        assertThat(turns(() -> store.grant(LeaseId.of(9), "new", Samples.TTL))).isOne();
        assertThat(turns(() -> store.grant(LeaseId.of(9), "new", Samples.TTL))).isEqualTo(2);
        assertThat(turns(() -> store.renew(LeaseId.of(9), Samples.TTL, Load.NONE)))
                .isOne();
        assertThat(turns(() -> store.end(LeaseId.of(9), LeaseEnd.CLEAN))).isOne();
        assertThat(turns(store::bell)).isOne();
        assertThat(turns(store::ring)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aSubmissionTakesThreeAtMost(int jobs) {
        List<Submission> made = submissions(jobs);
        List<SubmitAnswer> answers = new ArrayList<>();

        assertThat(turns(() -> answers.addAll(store.submit(made)))).isEqualTo(2);
        assertThat(answers).hasSize(jobs).allMatch(SubmitAnswer.Created.class::isInstance);
        assertThat(turns(() -> store.submit(made))).as("all there").isOne();

        made.forEach(job -> others.command(new Command(job.id(), job.run(), 0, new Command.Delete(false))));
        List<Submission> mixed = Stream.concat(
                        made.stream().map(RoundTripsTest::again), submissions(jobs, "more ").stream())
                .limit(Submission.BATCH)
                .toList();
        answers.clear();
        assertThat(turns(() -> answers.addAll(store.submit(mixed))))
                .as("new ones, and some in the place of tombstones")
                .isEqualTo(2);
        assertThat(answers).hasSize(mixed.size()).allMatch(SubmitAnswer.Created.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aSubmissionThatMeetsAnotherTakesThree(int jobs) throws Exception {
        others.submit(List.of(Samples.submission("seed")));
        List<SubmitAnswer> answers = new ArrayList<>();

        long turns = Waiting.during(
                uri,
                ANOTHERS.formatted(jobs),
                () -> turns(() -> answers.addAll(store.submit(submissions(jobs)))),
                Connection::commit);
        assertThat(turns).isEqualTo(3);
        assertThat(answers).hasSize(jobs).allMatch(SubmitAnswer.Other.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aWriteTakesOneAndTwoIfNotAllWereApplied(int jobs) {
        List<JobRecord> owned = owned(me, jobs);
        List<Write> writes =
                owned.stream().map(job -> write(job, job.progress())).toList();
        List<WriteAnswer> answers = new ArrayList<>();

        assertThat(turns(() -> answers.addAll(store.write(writes)))).isOne();
        assertThat(turns(() -> answers.addAll(store.write(writes))))
                .as("repeated")
                .isEqualTo(2);
        assertThat(answers).hasSize(2 * jobs).allMatch(WriteAnswer.Applied.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aClaimTakesThreeAtMostAndARepeatedOneFour(int jobs) {
        List<LeaseId> dead = IntStream.range(0, 64)
                .mapToObj(i -> Samples.granted(others, 100 + i))
                .toList();
        owned(dead.get(63), jobs);
        dead.forEach(lease -> others.end(lease, LeaseEnd.LAPSED));
        List<JobRecord> claimed = new ArrayList<>();

        assertThat(turns(() -> claimed.addAll(claim(2, dead)))).isEqualTo(2);
        assertThat(claimed).hasSize(jobs);
        assertThat(turns(() -> assertThat(claim(2, dead)).isEqualTo(claimed)))
                .as("repeated")
                .isEqualTo(2);
        assertThat(turns(() -> assertThat(claim(4, dead)).isEmpty()))
                .as("nothing left")
                .isEqualTo(2);
        assertThat(turns(() -> assertThat(claim(4, dead)).isEmpty()))
                .as("nothing, repeated")
                .isEqualTo(3);
        assertThat(turns(() -> assertThat(claim(3, dead)).isEmpty())).as("late").isOne();
    }

    /** As others hold the rows of all that it sees. */
    @Test
    void aClaimThatLosesAllItsCandidatesTakesThreeAndARepeatedOneFour() throws Exception {
        submit("lost", 3);
        Waiting.holding(uri, "UPDATE leasehold_job SET size = size", () -> {
            assertThat(turns(() -> assertThat(claim(2, List.of())).isEmpty())).isEqualTo(3);
            assertThat(turns(() -> assertThat(claim(2, List.of())).isEmpty())).isEqualTo(4);
        });
        assertThat(claim(4, List.of())).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aNamedClaimTakesTwo(int jobs) {
        LeaseId dead = Samples.granted(others, 2);
        JobId one = owned(dead, jobs).get(0).id();
        others.end(dead, LeaseEnd.CLEAN);
        var named = new ClaimRequest(me, 2, Samples.TYPES, new ClaimRequest.Named(one));

        assertThat(turns(() -> assertThat(store.claim(named)).hasSize(1))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 256})
    void aSurveyTakesThree(int jobs) {
        owned(me, jobs).forEach(job -> others.command(new Command(job.id(), job.run(), 0, new Command.Stop())));
        IntStream.range(0, 130).forEach(i -> others.grant(LeaseId.of(100 + i), "gone", Duration.ofMillis(1)));
        LeaseId last = LeaseId.of(229);
        await().until(() ->
                others.renew(last, Duration.ZERO, Load.NONE).toString().contains("PT0S"));
        SurveyRequest all = new SurveyRequest(me, TYPES, Optional.empty(), 64);

        assertThat(turns(() -> assertThat(store.survey(all).lapsed()).isEqualTo(64)))
                .isEqualTo(3);
        assertThat(turns(() -> assertThat(store.survey(all).ended()).hasSize(64)))
                .isEqualTo(3);
        assertThat(store.survey(all).stopped()).hasSize(jobs);
    }

    @Test
    void aCommandTakesOne() {
        submit("a", 3);
        assertThat(order("a0", new Command.Stop())).isOne();
        assertThat(order("a0", new Command.Amend(Bytes.ofUtf8("other")))).isOne();
        assertThat(order("a0", new Command.Start())).isOne();
        assertThat(order("a0", new Command.Park(7))).isOne();
        assertThat(order("a0", new Command.Restart(RunId.of(77), false))).isOne();
        assertThat(order("a0", new Command.Delete(false))).isOne();
        for (Command.Verdict verdict : Command.Verdict.values()) {
            inDoubt("a1");
            assertThat(order("a1", new Command.Resolve(sequence("a1"), 1, verdict)))
                    .isOne();
        }
        JobRecord job = store.find(new JobId("a2")).orElseThrow();
        assertThat(turns(() -> store.command(new Command(job.id(), job.run(), 9, new Command.Stop()))))
                .as("stale")
                .isOne();
        assertThat(turns(() -> store.command(new Command(new JobId("none"), job.run(), 0, new Command.Stop()))))
                .as("absent")
                .isOne();
    }

    @Test
    void aCommandOnAnOwnedJobTakesThreeAtMost() {
        LeaseId other = LeaseId.of(2);
        others.grant(other, "owner", Samples.TTL);
        owned(other, 2);
        assertThat(order("job 0", new Command.Stop())).isOne();
        assertThat(order("job 0", new Command.Start())).as("its owner lives").isEqualTo(2);
        new StoredTime(uri, "leasehold").pass(Samples.TTL);
        assertThat(order("job 0", new Command.Restart(RunId.of(77), false)))
                .as("its owner has lapsed, and is ended")
                .isEqualTo(3);
        assertThat(order("job 1", new Command.Delete(false)))
                .as("its owner has ended")
                .isEqualTo(2);
    }

    private long order(String id, Command.Order order) {
        JobRecord job = others.find(new JobId(id)).orElseThrow();
        CommandAnswer[] answer = new CommandAnswer[1];
        long turns =
                turns(() -> answer[0] = store.command(new Command(job.id(), job.run(), job.commandNumber(), order)));
        assertThat(answer[0]).isInstanceOf(CommandAnswer.Applied.class);
        return turns;
    }

    /** Claims it, begins a step, and gives it back in the middle, as a park does. */
    private void inDoubt(String id) {
        LeaseId owner = LeaseId.of(5 + sequence(id));
        others.grant(owner, "owner", Samples.TTL);
        JobRecord job = others.claim(new ClaimRequest(owner, 2, Samples.TYPES, new ClaimRequest.Named(new JobId(id))))
                .get(0);
        OpenStep step = OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE);
        others.write(List.of(
                write(job, job.progress().change().open(Optional.of(step)).done())));
        order(id, new Command.Park(0));
    }

    private long sequence(String id) {
        return others.find(new JobId(id)).orElseThrow().progress().sequence();
    }

    /** Behind a use of both pools' connections, of which they ask no more then whether they still live. */
    private long turns(Runnable call) {
        store.bell();
        store.renew(me, Duration.ZERO, Load.NONE);
        long before = proxy.turns();
        call.run();
        return proxy.turns() - before;
    }

    private List<JobRecord> claim(long number, List<LeaseId> dead) {
        return store.claim(new ClaimRequest(me, number, TYPES, new ClaimRequest.Orphans(dead, 256, 8 << 20)));
    }

    /** So many new jobs of this lease. */
    private List<JobRecord> owned(LeaseId lease, int jobs) {
        others.submit(submissions(jobs));
        List<JobRecord> owned = Samples.claim(others, lease, 2);
        assertThat(owned).hasSize(jobs);
        return owned;
    }

    private void submit(String prefix, int jobs) {
        others.submit(submissions(jobs, prefix));
    }

    private static List<Submission> submissions(int jobs) {
        return submissions(jobs, "job ");
    }

    private static List<Submission> submissions(int jobs, String prefix) {
        return IntStream.range(0, jobs)
                .mapToObj(i -> Samples.submission(prefix + i))
                .toList();
    }

    private static Submission again(Submission job) {
        return new Submission(
                job.id(), job.type(), 1, job.payload(), RunId.of(4711), Optional.of(job.run()), job.delay());
    }

    private static Write write(JobRecord job, Progress progress) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                job.ownership().revision() + 1,
                progress,
                Optional.empty(),
                false);
    }
}

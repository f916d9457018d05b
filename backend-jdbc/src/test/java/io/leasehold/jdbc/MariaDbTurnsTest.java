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
import io.leasehold.store.RunId;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many round trips a call takes, however many jobs there are, as a proxy before the server sees them. */
@WithMariaDb
class MariaDbTurnsTest {
    private static final int JOBS = 256;

    private final String uri = MariaDb.uri();
    private final FaultProxy proxy = FaultProxy.before(uri, 3306);
    private final LeaseStore store = Stores.open(proxy.uri(), "leasehold");
    private final LeaseId lease = Samples.granted(store, 1);

    /** A pool looks after itself a tenth of a second after it was opened, and opens a connection more if the only one is in use then. */
    @BeforeEach
    void thePoolsAreAtRest() {
        long[] last = {0};
        await().during(Duration.ofMillis(300)).until(() -> last[0] == (last[0] = proxy.turns()));
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
        MariaDb.drop(uri);
    }

    @Test
    void ofHeartbeatsAndBells() {
        assertThat(turns(() -> Samples.granted(store, 2))).isEqualTo(1);
        assertThat(turns(() -> Samples.granted(store, 2))).isEqualTo(2);
        assertThat(turns(() -> store.renew(lease, Samples.TTL, Load.NONE))).isEqualTo(1);
        assertThat(turns(store::ring)).isEqualTo(1);
        assertThat(turns(store::bell)).isEqualTo(1);
        assertThat(turns(() -> store.end(lease, LeaseEnd.CLEAN))).isEqualTo(1);
    }

    @Test
    void ofASubmission() {
        List<Submission> jobs = submissions("a");

        assertThat(turns(() -> assertThat(store.submit(jobs)).hasOnlyElementsOfType(SubmitAnswer.Created.class)))
                .isEqualTo(2);
        assertThat(turns(() -> assertThat(store.submit(jobs)).hasOnlyElementsOfType(SubmitAnswer.Same.class)))
                .isEqualTo(1);
        jobs.forEach(job -> store.command(new Command(job.id(), job.run(), 0, new Command.Delete(true))));
        List<Submission> mixed = Stream.concat(
                        jobs.stream().limit(JOBS / 2).map(MariaDbTurnsTest::replacing),
                        submissions("b").stream().limit(JOBS / 2))
                .toList();
        assertThat(turns(() -> assertThat(store.submit(mixed)).hasOnlyElementsOfType(SubmitAnswer.Created.class)))
                .isEqualTo(2);
    }

    @Test
    void ofAClaimAndOfWhatItsOwnerWrites() {
        LeaseId former = Samples.granted(store, 2);
        store.submit(submissions("a"));
        assertThat(Samples.claim(store, former, 2)).hasSize(JOBS);
        store.end(former, LeaseEnd.LAPSED);
        store.submit(submissions("b"));
        List<JobRecord> claimed = new ArrayList<>();

        assertThat(turns(() -> claimed.addAll(claim(2, former)))).isEqualTo(2);
        assertThat(claimed).hasSize(JOBS);
        assertThat(turns(() -> assertThat(claim(2, former)).isEqualTo(claimed))).isEqualTo(1);
        assertThat(turns(() -> assertThat(store.write(
                                claimed.stream().map(MariaDbTurnsTest::write).toList()))
                        .hasOnlyElementsOfType(WriteAnswer.Applied.class)))
                .isEqualTo(2);
        while (claimed.size() < 2 * JOBS) {
            claimed.addAll(claim(claimed.size() * 2L, former));
        }
        assertThat(turns(() -> assertThat(claim(10_000, former)).isEmpty())).isEqualTo(1);
    }

    private List<JobRecord> claim(long number, LeaseId... dead) {
        return Samples.claim(store, lease, number, dead);
    }

    @Test
    void ofACommandOnAJobThatNobodyOwns() {
        Samples.submit(store, "free", "doubtful", "other");

        assertThat(order("free", new Command.Stop())).isOne();
        assertThat(order("free", new Command.Amend(Bytes.ofUtf8("other")))).isOne();
        assertThat(order("free", new Command.Start())).isOne();
        assertThat(order("free", new Command.Park(7))).isOne();
        assertThat(order("free", new Command.Restart(RunId.of(77), false))).isOne();
        assertThat(order("free", new Command.Delete(false))).isOne();
        for (Command.Verdict verdict : Command.Verdict.values()) {
            inDoubt("doubtful");
            assertThat(order(
                            "doubtful",
                            new Command.Resolve(job("doubtful").progress().sequence(), 1, verdict)))
                    .isOne();
        }
        assertThat(job("doubtful").progress().doubts().count()).isEqualTo(3);
        assertThat(job("doubtful").progress().doubts().last()).hasSize(3);
        RunId run = Samples.submission("other").run();
        Command stale = new Command(new JobId("other"), run, 9, new Command.Stop());
        assertThat(turns(() -> assertThat(store.command(stale)).isInstanceOf(CommandAnswer.Stale.class)))
                .isOne();
        Command absent = new Command(new JobId("none"), run, 0, new Command.Stop());
        assertThat(turns(() -> assertThat(store.command(absent)).isInstanceOf(CommandAnswer.Absent.class)))
                .isOne();
    }

    @Test
    void ofACommandWithAnOwnerToJudge() {
        Samples.submit(store, "a", "b");
        assertThat(Samples.claim(store, lease, 1)).hasSize(2);

        assertThat(order("a", new Command.Stop())).as("whoever owns it").isOne();
        assertThat(order("a", new Command.Start())).as("its owner lives").isEqualTo(2);
        new StoredTime(uri, "leasehold").pass(Samples.TTL);
        assertThat(order("a", new Command.Restart(RunId.of(77), false)))
                .as("its owner has lapsed, and is ended")
                .isEqualTo(3);
        assertThat(order("b", new Command.Delete(false)))
                .as("its owner has ended")
                .isEqualTo(2);
    }

    private long order(String id, Command.Order order) {
        JobRecord job = job(id);
        Command command = new Command(job.id(), job.run(), job.commandNumber(), order);
        return turns(() -> assertThat(store.command(command)).isInstanceOf(CommandAnswer.Applied.class));
    }

    /** Claims it, begins a step, and gives it back in the middle, as a park does. */
    private void inDoubt(String id) {
        LeaseId owner = Samples.granted(store, 5 + job(id).progress().sequence());
        JobRecord job = store.claim(new ClaimRequest(owner, 2, Samples.TYPES, new ClaimRequest.Named(new JobId(id))))
                .get(0);
        OpenStep step = OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE);
        store.write(List.of(
                write(job, job.progress().change().open(Optional.of(step)).done())));
        order(id, new Command.Park(0));
    }

    private JobRecord job(String id) {
        return store.find(new JobId(id)).orElseThrow();
    }

    @Test
    void ofASurvey() {
        for (int i = 0; i < 80; i++) {
            LeaseId ended = Samples.granted(store, 100 + i);
            store.end(ended, LeaseEnd.CLEAN);
        }
        for (int i = 0; i < 40; i++) {
            Samples.granted(store, 300 + i);
        }
        new StoredTime(uri, "leasehold").pass(Samples.TTL.plusSeconds(1));
        store.submit(submissions("a"));
        SurveyRequest request = new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64);

        assertThat(turns(() -> assertThat(store.survey(request).lapsed()).isEqualTo(41)))
                .isEqualTo(1);
        assertThat(turns(() -> assertThat(store.survey(request).orphans()).isTrue()))
                .isEqualTo(1);
    }

    /** Right behind another call, so that no pool asks first whether its connection is still alive. */
    private long turns(Runnable call) {
        store.renew(lease, Duration.ZERO, Load.NONE);
        store.bell();
        long before = proxy.turns();
        call.run();
        return proxy.turns() - before;
    }

    private static List<Submission> submissions(String prefix) {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> Samples.submission(prefix + i))
                .toList();
    }

    private static Submission replacing(Submission former) {
        return new Submission(
                former.id(),
                former.type(),
                former.stateVersion(),
                former.payload(),
                RunId.of(former.id().hashCode() + 1L),
                Optional.of(former.run()),
                former.delay());
    }

    private static Write write(JobRecord job) {
        return write(job, job.progress().change().sequence(2).done());
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

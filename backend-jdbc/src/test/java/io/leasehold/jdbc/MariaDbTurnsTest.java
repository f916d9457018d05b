package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
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
    void ofACommand() {
        Samples.submit(store, "free", "owned");
        RunId free = Samples.submission("free").run();

        assertThat(turns(() -> store.command(new Command(new JobId("free"), free, 0, new Command.Stop()))))
                .isLessThanOrEqualTo(2);
        assertThat(Samples.claim(store, lease, 1)).hasSize(1);
        RunId owned = Samples.submission("owned").run();
        assertThat(turns(() -> store.command(new Command(new JobId("owned"), owned, 0, new Command.Stop()))))
                .isLessThanOrEqualTo(3);
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
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                1,
                job.progress().change().sequence(2).done(),
                Optional.empty(),
                false);
    }
}

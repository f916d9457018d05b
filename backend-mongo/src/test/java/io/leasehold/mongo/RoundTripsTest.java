package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many commands a call sends at most, however many jobs there are, as the driver tells them. */
class RoundTripsTest {
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);

    private final Commands commands = new Commands();
    private final LeaseStore store =
            MongoLeaseStore.over(commands.client(), StandIn.freshDatabase(), StoreOptions.DEFAULT);

    @BeforeEach
    void prepare() {
        store.prepare(PrepareMode.CREATE);
        store.grant(ALICE, "alice", Samples.TTL);
    }

    @AfterEach
    void close() {
        store.close();
        commands.close();
    }

    private int trips(Runnable call) {
        return commands.of(call).size();
    }

    @Test
    void leasesAndTheBellTakeOne() {
        assertThat(trips(() -> store.grant(BOB, "bob", Samples.TTL))).isEqualTo(1);
        assertThat(trips(() -> store.grant(BOB, "bob", Samples.TTL)))
                .as("one that exists is read")
                .isEqualTo(2);
        assertThat(trips(() -> store.renew(ALICE, Samples.TTL, Load.NONE))).isEqualTo(1);
        assertThat(trips(() -> store.renew(ALICE, Duration.ZERO, Load.NONE))).isEqualTo(1);
        assertThat(trips(() -> store.end(BOB, LeaseEnd.CLEAN))).isEqualTo(1);
        assertThat(trips(store::ring)).isEqualTo(1);
        assertThat(trips(store::bell)).isEqualTo(1);
    }

    @Test
    void submittingTakesThree() {
        List<Submission> some = jobs(0, 256);
        assertThat(trips(() -> store.submit(some))).as("nothing is there").isEqualTo(2);
        assertThat(trips(() -> store.submit(some))).as("all is there").isEqualTo(1);
        for (int i = 0; i < 256; i++) {
            store.command(new Command(new JobId("job " + i), RunId.of(i + 1L), 0, new Command.Delete(false)));
        }
        List<Submission> again = some.stream().map(RoundTripsTest::replacing).toList();
        assertThat(trips(() -> assertThat(store.submit(again)).hasOnlyElementsOfType(SubmitAnswer.Created.class)))
                .as("tombstones are there")
                .isEqualTo(2);
    }

    private static List<Submission> jobs(int from, int to) {
        return IntStream.range(from, to).mapToObj(Samples::submission).toList();
    }

    private static Submission replacing(Submission job) {
        return new Submission(
                job.id(),
                job.type(),
                1,
                Bytes.ofUtf8("other"),
                RunId.of(1_000_000),
                Optional.of(job.run()),
                Duration.ZERO);
    }

    @Test
    void aCommandTakesOneAndFourWithAnOwnerToJudge() {
        Samples.submit(store, 0, 2);
        assertThat(commanded(0, 0, new Command.Stop())).isEqualTo(1);
        assertThat(commanded(0, 1, new Command.Start())).isEqualTo(1);
        assertThat(commanded(0, 2, new Command.Amend(Bytes.ofUtf8("b")))).isEqualTo(1);
        assertThat(commanded(0, 3, new Command.Park(3))).isEqualTo(1);
        assertThat(commanded(0, 4, new Command.Restart(RunId.of(1), false))).isEqualTo(1);
        assertThat(commanded(0, 5, new Command.Delete(false))).isEqualTo(1);

        store.grant(BOB, "bob", Duration.ofMillis(1));
        assertThat(Samples.claim(store, BOB, 2)).hasSize(1);
        assertThat(commanded(1, 0, new Command.Start())).as("owned").isEqualTo(3);
        assertThat(commanded(1, 1, new Command.Restart(RunId.of(2), false)))
                .as("its owner has lapsed")
                .isEqualTo(4);
    }

    private int commanded(int job, long number, Command.Order order) {
        Command command = new Command(new JobId("job " + job), RunId.of(job + 1L), number, order);
        return trips(() -> assertThat(store.command(command)).isInstanceOf(CommandAnswer.Applied.class));
    }

    @Test
    void aClaimTakesFourAWriteTwoHoweverMany() {
        Samples.submit(store, 0, 300);
        assertThat(trips(() -> assertThat(Samples.claim(store, ALICE, 2)).hasSize(256)))
                .isEqualTo(4);
        assertThat(trips(() -> assertThat(Samples.claim(store, ALICE, 2)).hasSize(256)))
                .as("a repeat that brings the same")
                .isEqualTo(2);
        List<JobRecord> owned = Samples.claim(store, ALICE, 2);
        assertThat(trips(() -> assertThat(store.write(owned.stream()
                                .map(job -> Samples.intent(job, 1))
                                .toList()))
                        .hasOnlyElementsOfType(WriteAnswer.Applied.class)))
                .isEqualTo(2);
        assertThat(trips(() -> store.find(owned.get(0).id()))).isEqualTo(1);
        assertThat(trips(() -> store.list(JobQuery.all()))).isEqualTo(1);
        assertThat(trips(() ->
                        assertThat(store.owned(ALICE, Optional.empty()).jobs()).hasSize(256)))
                .isEqualTo(1);
        assertThat(trips(() -> assertThat(Samples.claim(store, ALICE, 4)).hasSize(44)))
                .isEqualTo(4);
    }

    @Test
    void aRepeatedClaimThatHadBroughtNothingTakesOneMore() {
        assertThat(Samples.claim(store, ALICE, 2)).isEmpty();
        Samples.submit(store, 0, 10);
        assertThat(trips(() -> assertThat(Samples.claim(store, ALICE, 2)).hasSize(10)))
                .isEqualTo(5);
    }

    @Test
    void aSurveyTakesFour() {
        Samples.submit(store, 0, 10);
        SurveyRequest asked = new SurveyRequest(ALICE, Samples.TYPES, Optional.empty(), SurveyRequest.LEASES);
        assertThat(trips(() -> store.survey(asked))).as("nobody has lapsed").isEqualTo(3);
        for (int i = 10; i < 20; i++) {
            store.grant(LeaseId.of(i), "short", Duration.ofMillis(1));
        }
        assertThat(trips(() -> assertThat(store.survey(asked).lapsed()).isEqualTo(10)))
                .isEqualTo(4);
    }
}

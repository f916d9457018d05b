package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.TokenFloor;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens between two statements of a call does no harm: each story names the statement behind which something else comes first. */
class InterleavingTest {
    private static final JobId JOB = new JobId("a");
    private static final Retention KEPT = Retention.DEFAULT.tombstones(Duration.ofHours(1));

    final String uri = database();
    final LeaseStore others = Stores.open(uri, "leasehold", KEPT);

    LeaseId dead = LeaseId.of(0);
    LeaseId lease = LeaseId.of(0);

    /** An empty one. */
    String database() {
        return Stores.memoryUri();
    }

    @BeforeEach
    void aJobOfADeadOwner() {
        Samples.submit(others, JOB.value());
        dead = Samples.granted(others, 1);
        Samples.claim(others, dead, 2);
        others.end(dead, LeaseEnd.CLEAN);
        lease = Samples.granted(others, 2);
    }

    @AfterEach
    void close() {
        others.close();
    }

    @Test
    void aLeaseThatEndsOnceItsClaimWasAcceptedTakesNothingOver() {
        try (LeaseStore store = behind("last_claim = ", () -> others.end(lease, LeaseEnd.LOST))) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
            assertThat(job().ownership().owner()).contains(dead);
            assertThat(job().takeovers()).isEmpty();
        }
    }

    @Test
    void norDoesItTakeAFreeJob() {
        Samples.submit(others, "free");
        try (LeaseStore store = behind("last_claim = ", () -> others.end(lease, LeaseEnd.LOST))) {
            assertThat(Samples.claim(store, lease, 2)).isEmpty();
            assertThat(others.find(new JobId("free")).orElseThrow().ownership().token())
                    .isZero();
        }
    }

    @Test
    void aLeaseThatEndsOnceItHasTakenAnswersNothingAndLeavesAnOrphan() {
        endedOnceItHasTaken(0);
    }

    void endedOnceItHasTaken(int answered) {
        try (LeaseStore store = behind("takeovers = ", () -> others.end(lease, LeaseEnd.LOST))) {
            assertThat(Samples.claim(store, lease, 2, dead)).hasSize(answered);
            assertThat(job().ownership().owner()).contains(lease);

            LeaseId next = Samples.granted(others, 3);
            assertThat(Samples.claim(others, next, 2, lease)).hasSize(1);
            assertThat(job().ownership().token()).isEqualTo(3);
        }
    }

    @Test
    void anEndedRecordThatIsGoneOnceItWasReadIsNoEvidenceAnyMore() {
        Runnable loss = () -> new StoredTime(uri, "leasehold").lose(dead);
        try (LeaseStore store = behindEvidence(loss)) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
            assertThat(job().ownership().owner()).contains(dead);
        }
    }

    @Test
    void aJobThatAnotherTookOnceItWasACandidateIsTheOthers() {
        LeaseId other = Samples.granted(others, 3);
        try (LeaseStore store = behindCandidates(() -> Samples.claim(others, other, 2, dead))) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
            assertThat(job().ownership().owner()).contains(other);
            assertThat(job().ownership().token()).isEqualTo(2);
        }
    }

    @Test
    void whoLosesAllItsCandidatesLooksOnceMore() {
        Samples.submit(others, "b");
        LeaseId other = Samples.granted(others, 3);
        try (LeaseStore store = behindCandidates(() -> one(others, other))) {
            assertThat(one(store, lease)).hasSize(1);
            assertThat(others.owned(other, Optional.empty()).jobs()).hasSize(1);
        }
    }

    private List<JobRecord> one(LeaseStore store, LeaseId by) {
        return store.claim(new ClaimRequest(by, 2, Samples.TYPES, new ClaimRequest.Orphans(List.of(dead), 1, 8 << 20)));
    }

    @Test
    void aStopThatComesOnceAJobWasACandidateIsKept() {
        try (LeaseStore store = behindCandidates(() -> order(0, new Command.Stop()))) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
        }
    }

    @Test
    void aStateThatTheClaimerCannotReadIsNotTaken() {
        Runnable newer = () -> others.write(List.of(new Write(
                JOB, dead, 1, 1, job().progress().change().stateVersion(2).done(), Optional.empty(), false)));
        try (LeaseStore store = behindCandidates(newer)) {
            assertThat(Samples.claim(store, lease, 2, dead)).isEmpty();
        }
    }

    @Test
    void aWriteThatHearsOfATakeoverBeforeItIsReadBackIsFenced() {
        assertThat(writeThatATakeoverFollows()).isEqualTo(new WriteAnswer.Fenced());
    }

    WriteAnswer writeThatATakeoverFollows() {
        try (LeaseStore store = behind("revision = ", () -> Samples.claim(others, lease, 2, dead))) {
            Write write = new Write(JOB, dead, 1, 1, job().progress(), Optional.empty(), false);
            WriteAnswer answer = store.write(List.of(write)).get(0);
            assertThat(job().ownership().owner()).contains(lease);
            return answer;
        }
    }

    @Test
    void ofTwoCommandsWithOneNumberTheSecondIsStale() {
        try (LeaseStore store = behind("owner_standing", () -> order(0, new Command.Stop()))) {
            CommandAnswer answer = store.command(new Command(JOB, job().run(), 0, new Command.Start()));

            assertThat(answer).isInstanceOf(CommandAnswer.Stale.class);
            assertThat(job().runnable()).isFalse();
            assertThat(job().commandNumber()).isEqualTo(1);
        }
    }

    @Test
    void aDeleteSeesAClaimThatComesOnceItHasReadTheJob() {
        try (LeaseStore store = behind("owner_standing", () -> Samples.claim(others, lease, 2, dead))) {
            assertThat(store.command(new Command(JOB, job().run(), 0, new Command.Delete(true))))
                    .isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.OWNED));
        }
    }

    @Test
    void aDeleteOfALapsedOwnersJobIsCarriedOutThoughAnotherEndsTheOwner() {
        Samples.claim(others, lease, 2, dead);
        pass(Samples.TTL);
        Runnable ends = () -> others.end(lease, LeaseEnd.LAPSED);
        try (LeaseStore store = behind("owner_standing", ends)) {
            assertThat(store.command(new Command(JOB, job().run(), 0, new Command.Delete(true))))
                    .isInstanceOf(CommandAnswer.Applied.class);
        }
    }

    @Test
    void aDeleteOfALapsedOwnersJobIsRefusedIfTheOwnerIsRenewed() {
        Samples.claim(others, lease, 2, dead);
        pass(Samples.TTL);
        try (LeaseStore store = behind("owner_standing", () -> others.renew(lease, Samples.TTL, Load.NONE))) {
            assertThat(store.command(new Command(JOB, job().run(), 0, new Command.Delete(true))))
                    .isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.OWNED));
        }
    }

    @Test
    void ofTwoSubmissionsForOneTombstoneTheFirstReplacesIt() {
        order(0, new Command.Delete(true));
        Runnable other = () -> others.submit(List.of(replacing("other", RunId.of(8))));
        try (LeaseStore store = behind("digest, deleted", other)) {
            assertThat(store.submit(List.of(replacing("mine", RunId.of(9)))))
                    .containsExactly(new SubmitAnswer.Other(RunId.of(8), false));
        }
    }

    @Test
    void aTombstoneOfALaterRunIsNotReplaced() {
        order(0, new Command.Delete(true));
        Runnable another = () -> {
            others.submit(List.of(replacing("other", RunId.of(8))));
            others.command(new Command(JOB, RunId.of(8), 1, new Command.Delete(true)));
        };
        try (LeaseStore store = behind("digest, deleted", another)) {
            assertThat(store.submit(List.of(replacing("mine", RunId.of(9)))))
                    .containsExactly(new SubmitAnswer.Other(RunId.of(8), true));
        }
    }

    @Test
    void aTombstoneThatIsReplacedOnceItWasDueIsAJobAgain() {
        order(0, new Command.Delete(true));
        pass(Duration.ofHours(2));
        tidy(others);
        pass(TokenFloor.STANDING);
        Runnable resubmitted = () -> others.submit(List.of(replacing("other", RunId.of(8))));
        try (LeaseStore store = behind("R18 the oldest first", resubmitted)) {
            assertThat(tidy(store)).isZero();
            assertThat(job().run()).isEqualTo(RunId.of(8));
            assertThat(job().ownership().token()).isEqualTo(1);
        }
    }

    @Test
    void aTombstoneThatIsLeftAnewOnceTheOldOneWasDueStays() {
        order(0, new Command.Delete(true));
        pass(Duration.ofHours(2));
        tidy(others);
        pass(TokenFloor.STANDING);
        Runnable anew = () -> {
            others.submit(List.of(replacing("other", RunId.of(8))));
            others.command(new Command(JOB, RunId.of(8), 1, new Command.Delete(true)));
        };
        try (LeaseStore store = behind("R18 the oldest first", anew)) {
            assertThat(tidy(store)).isZero();
            assertThat(others.submit(List.of(replacing("mine", RunId.of(9)))))
                    .containsExactly(new SubmitAnswer.Other(RunId.of(8), true));
        }
    }

    @Test
    void aFloorThatRisesOnceItWasReadLetsNothingGoBeforeItStands() {
        order(0, new Command.Delete(true));
        pass(Duration.ofHours(2));
        tidy(others);
        pass(TokenFloor.STANDING);
        Runnable raised = () -> new StoredTime(uri, "leasehold").raiseFloor(9);
        try (LeaseStore store = behind("R18 the oldest first", raised)) {
            assertThat(tidy(store)).isZero();
        }
    }

    @Test
    void aSubmissionWhoseTombstoneGoesOnceItWasReadCreatesNothing() {
        order(0, new Command.Delete(true));
        pass(Duration.ofHours(2));
        tidy(others);
        pass(TokenFloor.STANDING);
        try (LeaseStore store = behind("digest, deleted", () -> tidy(others))) {
            assertThat(store.submit(List.of(replacing("mine", RunId.of(9)))))
                    .containsExactly(new SubmitAnswer.Other(
                            Samples.submission(JOB.value()).run(), true));
            assertThat(store.submit(List.of(Samples.submission(JOB.value()))))
                    .containsExactly(new SubmitAnswer.Created(
                            Samples.submission(JOB.value()).run()));
            assertThat(job().ownership().token()).isEqualTo(1);
        }
    }

    @Test
    void aSubmissionThatFoundNothingBeginsAtTheFloorAsItIsWhenTheJobIsCreated() {
        try (LeaseStore store = behind("digest, deleted", () -> new StoredTime(uri, "leasehold").raiseFloor(9))) {
            store.submit(List.of(Samples.submission("new")));
            assertThat(others.find(new JobId("new")).orElseThrow().ownership().token())
                    .isEqualTo(9);
        }
    }

    @Test
    void withoutAFloorNothingIsCreatedAndNothingGoes() {
        order(0, new Command.Delete(true));
        pass(Duration.ofHours(2));
        new StoredTime(uri, "leasehold").loseFloor();

        assertThat(tidy(others)).isZero();
        assertThatThrownBy(() -> Samples.submit(others, "new")).isInstanceOf(StoreRejected.class);
        assertThat(others.find(new JobId("new"))).isEmpty();
    }

    @Test
    void ofTwoSubmissionsForOneIdTheFirstCreatesIt() {
        try (LeaseStore store = behind("digest, deleted", () -> Samples.submit(others, "new"))) {
            assertThat(store.submit(List.of(Samples.submission("new"))))
                    .containsExactly(
                            new SubmitAnswer.Same(Samples.submission("new").run(), false));
        }
    }

    @Test
    void aDeadOwnerThatClaimsNothingMoreIsNotDrainedWhileAJobNamesIt() {
        LeaseId empty = Samples.granted(others, 3);
        others.end(empty, LeaseEnd.CLEAN);
        Runnable renamed = () -> new StoredTime(uri, "leasehold").name(JOB, empty);
        try (LeaseStore store = behind("AS named", renamed)) {
            assertThat(store.tidy(Optional.of(JdbcHousekeeping.LEASES)).drained())
                    .isZero();
        }
    }

    /** Something happens once dead owners have been read, and before a job of theirs is taken. */
    LeaseStore behindEvidence(Runnable event) {
        return behind("slot >= ", event);
    }

    /** Something happens once a claim has seen its candidates, and before it takes them. */
    LeaseStore behindCandidates(Runnable event) {
        return behind("slot >= ", event);
    }

    final LeaseStore behind(String statement, Runnable event) {
        return JdbcLeaseStore.over(
                Interleaved.behind(Direct.source(uri), statement, event), StoreOptions.DEFAULT.retention(KEPT));
    }

    private void pass(Duration time) {
        new StoredTime(uri, "leasehold").pass(time);
    }

    /** How many tombstones a walk removes. */
    private static int tidy(LeaseStore store) {
        int purged = 0;
        Optional<String> cursor = Optional.of(JdbcHousekeeping.TOMBSTONES);
        do {
            TidyAnswer answer = store.tidy(cursor);
            purged += answer.purged();
            cursor = answer.next();
        } while (cursor.isPresent());
        return purged;
    }

    private void order(long number, Command.Order order) {
        assertThat(others.command(new Command(JOB, job().run(), number, order)))
                .isInstanceOf(CommandAnswer.Applied.class);
    }

    private Submission replacing(String payload, RunId run) {
        Submission sample = Samples.submission(JOB.value());
        return new Submission(
                JOB,
                "mail",
                1,
                io.leasehold.store.Bytes.ofUtf8(payload),
                run,
                Optional.of(sample.run()),
                sample.delay());
    }

    JobRecord job() {
        return others.find(JOB).orElseThrow();
    }
}

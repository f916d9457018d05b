package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others do between two commands of one call. Each change is decided by the record as it is then. */
class InterleavingTest {
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);
    private static final LeaseId CAROL = LeaseId.of(3);
    private static final JobId JOB = new JobId("job 0");
    private static final RunId RUN = RunId.of(1);
    private static final LockName LOCK = new LockName("lock");

    /** A claim's commands. */
    private static final int FIND = 2;

    private static final int TAKE = 3;
    private static final int READ = 4;

    private final String database = StandIn.freshDatabase();
    private final LeaseStore store = Samples.store(database);
    private final Behind behind = new Behind(database, StoreOptions.DEFAULT.namespace());
    private final Interposed slow = new Interposed(database);

    @BeforeEach
    void twoInstancesAndAJob() {
        store.grant(ALICE, "alice", Samples.TTL);
        store.grant(BOB, "bob", Samples.TTL);
        store.submit(List.of(Samples.submission(0)));
    }

    @AfterEach
    void close() {
        assertThat(slow.happened()).as("that something came between").isTrue();
        slow.close();
        store.close();
        behind.close();
    }

    private JobRecord job() {
        return store.find(JOB).orElseThrow();
    }

    private JobRecord owned(LeaseId lease, LeaseId... dead) {
        List<JobRecord> claimed = Samples.claim(store, lease, 2, dead);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private CommandAnswer commanded(Command.Order order) {
        return store.command(new Command(JOB, RUN, job().commandNumber(), order));
    }

    // Claims

    /** The job rested, so there was no work in hand when the claim found it; there is since that write (R10). */
    @Test
    void aFormerOwnersLateWriteCounts() {
        JobRecord mine = owned(ALICE);
        store.write(List.of(Samples.resting(mine, 1, Duration.ofHours(1))));
        store.end(ALICE, LeaseEnd.LAPSED);

        List<JobRecord> taken =
                Samples.claim(slow.before(TAKE, () -> store.write(List.of(Samples.intent(mine, 2)))), BOB, 2, ALICE);

        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).progress().open())
                .as("the step that it recorded")
                .isPresent();
        assertThat(taken.get(0).progress().lapses()).isEqualTo(1);
        assertThat(taken.get(0).ownership().token()).isEqualTo(2);
    }

    @Test
    void whoWasQuickerHasTheJob() {
        List<JobRecord> taken = Samples.claim(slow.before(TAKE, () -> owned(ALICE)), BOB, 2);

        assertThat(taken).isEmpty();
        assertThat(job().ownership().is(ALICE, 1)).isTrue();
    }

    @Test
    void aJobThatIsStoppedMeanwhileIsNotTaken() {
        List<JobRecord> taken = Samples.claim(slow.before(TAKE, () -> commanded(new Command.Stop())), BOB, 2);

        assertThat(taken).isEmpty();
        assertThat(job().ownership().owner()).isEmpty();
    }

    @Test
    void aRunThatBeganMeanwhileIsClaimedAsItIs() {
        List<JobRecord> taken =
                Samples.claim(slow.before(TAKE, () -> commanded(new Command.Restart(RunId.of(9), false))), BOB, 2);

        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).run()).isEqualTo(RunId.of(9));
    }

    @Test
    void aLeaseThatEndsBeforeItLooksTakesNothingThatItAnswers() {
        List<JobRecord> taken = Samples.claim(slow.before(FIND, () -> store.end(BOB, LeaseEnd.LOST)), BOB, 2);

        assertThat(taken).isEmpty();
        assertThat(owned(ALICE, BOB).id()).isEqualTo(JOB);
    }

    @Test
    void aLeaseThatEndsAfterItTookAnswersNothingAndTheJobIsAnOrphan() {
        List<JobRecord> taken = Samples.claim(slow.before(READ, () -> store.end(BOB, LeaseEnd.LOST)), BOB, 2);

        assertThat(taken).isEmpty();
        assertThat(owned(ALICE, BOB).ownership().token()).isEqualTo(2);
    }

    @Test
    void whatAnotherHasTakenMeanwhileIsNotAnswered() {
        List<JobRecord> taken = Samples.claim(
                slow.before(READ, () -> {
                    store.end(BOB, LeaseEnd.LAPSED);
                    owned(ALICE, BOB);
                }),
                BOB,
                2);

        assertThat(taken).isEmpty();
        assertThat(job().ownership().is(ALICE, 2)).isTrue();
    }

    @Test
    void aRepeatOfAClaimThatIsUnderWayTakesNothingTwice() {
        List<JobRecord> taken = Samples.claim(slow.before(TAKE, () -> owned(BOB)), BOB, 2);

        assertThat(taken).as("what the repeat has brought, and nothing else").hasSize(1);
        assertThat(taken.get(0).ownership().is(BOB, 1)).isTrue();
        assertThat(job().ownership().is(BOB, 1)).isTrue();
    }

    // Writes

    @Test
    void aWriteThatAnotherClaimFollowsIsFenced() {
        JobRecord mine = owned(ALICE);

        List<WriteAnswer> answers = slow.before(2, () -> {
                    store.end(ALICE, LeaseEnd.LAPSED);
                    owned(BOB, ALICE);
                })
                .write(List.of(Samples.intent(mine, 1)));

        assertThat(answers).containsExactly(new WriteAnswer.Fenced());
        assertThat(job().progress().open()).as("applied before the claim").isPresent();
    }

    @Test
    void aWriteAfterTheNextClaimChangesNothing() {
        JobRecord mine = owned(ALICE);

        List<WriteAnswer> answers = slow.before(1, () -> {
                    store.end(ALICE, LeaseEnd.LAPSED);
                    owned(BOB, ALICE);
                })
                .write(List.of(Samples.intent(mine, 1)));

        assertThat(answers).containsExactly(new WriteAnswer.Fenced());
        assertThat(job().progress().open()).isEmpty();
    }

    @Test
    void aStopBetweenWriteAndAnswerIsHeard() {
        JobRecord mine = owned(ALICE);

        List<WriteAnswer> answers =
                slow.before(2, () -> commanded(new Command.Stop())).write(List.of(Samples.intent(mine, 1)));

        assertThat(answers).containsExactly(new WriteAnswer.Applied(Wish.STOPPED, 1));
    }

    @Test
    void aDeletedRecordIsTold() {
        JobRecord mine = owned(ALICE);

        List<WriteAnswer> answers = slow.before(2, () -> behind.records("jobs").deleteMany(Fields.of()))
                .write(List.of(Samples.intent(mine, 1)));

        assertThat(answers).containsExactly(new WriteAnswer.Regressed(WriteAnswer.Loss.NO_RECORD));
    }

    // Leases

    @Test
    void aRenewalSavesALeaseThatASurveySawLapsed() {
        store.grant(CAROL, "carol", Duration.ofMillis(1));
        behind.pass(Duration.ofSeconds(1));

        Survey survey = slow.before(2, () -> store.renew(CAROL, Samples.TTL, Load.NONE))
                .survey(new SurveyRequest(ALICE, Samples.TYPES, Optional.empty(), 64));

        assertThat(survey.lapsed()).isZero();
        assertThat(survey.ended()).isEmpty();
        assertThat(store.renew(CAROL, Duration.ZERO, Load.NONE)).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    void ofTwoSurveysOneEndsALease() {
        store.grant(CAROL, "carol", Duration.ofMillis(1));
        behind.pass(Duration.ofSeconds(1));
        SurveyRequest asked = new SurveyRequest(ALICE, Samples.TYPES, Optional.empty(), 64);

        Survey survey = slow.before(
                        2, () -> assertThat(store.survey(asked).lapsed()).isEqualTo(1))
                .survey(asked);

        assertThat(survey.lapsed()).isZero();
    }

    @Test
    void aGrantSavesALeaseThatWasToBeBuried() {
        behind.name(JOB, CAROL);

        slow.before(3, () -> store.grant(CAROL, "carol", Samples.TTL)).tidy(Optional.empty());

        assertThat(store.renew(CAROL, Duration.ZERO, Load.NONE)).isInstanceOf(LeaseState.Live.class);
    }

    // The operator

    @Test
    void anOwnerThatIsRenewedKeepsItsJob() {
        store.grant(CAROL, "carol", Duration.ofMillis(1));
        owned(CAROL);
        behind.pass(Duration.ofSeconds(1));

        CommandAnswer answer = slow.before(3, () -> store.renew(CAROL, Samples.TTL, Load.NONE))
                .command(new Command(JOB, RUN, 0, new Command.Restart(RunId.of(9), false)));

        assertThat(answer).isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.OWNED));
        assertThat(job().ownership().is(CAROL, 1)).isTrue();
    }

    @Test
    void anOwnersWriteIsNotLostToACommand() {
        JobRecord mine = owned(ALICE);

        CommandAnswer answer = slow.before(3, () -> store.write(List.of(Samples.intent(mine, 1))))
                .command(new Command(JOB, RUN, 0, new Command.Start()));

        assertThat(answer).isEqualTo(new CommandAnswer.Applied(1, Wish.RUNNING));
        assertThat(job().progress().open()).isPresent();
        assertThat(job().ownership().is(ALICE, 1)).isTrue();
    }

    @Test
    void ofTwoCommandsTheLaterIsStale() {
        owned(ALICE);

        CommandAnswer answer = slow.before(3, () -> commanded(new Command.Stop()))
                .command(new Command(JOB, RUN, 0, new Command.Start()));

        assertThat(answer).isEqualTo(new CommandAnswer.Stale(RUN, 1, Wish.STOPPED));
    }

    @Test
    void aJobThatIsClaimedMeanwhileIsNotDeleted() {
        CommandAnswer answer =
                slow.before(1, () -> owned(ALICE)).command(new Command(JOB, RUN, 0, new Command.Delete(false)));

        assertThat(answer).isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.OWNED));
        assertThat(job().ownership().is(ALICE, 1)).isTrue();
    }

    // Submissions

    @Test
    void ofTwoSubmissionsOneCreates() {
        Submission mine = Samples.submission(5);
        Submission other = new Submission(
                mine.id(), "mail", 1, Bytes.ofUtf8("other"), RunId.of(77), Optional.empty(), Duration.ZERO);

        List<SubmitAnswer> answers =
                slow.before(2, () -> store.submit(List.of(other))).submit(List.of(mine, Samples.submission(6)));

        assertThat(answers)
                .containsExactly(new SubmitAnswer.Other(RunId.of(77), false), new SubmitAnswer.Created(RunId.of(7)));
    }

    @Test
    void ofTwoThatReplaceATombstoneOneDoes() {
        commanded(new Command.Delete(false));
        Submission mine = replacing(RunId.of(21));

        List<SubmitAnswer> answers = slow.before(2, () -> store.submit(List.of(replacing(RunId.of(22)))))
                .submit(List.of(mine));

        assertThat(answers).containsExactly(new SubmitAnswer.Same(RunId.of(22), false));
        assertThat(job().run()).isEqualTo(RunId.of(22));
    }

    private static Submission replacing(RunId run) {
        return new Submission(JOB, "mail", 1, Bytes.ofUtf8("replacing"), run, Optional.of(RUN), Duration.ZERO);
    }

    // Locks

    @Test
    void ofTwoThatTakeALockOneHoldsIt() {
        LockRecord told = slow.before(4, () -> store.takeLock(LOCK, ALICE, 0)).takeLock(LOCK, BOB, 0);

        assertThat(told.heldBy(ALICE, 1)).isTrue();
    }

    @Test
    void aLockTakenByALeaseThatEndsIsFree() {
        LockRecord told = slow.before(4, () -> store.end(BOB, LeaseEnd.LOST)).takeLock(LOCK, BOB, 0);

        assertThat(told.free()).isTrue();
        assertThat(store.takeLock(LOCK, ALICE, told.token()).heldBy(ALICE, told.token() + 1))
                .isTrue();
    }

    @Test
    void aLateReleaseFreesNobodyElsesLock() {
        store.takeLock(LOCK, ALICE, 0);

        slow.before(3, () -> {
                    store.end(ALICE, LeaseEnd.LAPSED);
                    store.takeLock(LOCK, BOB, 1);
                })
                .releaseLock(LOCK, ALICE, 1, Duration.ZERO);

        assertThat(store.lock(LOCK).heldBy(BOB, 2)).isTrue();
    }

    // Housekeeping

    @Test
    void aJobThatIsStartedMeanwhileKeepsItsOwnersName() {
        owned(ALICE);
        store.end(ALICE, LeaseEnd.LAPSED);
        commanded(new Command.Stop());

        slow.before(
                        5,
                        () -> behind.records("jobs")
                                .updateOne(Fields.of(), Fields.of("$set", Fields.of("wish", "RUNNING"))))
                .tidy(Optional.empty());

        assertThat(job().ownership().owner())
                .as("who claims it learns whom it is taken from")
                .contains(ALICE);
    }

    @Test
    void aRunThatBeginsAgainIsNoTombstone() {
        JobRecord mine = owned(ALICE);
        store.write(List.of(Samples.write(
                mine, 1, mine.progress().change().status(Status.FINISHED).done(), true)));
        behind.pass(Duration.ofDays(31));

        slow.before(2, () -> commanded(new Command.Restart(RunId.of(9), false))).tidy(Optional.of("finished:"));

        assertThat(job().run()).isEqualTo(RunId.of(9));
    }
}

package io.leasehold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.OperatorAnswer.Absent;
import io.leasehold.engine.OperatorAnswer.AlreadySo;
import io.leasehold.engine.OperatorAnswer.Done;
import io.leasehold.engine.OperatorAnswer.Overtaken;
import io.leasehold.engine.OperatorAnswer.Refused;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.Command.Verdict;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandAnswer.Reason;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an operator's orders, alone, overtaken, and in trouble. */
class OperatorTest {
    private static final JobId JOB = new JobId("job");
    private static final LeaseId OWNER = LeaseId.of(7);
    private static final JobType<String, Integer, String> TYPE = JobType.named("message", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(to -> 0)
            .next((job, sent) -> Step.finish())
            .perform((text, delivery) -> {});

    private final InMemoryLeaseStore store = new InMemoryLeaseStore(() -> 1_000, StoreOptions.DEFAULT);
    private final Troubled troubled = new Troubled();
    private final Operator operator = Operator.over(troubled);

    /** Before or behind each command that passes, the next of these happens. */
    private final class Troubled extends ForwardingStore {
        private final Deque<Runnable> before = new ArrayDeque<>();
        private final Deque<Runnable> behind = new ArrayDeque<>();
        private int commands;
        private int rings;

        private Troubled() {
            super(store);
        }

        @Override
        public CommandAnswer command(Command command) {
            commands++;
            Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
            CommandAnswer answer = super.command(command);
            Optional.ofNullable(behind.poll()).ifPresent(Runnable::run);
            return answer;
        }

        @Override
        public void ring() {
            rings++;
            super.ring();
        }
    }

    @BeforeEach
    void submit() {
        store.submit(List.of(
                new Submission(JOB, "message", 1, Bytes.ofUtf8("+91"), RunId.of(1), Optional.empty(), Duration.ZERO)));
    }

    @Test
    void anOrderIsCarriedOutAndTheBellRung() {
        assertThat(operator.stop("job")).isEqualTo(new Done(RunId.of(1), 1, Wish.STOPPED));
        assertThat(operator.start("job")).isEqualTo(new Done(RunId.of(1), 2, Wish.RUNNING));
        assertThat(operator.amend(TYPE, "job", "+44")).isEqualTo(new Done(RunId.of(1), 3, Wish.RUNNING));
        assertThat(operator.park("job")).isEqualTo(new Done(RunId.of(1), 4, Wish.RUNNING));
        assertThat(job().payload()).isEqualTo(Bytes.ofUtf8("+44"));
        assertThat(job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(troubled.rings).isEqualTo(4);
        assertThat(operator.delete("job")).isInstanceOf(Done.class);
        assertThat(operator.find("job")).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsNotOrderedAgain() {
        operator.stop("job");
        operator.park("job");
        int before = troubled.commands;
        assertThat(operator.stop("job")).isInstanceOf(AlreadySo.class);
        assertThat(operator.park("job")).isInstanceOf(AlreadySo.class);
        assertThat(operator.amend(TYPE, "job", "+91")).isInstanceOf(AlreadySo.class);
        assertThat(troubled.commands).isEqualTo(before);
    }

    @Test
    void aRestartIsANewRunWhoseIdNeverComesAgain() {
        Done first = (Done) operator.restart("job");
        Done second = (Done) operator.restart("job");
        assertThat(List.of(RunId.of(1), first.run(), second.run())).doesNotHaveDuplicates();
        assertThat(job().run()).isEqualTo(second.run());
        assertThat(job().progress()).isEqualTo(Progress.initial(1));
    }

    @Test
    void thereIsNothingToOrderOfAJobThatIsNotThere() {
        assertThat(operator.stop("other")).isEqualTo(new Absent(Optional.empty()));
        troubled.before.add(() -> command(new Command.Delete(false)));
        assertThat(operator.stop("job")).isEqualTo(new Absent(Optional.of(RunId.of(1))));
    }

    @Test
    void refusalsSayWhatWouldHelp() {
        owned();
        assertThat(operator.delete("job")).isInstanceOf(Refused.class);
        assertThat(operator.restart("job"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused)
                                .extracting(Refused::reason, Refused::advice)
                                .containsExactly(
                                        Reason.OWNED,
                                        "an instance owns the job: stop it, and try again once nobody does"));
    }

    // Overtaken

    @Test
    void aStopThatAnAmendOvertookStillMeansStop() {
        troubled.before.add(() -> command(new Command.Amend(Bytes.ofUtf8("+44"))));
        assertThat(operator.stop("job")).isInstanceOf(Done.class);
        assertThat(job().wish()).isEqualTo(Wish.STOPPED);
        assertThat(job().payload()).isEqualTo(Bytes.ofUtf8("+44"));
    }

    @Test
    void aStopThatAnotherStopOvertookIsDoneAlready() {
        troubled.before.add(() -> command(new Command.Stop()));
        assertThat(operator.stop("job")).isInstanceOf(AlreadySo.class);
    }

    @Test
    void aStartOverridesNoNewerStop() {
        park();
        troubled.before.add(() -> command(new Command.Stop()));
        assertThat(operator.start("job"))
                .isInstanceOfSatisfying(
                        Overtaken.class,
                        overtaken -> assertThat(overtaken.now().wish()).isEqualTo(Wish.STOPPED));
        assertThat(job().wish()).isEqualTo(Wish.STOPPED);
        assertThat(job().progress().status()).isEqualTo(Status.PARKED);
    }

    @Test
    void aStartOverridesNoNewerPark() {
        troubled.before.add(this::park);
        assertThat(operator.start("job")).isInstanceOf(Overtaken.class);
        assertThat(job().progress().status()).isEqualTo(Status.PARKED);
    }

    @Test
    void aStopDoesNotReachIntoANewRun() {
        troubled.before.add(() -> command(new Command.Restart(RunId.of(2), false)));
        assertThat(operator.stop("job")).isInstanceOf(Overtaken.class);
        assertThat(job().wish()).isEqualTo(Wish.RUNNING);
    }

    @Test
    void twoOrdersInBetweenAreTooManyToGuess() {
        command(new Command.Stop());
        troubled.before.add(() -> {
            command(new Command.Start());
            command(new Command.Stop());
        });
        assertThat(operator.start("job")).isInstanceOf(Overtaken.class);
        assertThat(job().wish()).isEqualTo(Wish.STOPPED);
    }

    @Test
    void anAmendOverridesNoNewerAmend() {
        troubled.before.add(() -> command(new Command.Amend(Bytes.ofUtf8("+33"))));
        assertThat(operator.amend(TYPE, "job", "+44")).isInstanceOf(Overtaken.class);
        assertThat(job().payload()).isEqualTo(Bytes.ofUtf8("+33"));
    }

    @Test
    void deletesAndRestartsAreNeverRepeatedBehindAnotherOrder() {
        troubled.before.add(() -> command(new Command.Amend(Bytes.ofUtf8("+33"))));
        assertThat(operator.restart("job")).isInstanceOf(Overtaken.class);
        troubled.before.add(() -> command(new Command.Amend(Bytes.ofUtf8("+44"))));
        assertThat(operator.delete("job")).isInstanceOf(Overtaken.class);
        assertThat(job().run()).isEqualTo(RunId.of(1));
    }

    @Test
    void whatASeenRecordAsksForIsDoneOnlyIfNobodyOrderedAnythingSince() {
        JobRecord seen = job();
        command(new Command.Amend(Bytes.ofUtf8("+44")));
        assertThat(operator.stop(seen)).isInstanceOf(Overtaken.class);
        assertThat(job().wish()).isEqualTo(Wish.RUNNING);
        assertThat(operator.stop(job())).isInstanceOf(Done.class);
    }

    @Test
    void anOrderThatIsOvertakenAgainAndAgainIsGivenUp() {
        for (int i = 0; i < 20; i++) {
            Bytes payload = Bytes.ofUtf8("+" + i);
            troubled.before.add(() -> command(new Command.Amend(payload)));
        }
        assertThat(operator.stop("job")).isInstanceOf(Overtaken.class);
        assertThat(troubled.commands).isEqualTo(5);
    }

    // Trouble

    @Test
    void whatTheStoreDidNotTakeIsSentAgain() {
        troubled.before.add(OperatorTest::unavailable);
        assertThat(operator.stop("job")).isEqualTo(new Done(RunId.of(1), 1, Wish.STOPPED));
    }

    @Test
    void whatWasDoneThoughItsAnswerGotLostIsDoneOnce() {
        for (int number = 1; number <= 2; number++) {
            troubled.behind.add(OperatorTest::unknown);
            troubled.behind.add(() -> {});
        }
        assertThat(operator.stop("job")).isEqualTo(new Done(RunId.of(1), 1, Wish.STOPPED));
        troubled.behind.clear();
        troubled.behind.add(OperatorTest::unknown);
        RunId restarted = ((Done) operator.restart("job")).run();
        assertThat(job().run()).isEqualTo(restarted);
        assertThat(job().commandNumber()).isEqualTo(2);
        troubled.behind.add(OperatorTest::unknown);
        assertThat(operator.delete("job")).isEqualTo(new Done(restarted, 3, Wish.RUNNING));
    }

    @Test
    void whatWasNotDoneAndWasNotAnsweredIsSentAgain() {
        troubled.before.add(OperatorTest::unknown);
        assertThat(operator.start("job")).isEqualTo(new Done(RunId.of(1), 1, Wish.RUNNING));
    }

    @Test
    void anOrderWhoseAnswerGotLostIsNotRepeatedOverANewerOne() {
        troubled.behind.add(() -> {
            command(new Command.Stop());
            unknown();
        });
        assertThat(operator.start("job")).isInstanceOf(Overtaken.class);
        assertThat(job().wish()).isEqualTo(Wish.STOPPED);
    }

    @Test
    void troubleThatStaysIsThrownAsWhatItMayHaveDone() {
        for (int i = 0; i < 5; i++) {
            troubled.before.add(OperatorTest::unavailable);
        }
        assertThatThrownBy(() -> operator.stop("job")).isInstanceOf(StoreException.StoreUnavailable.class);
        troubled.before.add(OperatorTest::unknown);
        for (int i = 0; i < 4; i++) {
            troubled.before.add(OperatorTest::unavailable);
        }
        assertThatThrownBy(() -> operator.stop("job")).isInstanceOf(StoreException.UnknownOutcome.class);
    }

    // A step in doubt

    @Test
    void aStepInDoubtIsResolvedAndOnlyThatOne() {
        inDoubt();
        assertThat(operator.restart("job"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.IN_DOUBT));
        assertThat(operator.resolve("job", 1, 2, Verdict.SKIP)).isInstanceOf(Refused.class);
        JobRecord seen = job();
        assertThat(operator.resolve(seen, Verdict.DELIVERED)).isInstanceOf(Done.class);
        assertThat(job().progress().sequence()).isEqualTo(2);
        assertThat(operator.resolve("job", 1, 1, Verdict.DELIVERED)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> operator.resolve(job(), Verdict.SKIP))
                .hasMessage("job \"job\" must have a step in doubt to be resolved, but has no open step");
    }

    @Test
    void aResolutionWhoseAnswerGotLostIsDoneOnce() {
        inDoubt();
        troubled.behind.add(OperatorTest::unknown);
        assertThat(operator.resolve("job", 1, 1, Verdict.NOT_DELIVERED)).isInstanceOf(Done.class);
        assertThat(job().progress().doubts().count()).isEqualTo(1);
        assertThat(job().commandNumber()).isEqualTo(1);
    }

    @Test
    void aStepInDoubtMayBeLeftSo() {
        inDoubt();
        assertThat(operator.restartEvenInDoubt(job())).isInstanceOf(Done.class);
        assertThat(operator.deleteEvenInDoubt(job())).isInstanceOf(Done.class);
    }

    @Test
    void jobsAreListed() {
        assertThat(operator.list(JobQuery.all()).jobs())
                .extracting(JobRecord::id)
                .containsExactly(JOB);
    }

    @Test
    void aPayloadOfAnotherTypeIsRefused() {
        JobType<String, Integer, String> other = JobType.named("other", 1)
                .codecs(Codec.text(), Codec.number(), Codec.text())
                .startingAt(to -> 0)
                .next((job, sent) -> Step.finish())
                .perform((text, delivery) -> {});
        assertThatThrownBy(() -> operator.amend(other, "job", "+44"))
                .hasMessage("job \"job\" must be amended by a payload of its type \"message\", but this one is of type"
                        + " \"other\"");
    }

    private JobRecord job() {
        return store.find(JOB).orElseThrow();
    }

    private void command(Command.Order order) {
        JobRecord now = job();
        assertThat(store.command(new Command(JOB, now.run(), now.commandNumber(), order)))
                .isInstanceOf(CommandAnswer.Applied.class);
    }

    private void park() {
        command(new Command.Park(job().ownership().token()));
    }

    private void owned() {
        store.grant(OWNER, "owner", Duration.ofMinutes(1));
        List<ReadableType> types = List.of(TYPE.readable());
        store.claim(new ClaimRequest(OWNER, 2, types, new ClaimRequest.Orphans(List.of(), 10, 1_000)));
    }

    private void inDoubt() {
        owned();
        Progress open = job().progress()
                .change()
                .open(Optional.of(OpenStep.intent(Bytes.ofUtf8("hi"), Bytes.ofUtf8("1"), Pace.AT_ONCE)))
                .done();
        store.write(List.of(new Write(JOB, OWNER, job().ownership().token(), 1, open, Optional.empty(), false)));
        store.end(OWNER, LeaseEnd.LAPSED);
    }

    private static void unavailable() {
        throw new StoreException.StoreUnavailable("no connection");
    }

    private static void unknown() {
        throw new StoreException.UnknownOutcome("no answer");
    }
}

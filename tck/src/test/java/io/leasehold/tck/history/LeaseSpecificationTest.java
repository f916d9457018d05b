package io.leasehold.tck.history;

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
import io.leasehold.store.Load;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.Contents;
import io.leasehold.tck.linear.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The specification on small histories: what the contract leaves open is explained, what it forbids is not. */
class LeaseSpecificationTest {
    private static final JobId JOB = new JobId("job-1");
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);
    private static final RunId RUN = RunId.of(1);

    private static final long NOW = 1_700_000_000_000L;

    private Definition definition = new Definition(StoreOptions.DEFAULT, NOW);
    private final List<Call<Request, Object>> calls = new ArrayList<>();
    private Contents before = Contents.NONE;

    @BeforeEach
    void aFreeJobAndTwoLeases() {
        first(new Request.Grant(ALICE, Duration.ofHours(1)));
        first(new Request.Grant(BOB, Duration.ofHours(1)));
        first(submit("one", RUN));
    }

    /** Asks it before the history begins. */
    private Object first(Request request) {
        Definition.Outcome outcome = definition.ask(before, request);
        before = outcome.contents();
        return outcome.answer();
    }

    /** What the definition would answer if these came first. */
    private Object answer(Request request, Request... earlier) {
        Contents contents = before;
        for (Request one : earlier) {
            contents = definition.ask(contents, one).contents();
        }
        return definition.ask(contents, request).answer();
    }

    private LeaseSpecificationTest call(Request request, Object answer, long from, long to) {
        calls.add(Call.answered("caller", request, answer, from, to));
        return this;
    }

    private void explained() {
        assertThat(objection()).isEmpty();
    }

    private void forbidden() {
        assertThat(objection()).isPresent();
    }

    private Optional<String> objection() {
        return Judge.objection(new History(new Cast(3, 3), definition, before, calls));
    }

    private static Request submit(String payload, RunId run) {
        return new Request.Submit(
                List.of(new Submission(JOB, "mail", 1, Bytes.ofUtf8(payload), run, Optional.empty(), Duration.ZERO)));
    }

    private static Request claim(LeaseId by) {
        return new Request.Claim(new ClaimRequest(by, 1, Cast.TYPES, new ClaimRequest.Named(JOB)));
    }

    private static Request order(Command.Order order) {
        return new Request.Order(new Command(JOB, RUN, 0, order));
    }

    private static Request write(long revision, boolean release) {
        Write write = Content.write(JOB, ALICE, 1, revision);
        return new Request.Writes(
                List.of(new Write(JOB, ALICE, 1, revision, write.progress(), Optional.empty(), release)));
    }

    private static final Request FIND = new Request.Find(JOB);
    private static final WriteAnswer APPLIED = new WriteAnswer.Applied(Wish.RUNNING, 0);

    @Test
    void ofTwoClaimsOfOneJobOneBringsIt() {
        call(claim(ALICE), answer(claim(ALICE)), 1, 3)
                .call(claim(BOB), List.of(), 2, 4)
                .explained();
    }

    @Test
    void twoClaimsOfOneJobNeverBothBringIt() {
        call(claim(ALICE), answer(claim(ALICE)), 1, 3)
                .call(claim(BOB), answer(claim(BOB)), 2, 4)
                .forbidden();
    }

    @Test
    void claimMayBringNothingOnlyWhileOthersCall() {
        call(claim(ALICE), List.of(), 1, 4).call(FIND, answer(FIND), 2, 3).explained();
        calls.clear();
        call(claim(ALICE), List.of(), 1, 2).forbidden();
    }

    /** It found the lapsed owner and ended it; another one, lapsed as well, took the job; a command was quicker than its second attempt. */
    @Test
    void restartThatIsOvertakenMayEndTwoLapsedOwners() {
        first(claim(ALICE));
        definition =
                new Definition(StoreOptions.DEFAULT, NOW + Duration.ofHours(2).toMillis());
        Request restart = order(new Command.Restart(RunId.of(7), false));
        Request amend = order(new Command.Amend(Bytes.ofUtf8("two")));
        Request endAlice = new Request.End(ALICE, LeaseEnd.LAPSED);
        Request askBob = new Request.Renew(BOB, Duration.ZERO, Load.NONE);
        Object stale = answer(restart, amend);
        call(restart, stale, 1, 12)
                .call(claim(BOB), answer(claim(BOB), endAlice), 2, 3)
                .call(amend, answer(amend), 4, 5)
                .call(askBob, new LeaseState.Ended(), 6, 7)
                .explained();
        calls.clear();
        call(restart, stale, 1, 12)
                .call(amend, answer(amend), 4, 5)
                .call(askBob, new LeaseState.Ended(), 6, 7)
                .forbidden();
    }

    @Test
    void jobIsTakenInVainOnlyByALeaseThatEnds() {
        Request end = new Request.End(ALICE, LeaseEnd.LOST);
        Object taken = answer(FIND, claim(ALICE));
        call(claim(ALICE), List.of(), 1, 4)
                .call(end, "done", 2, 3)
                .call(FIND, taken, 5, 6)
                .explained();
        calls.clear();
        call(claim(ALICE), List.of(), 1, 4)
                .call(FIND, answer(FIND), 2, 3)
                .call(FIND, taken, 5, 6)
                .forbidden();
    }

    /** A store looked once more after a command had freed what it took: it answers another job, and the first one's token has risen. */
    @Test
    void jobIsMissingInAClaimsAnswerOnlyIfItWasTakenAwayAgain() {
        JobId other = new JobId("job-2");
        first(new Request.Submit(List.of(
                new Submission(other, "mail", 1, Bytes.ofUtf8("two"), RunId.of(3), Optional.empty(), Duration.ZERO))));
        Request claim = claim(FROM_SLOT_ZERO, new ClaimRequest.Orphans(List.of(), 1, 1000));
        Request took = claim(FROM_SLOT_ZERO, new ClaimRequest.Named(JOB));
        Object brought = answer(claim(FROM_SLOT_ZERO, new ClaimRequest.Named(other)));
        Request park = order(new Command.Park(0));
        call(claim, brought, 1, 8)
                .call(park, answer(park), 2, 3)
                .call(FIND, answer(FIND, took, park), 4, 5)
                .explained();
        calls.clear();
        Request amend = order(new Command.Amend(Bytes.ofUtf8("two")));
        call(claim, brought, 1, 8)
                .call(amend, answer(amend), 2, 3)
                .call(FIND, answer(FIND, took, amend), 4, 5)
                .forbidden();
        calls.clear();
        call(claim, brought, 1, 8).call(FIND, answer(FIND, took), 4, 5).forbidden();
    }

    /** Claims with an even number begin with the first slot. */
    private static final long FROM_SLOT_ZERO = 2;

    private static Request claim(long number, ClaimRequest.Target target) {
        return new Request.Claim(new ClaimRequest(ALICE, number, Cast.TYPES, target));
    }

    @Test
    void writeMayBeFencedThoughAppliedOnlyIfTheClaimIsOver() {
        first(claim(ALICE));
        Request release = write(1, true);
        List<WriteAnswer> fenced = List.of(new WriteAnswer.Fenced());
        call(release, fenced, 1, 3)
                .call(claim(BOB), answer(claim(BOB), release), 2, 4)
                .explained();
        calls.clear();
        Request written = write(1, false);
        call(written, fenced, 1, 3).call(FIND, answer(FIND, written), 2, 4).forbidden();
    }

    @Test
    void olderRevisionNeverReplacesANewer() {
        first(claim(ALICE));
        call(write(1, false), List.of(APPLIED), 1, 3)
                .call(write(2, false), List.of(APPLIED), 2, 4)
                .call(FIND, answer(FIND, write(2, false)), 5, 6)
                .explained();
        calls.remove(2);
        call(FIND, answer(FIND, write(1, false)), 5, 6).forbidden();
    }

    @Test
    void readNeverLagsBehindAnAcknowledgedWrite() {
        first(claim(ALICE));
        Object old = answer(FIND);
        call(write(1, false), List.of(APPLIED), 1, 3).call(FIND, old, 2, 4).explained();
        calls.clear();
        call(write(1, false), List.of(APPLIED), 1, 2).call(FIND, old, 3, 4).forbidden();
    }

    @Test
    void writeMayTellOfAStopThatCameRightBehindIt() {
        first(claim(ALICE));
        Object written = answer(FIND, write(1, false));
        call(write(1, false), List.of(new WriteAnswer.Applied(Wish.STOPPED, 1)), 1, 8)
                .call(FIND, written, 2, 3)
                .call(order(new Command.Stop()), new CommandAnswer.Applied(1, Wish.STOPPED), 4, 5)
                .explained();
        calls.remove(2);
        calls.remove(0);
        call(write(1, false), List.of(new WriteAnswer.Applied(Wish.STOPPED, 1)), 4, 5)
                .forbidden();
    }

    @Test
    void twoCommandsOfOneNumberAreNeverBothApplied() {
        call(order(new Command.Stop()), new CommandAnswer.Applied(1, Wish.STOPPED), 1, 3)
                .call(order(new Command.Start()), new CommandAnswer.Applied(1, Wish.RUNNING), 2, 4)
                .forbidden();
    }

    @Test
    void twoSubmissionsOfOneIdNeverBothCreate() {
        before = Contents.NONE;
        call(submit("one", RUN), List.of(new SubmitAnswer.Created(RUN)), 1, 3)
                .call(submit("two", BY_BOB), List.of(new SubmitAnswer.Other(RUN, false)), 2, 4)
                .explained();
        calls.remove(1);
        call(submit("two", BY_BOB), List.of(new SubmitAnswer.Created(BY_BOB)), 2, 4)
                .forbidden();
    }

    private static final RunId BY_BOB = RunId.of(2);

    @Test
    void endedLeaseNeverLivesAgain() {
        Request renew = new Request.Renew(ALICE, Duration.ofHours(1), Load.NONE);
        Object lives = new LeaseState.Live(Duration.ofHours(1));
        call(new Request.End(ALICE, LeaseEnd.CLEAN), "done", 1, 3)
                .call(renew, lives, 2, 4)
                .explained();
        calls.clear();
        call(new Request.End(ALICE, LeaseEnd.CLEAN), "done", 1, 2)
                .call(renew, lives, 3, 4)
                .forbidden();
    }

    @Test
    void surveyNeverMissesAStopThatCameBeforeIt() {
        first(claim(ALICE));
        Request look = new Request.Look(new SurveyRequest(ALICE, Cast.TYPES, Optional.empty(), 0));
        Survey old = (Survey) answer(look);
        Request stop = order(new Command.Stop());
        call(stop, answer(stop), 1, 3).call(look, old, 2, 4).explained();
        calls.clear();
        call(stop, answer(stop), 1, 2)
                .call(look, old, 3, 6)
                .call(new Request.Renew(BOB, Duration.ZERO, Load.NONE), new LeaseState.Live(Duration.ofHours(1)), 4, 5)
                .forbidden();
    }

    @Test
    void deleteIsRefusedOnlyWhileALiveLeaseOwnsTheJob() {
        first(claim(ALICE));
        Request delete = order(new Command.Delete(true));
        Object owned = new CommandAnswer.Refused(CommandAnswer.Reason.OWNED);
        Request end = new Request.End(ALICE, LeaseEnd.LAPSED);
        call(end, "done", 1, 3).call(delete, owned, 2, 4).explained();
        calls.clear();
        call(end, "done", 1, 2)
                .call(delete, owned, 3, 6)
                .call(FIND, answer(FIND), 4, 5)
                .forbidden();
    }

    @Test
    void unansweredClaimMayHaveTakenTheJobOrNot() {
        calls.add(Call.unanswered("caller", claim(ALICE), 1));
        call(FIND, answer(FIND), 2, 3)
                .call(FIND, answer(FIND, claim(ALICE)), 4, 5)
                .explained();
        call(FIND, answer(FIND), 6, 7).forbidden();
    }

    @Test
    void objectionShowsTheCallsUpToTheAnswerThatCannotBe() {
        Object job = answer(FIND);
        call(FIND, job, 1, 2).call(claim(ALICE), List.of(), 3, 4).call(FIND, job, 5, 6);
        assertThat(objection().orElseThrow())
                .contains("up to the answer at 4", "1–2 caller: Find", "3–4 caller: Claim", "before them")
                .doesNotContain("5–6");
    }

    @Test
    void durationsAreComparedWithinMinutes() {
        Request renew = new Request.Renew(ALICE, Duration.ZERO, Load.NONE);
        call(renew, new LeaseState.Live(Duration.ofMinutes(59)), 1, 2).explained();
        calls.clear();
        call(renew, new LeaseState.Live(Duration.ofMinutes(50)), 1, 2).forbidden();
        assertThat(Coarse.of(answer(FIND))).isEqualTo(answer(FIND)).isInstanceOf(Optional.class);
        assertThat(((Optional<?>) answer(FIND)).orElseThrow()).isInstanceOf(JobRecord.class);
    }
}

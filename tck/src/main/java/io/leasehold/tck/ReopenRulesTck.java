package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was acknowledged is there when every client has been closed and the records are opened anew. */
abstract class ReopenRulesTck extends RulesTck {
    ReopenRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void canReopen() {
        assumeThat(underTest)
                .as("the records of the store under test outlive its clients")
                .isInstanceOf(StoreUnderTest.CanReopen.class);
    }

    private void reopen() {
        ((StoreUnderTest.CanReopen) underTest).reopen();
        store = underTest.store();
        assertThatCode(() -> store.prepare(PrepareMode.VALIDATE)).as(rule).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R24 reopened: the schema is there, and preparing again changes nothing")
    void prepared() {
        submit("letter");
        reopen();
        store.prepare(PrepareMode.CREATE);
        assertThat(job("letter").runnable()).as(rule).isTrue();
    }

    @Test
    @DisplayName("R2 reopened: a live lease has what is left of its time, and can be renewed")
    void liveLease() {
        live(ALICE);
        passMinutes(10);
        reopen();
        assertThat(((LeaseState.Live) ask(ALICE)).remaining()).as(rule).isCloseTo(minutes(50), SLACK);
        passMinutes(51);
        assertThat(((LeaseState.Live) ask(ALICE)).remaining()).as(rule).isZero();
    }

    @ParameterizedTest(name = "R3 reopened: an ended lease stays ended, {0}")
    @EnumSource
    void endedLease(LeaseEnd how) {
        live(ALICE);
        end(ALICE, how);
        reopen();
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Ended.class);
        assertThat(store.grant(ALICE, "alice", HOUR)).as(rule).isInstanceOf(LeaseState.Ended.class);
        assertThat(survey().ended()).as(rule).extracting(EndedLease::how).containsExactly(how);
    }

    @Test
    @DisplayName("R5 reopened: a survey tells the same")
    void surveyTellsTheSame() {
        live(ALICE, BOB);
        submit("free", "mine", "stopped");
        take(ALICE, "mine");
        take(ALICE, "stopped");
        ordered("stopped", new Command.Stop());
        end(BOB, LeaseEnd.LOST);
        Survey before = survey(ALICE, 0);
        reopen();
        Survey after = survey(ALICE, 0);
        assertThat(after.ended()).as(rule).isEqualTo(before.ended());
        assertThat(after.fleet()).as(rule).isEqualTo(before.fleet());
        assertThat(after.stopped()).as(rule).containsExactly(new JobId("stopped"));
        assertThat(after.orphans()).as(rule).isTrue();
    }

    @ParameterizedTest(name = "R12 reopened: a job stands as its owner left it, {0}")
    @EnumSource
    void job(Status status) {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(write(
                mine,
                1,
                change -> change.sequence(3)
                        .state(Optional.of(Bytes.ofUtf8("half way")))
                        .open(Optional.of(step("greet")))
                        .failures(2)
                        .lapses(1)
                        .error(Optional.of("it failed"))));
        if (status != Status.READY) {
            applied(release(mine, 2, change -> change.status(status).sequence(4)));
        }
        JobRecord before = job("letter");
        List<JobRecord> listed = store.list(JobQuery.all()).jobs();
        reopen();
        same(job("letter"), before);
        assertThat(store.list(JobQuery.all()).jobs()).as(rule).hasSameSizeAs(listed);
        same(store.list(JobQuery.all()).jobs().get(0), before);
    }

    @Test
    @DisplayName("R11 reopened: the owner writes on, a former owner is fenced")
    void writes() {
        live(ALICE, BOB);
        submit("mine", "lost");
        JobRecord mine = take(ALICE, "mine");
        JobRecord lost = take(BOB, "lost");
        applied(intent(mine, 1, step("greet")));
        end(BOB, LeaseEnd.LOST);
        take(ALICE, "lost");
        reopen();
        assertThat(apply(intent(mine, 1, step("greet")))).as(rule).isInstanceOf(WriteAnswer.Applied.class);
        applied(write(mine, 2, change -> change.sequence(2)));
        Write late = intent(lost, 1, step("greet"));
        assertThat(apply(late)).as(rule).isEqualTo(new WriteAnswer.Fenced());
        assertThat(job("lost").takeovers()).as(rule).hasSize(1);
    }

    @Test
    @DisplayName("R7 reopened: a token goes on from where it was, through release and tombstone")
    void tokens() {
        live(ALICE);
        submit("released", "deleted");
        leave(ALICE, "released", Status.READY);
        leave(ALICE, "deleted", Status.READY);
        RunId run = job("deleted").run();
        ordered("deleted", new Command.Delete(false));
        reopen();
        assertThat(take(ALICE, "released").ownership().token()).as(rule).isEqualTo(2);
        assertThat(submit(replacing("deleted", run))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        assertThat(take(ALICE, "deleted").ownership().token()).as(rule).isEqualTo(2);
    }

    @Test
    @DisplayName("R9 reopened: a repeated claim answers what it brought, and brings nothing more")
    void repeatedClaim() {
        live(ALICE);
        submit("a", "b");
        List<JobRecord> brought = takeAll(ALICE);
        assertThat(ids(brought)).as(rule).containsExactlyInAnyOrder("a", "b");
        long last = nextClaim(ALICE) - 1;
        List<JobRecord> ofLast = claim(ALICE, last);
        submit("c");
        reopen();
        if (ofLast.isEmpty()) {
            assertThat(ids(claim(ALICE, last)))
                    .as(rule + "; it had brought nothing")
                    .containsExactly("c");
        } else {
            assertThat(ids(claim(ALICE, last))).as(rule).containsExactlyElementsOf(ids(ofLast));
        }
    }

    @Test
    @DisplayName("R15 reopened: a delay has what is left of it")
    void due() {
        submitAll(List.of(mail("letter", "mail", 1, minutes(30))));
        passMinutes(10);
        reopen();
        assertThat(job("letter").remaining()).as(rule).isCloseTo(minutes(20), SLACK);
    }

    @Test
    @DisplayName("R16 reopened: a submission is the SAME, and a tombstone is replaced by whoever names its run alone")
    void submissions() {
        submit("there", "deleted");
        RunId run = job("deleted").run();
        ordered("deleted", new Command.Delete(false));
        reopen();
        assertThat(submit(mail("there"))).as(rule).isInstanceOf(SubmitAnswer.Same.class);
        assertThat(store.find(new JobId("deleted"))).as(rule).isEmpty();
        assertThat(submit(replacing("deleted", newRun()))).as(rule).isEqualTo(new SubmitAnswer.Other(run, true));
        assertThat(submit(replacing("deleted", run))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
    }

    @Test
    @DisplayName("R17 reopened: wish, command number and amended payload stand, and a stale command changes nothing")
    void commands() {
        submit("letter");
        JobRecord before = job("letter");
        ordered("letter", new Command.Amend(Bytes.ofUtf8("amended")));
        ordered("letter", new Command.Stop());
        reopen();
        JobRecord after = job("letter");
        assertThat(after.commandNumber()).as(rule).isEqualTo(2);
        assertThat(after.payload().utf8()).as(rule).isEqualTo("amended");
        assertThat(after.runnable()).as(rule).isFalse();
        Command stale = new Command(before.id(), before.run(), before.commandNumber(), new Command.Start());
        assertThat(store.command(stale)).as(rule).isEqualTo(new CommandAnswer.Stale(after.run(), 2, after.wish()));
    }

    @Test
    @DisplayName("R20 reopened: whoever has read the bell sees that it was rung")
    void bell() {
        long heard = store.bell();
        store.ring();
        reopen();
        assertThat(store.bell()).as(rule).isNotEqualTo(heard);
        long again = underTest.another().bell();
        store.ring();
        assertThat(underTest.another().bell()).as(rule).isNotEqualTo(again);
    }

    private void same(JobRecord after, JobRecord before) {
        assertThat(after.timed(before.remaining(), before.intentAge())).as(rule).isEqualTo(before);
        assertThat(after.remaining()).as(rule).isCloseTo(before.remaining(), SLACK);
        assertThat(after.intentAge().isPresent())
                .as(rule)
                .isEqualTo(before.intentAge().isPresent());
    }

    private Submission replacing(String id, RunId run) {
        return new Submission(
                new JobId(id), "mail", 1, Bytes.ofUtf8("anew"), newRun(), Optional.of(run), Duration.ZERO);
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Progress;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteAnswer.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R11 to R14: how an owner's write is judged, and what it answers. */
abstract class WriteRulesTck extends RulesTck {
    private static final WriteAnswer FENCED = new WriteAnswer.Fenced();
    private static final WriteAnswer APPLIED = new WriteAnswer.Applied(Wish.RUNNING, 0);

    WriteRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R11 the former owner is fenced once another has taken over, and changes nothing")
    void formerOwner() {
        live(ALICE, BOB);
        submit("letter");
        JobRecord once = take(ALICE, "letter");
        end(ALICE, LeaseEnd.LAPSED);
        take(BOB, "letter");
        refusedUnchanged(intent(once, 1, step("late")), FENCED);
    }

    @Test
    @DisplayName("R11 an ended owner that nobody followed may still write: the token decides, not the clock")
    void endedOwner() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        end(ALICE, LeaseEnd.LAPSED);
        assertThat(apply(intent(mine, 1, step("greet")))).as(rule).isEqualTo(APPLIED);
    }

    @Test
    @DisplayName("R11 an older token of the same lease is fenced")
    void olderToken() {
        live(ALICE);
        submit("letter");
        JobRecord first = take(ALICE, "letter");
        applied(release(first, 1, change -> change));
        take(ALICE, "letter");
        refusedUnchanged(intent(first, 2, step("late")), FENCED);
    }

    @Test
    @DisplayName(
            "R11 after its release a claim is over: a later write changes nothing, a repeated release may answer FENCED")
    void afterRelease() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        Write release = release(mine, 1, change -> change);
        applied(release);
        JobRecord before = job("letter");
        assertThat(apply(release)).as(rule).isInstanceOfAny(WriteAnswer.Fenced.class, WriteAnswer.Applied.class);
        assertThat(apply(intent(mine, 2, step("late")))).as(rule).isEqualTo(FENCED);
        sameAs(before);
    }

    @Test
    @DisplayName("R11 a write to a deleted job is fenced, and so it is once the id lives again")
    void deletedJob() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        ordered("letter", new Command.Delete(false));
        assertThat(apply(intent(mine, 1, step("late")))).as(rule).isEqualTo(FENCED);
        assertThat(store.find(mine.id())).as(rule).isEmpty();
        submitAll(List.of(new Submission(
                mine.id(), "mail", 1, mine.payload(), newRun(), Optional.of(mine.run()), Duration.ZERO)));
        refusedUnchanged(intent(mine, 1, step("late")), FENCED);
    }

    @Test
    @DisplayName("R11 a stored token lower than the writer's is a loss, whoever owns the job")
    void tokenWentBack() {
        live(ALICE, BOB);
        submit("mine", "unowned", "gone");
        JobRecord mine = take(ALICE, "mine");
        regressed(with(mine, ALICE, 9), Loss.TOKEN_WENT_BACK);
        regressed(with(mine, BOB, 9), Loss.TOKEN_WENT_BACK);
        regressed(with(job("unowned"), ALICE, 1), Loss.TOKEN_WENT_BACK);
        JobRecord gone = job("gone");
        ordered("gone", new Command.Delete(false));
        assertThat(apply(with(gone, ALICE, 1)))
                .as(rule + "; a tombstone's token too")
                .isEqualTo(new WriteAnswer.Regressed(Loss.TOKEN_WENT_BACK));
    }

    @Test
    @DisplayName("R11 the writer's token under another owner is a loss")
    void tokenGivenTwice() {
        live(ALICE, BOB);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        regressed(with(mine, BOB, 1), Loss.TOKEN_GIVEN_TWICE);
    }

    @Test
    @DisplayName("R11 no record at all is a loss")
    void noRecord() {
        submit("letter");
        Write lost = new Write(new JobId("lost"), ALICE, 1, 1, Progress.initial(1), Optional.empty(), false);
        assertThat(apply(lost)).as(rule).isEqualTo(new WriteAnswer.Regressed(Loss.NO_RECORD));
        assertThat(store.find(new JobId("lost")))
                .as(rule + ", and a write never creates one")
                .isEmpty();
    }

    @Test
    @DisplayName("R11 a write is judged by owner and token, then by revision, then by sequence")
    void order() {
        live(ALICE, BOB);
        submit("letter");
        JobRecord first = take(ALICE, "letter");
        applied(write(first, 1, change -> change.sequence(5)));
        applied(write(first, 2, change -> change.sequence(6)));
        refusedUnchanged(write(first, 2, change -> change.sequence(1)), APPLIED);
        refusedUnchanged(write(first, 1, change -> change.sequence(1)), new WriteAnswer.Superseded());
        end(ALICE, LeaseEnd.CLEAN);
        JobRecord second = take(BOB, "letter");
        applied(write(second, 1, change -> change));
        for (long revision = 1; revision <= 3; revision++) {
            refusedUnchanged(write(first, revision, change -> change.sequence(1)), FENCED);
        }
    }

    @Test
    @DisplayName("R12 a higher revision is applied, whatever lies between")
    void higherRevision() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        assertThat(apply(intent(mine, 1, step("one")))).as(rule).isEqualTo(APPLIED);
        assertThat(apply(intent(mine, 7, step("seven")))).as(rule).isEqualTo(APPLIED);
        assertThat(job("letter").progress().open()).as(rule).contains(step("seven"));
        assertThat(job("letter").ownership().revision()).as(rule).isEqualTo(7);
    }

    @Test
    @DisplayName("R12 the same revision is APPLIED without change, whatever it carries")
    void sameRevision() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(delayed(mine, 3, minutes(10)));
        passMinutes(4);
        assertThat(apply(delayed(mine, 3, minutes(10)))).as(rule).isEqualTo(APPLIED);
        assertThat(job("letter").remaining())
                .as(rule + ", not even of the due time")
                .isCloseTo(minutes(6), SLACK);
        refusedUnchanged(intent(mine, 3, step("other content")), APPLIED);
        refusedUnchanged(release(mine, 3, change -> change), APPLIED);
    }

    @Test
    @DisplayName("R12 a lower revision is SUPERSEDED without change")
    void lowerRevision() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(intent(mine, 3, step("three")));
        refusedUnchanged(intent(mine, 2, step("two")), new WriteAnswer.Superseded());
        refusedUnchanged(release(mine, 1, change -> change), new WriteAnswer.Superseded());
    }

    @Test
    @DisplayName("R12 the sequence never goes back")
    void sequence() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(write(mine, 1, change -> change.sequence(5)));
        JobRecord before = job("letter");
        assertThat(apply(write(mine, 2, change -> change.sequence(4))))
                .as(rule)
                .isInstanceOf(WriteAnswer.Refused.class);
        sameAs(before);
        assertThat(apply(write(mine, 2, change -> change.sequence(5))))
                .as(rule + ", but may stay")
                .isEqualTo(APPLIED);
    }

    @Test
    @DisplayName("R13 a batch is judged write by write and answered in order")
    void mixedBatch() {
        live(ALICE, BOB);
        submit("applied", "repeated", "superseded", "fenced", "regressed", "refused");
        Write applied = intent(take(ALICE, "applied"), 1, step("new"));
        JobRecord repeated = take(ALICE, "repeated");
        applied(write(repeated, 1, change -> change));
        JobRecord superseded = take(ALICE, "superseded");
        applied(write(superseded, 2, change -> change));
        JobRecord fenced = take(ALICE, "fenced");
        applied(release(fenced, 1, change -> change));
        JobRecord refused = take(ALICE, "refused");
        applied(write(refused, 1, change -> change.sequence(2)));
        List<WriteAnswer> answers = store.write(List.of(
                intent(fenced, 2, step("late")),
                applied,
                write(refused, 2, change -> change.sequence(1)),
                intent(repeated, 1, step("other")),
                with(take(ALICE, "regressed"), BOB, 1),
                intent(superseded, 1, step("old"))));
        assertThat(answers).as(rule).hasSize(6);
        assertThat(answers.get(2)).as(rule).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(answers)
                .as(rule)
                .containsExactly(
                        FENCED,
                        APPLIED,
                        answers.get(2),
                        APPLIED,
                        new WriteAnswer.Regressed(Loss.TOKEN_GIVEN_TWICE),
                        new WriteAnswer.Superseded());
        assertThat(job("applied").progress().open()).as(rule).contains(step("new"));
        assertThat(job("repeated").progress().open()).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R13 a batch has no write, or as many as 256")
    void largestBatch() {
        assertThat(store.write(List.of())).as(rule).isEmpty();
        live(ALICE);
        submitMany(LeaseStore.WRITES);
        List<Write> batch = new ArrayList<>();
        takeAll(ALICE).forEach(job -> batch.add(intent(job, 1, step("greet " + job.id()))));
        assertThat(store.write(batch)).as(rule).hasSize(LeaseStore.WRITES).containsOnly(APPLIED);
        assertThat(batch)
                .as(rule)
                .allSatisfy(write -> assertThat(
                                store.find(write.job()).orElseThrow().progress())
                        .isEqualTo(write.progress()));
    }

    @Test
    @DisplayName("R14 the answer carries the operator's wish and its number, for a repeated write too")
    void wishAndNumber() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(write(mine, 1, change -> change));
        ordered("letter", new Command.Stop());
        var stopped = new WriteAnswer.Applied(Wish.STOPPED, 1);
        assertThat(apply(write(mine, 1, change -> change))).as(rule).isEqualTo(stopped);
        assertThat(apply(write(mine, 2, change -> change))).as(rule).isEqualTo(stopped);
        ordered("letter", new Command.Start());
        assertThat(apply(write(mine, 3, change -> change)))
                .as(rule)
                .isEqualTo(new WriteAnswer.Applied(Wish.RUNNING, 2));
    }

    private static Write with(JobRecord job, LeaseId owner, long token) {
        return new Write(job.id(), owner, token, 1, job.progress(), Optional.empty(), false);
    }

    private void regressed(Write write, Loss loss) {
        refusedUnchanged(write, new WriteAnswer.Regressed(loss));
    }

    private void refusedUnchanged(Write write, WriteAnswer expected) {
        JobRecord before = job(write.job().value());
        assertThat(apply(write)).as(rule).isEqualTo(expected);
        sameAs(before);
    }

    private void sameAs(JobRecord before) {
        JobRecord after = job(before.id().value());
        assertThat(after.timed(before.remaining(), before.intentAge()))
                .as(rule + "; nothing changes")
                .isEqualTo(before);
    }
}

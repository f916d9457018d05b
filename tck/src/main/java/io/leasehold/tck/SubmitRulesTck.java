package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Ownership;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R16: how jobs come to be, once. */
abstract class SubmitRulesTck extends RulesTck {
    private static final RunId FIRST = RunId.of(0xf1);
    private static final RunId SECOND = RunId.of(0xf2);
    private static final RunId THIRD = RunId.of(0xf3);

    SubmitRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R16 a new job is created as submitted, owned by nobody")
    void created() {
        assertThat(submit(mail("letter", "mail", 2, minutes(10)))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        JobRecord job = job("letter");
        assertThat(job)
                .as(rule)
                .isEqualTo(new JobRecord(
                        new JobId("letter"),
                        "mail",
                        RunId.of(1),
                        Bytes.ofUtf8("to letter"),
                        Wish.RUNNING,
                        0,
                        Ownership.none(0),
                        Progress.initial(2),
                        job.remaining(),
                        Optional.empty(),
                        List.of()));
        assertThat(job.remaining()).as(rule).isCloseTo(minutes(10), SLACK);
    }

    @Test
    @DisplayName("R16 SAME: the same run again changes nothing, whatever it carries")
    void sameRun() {
        letter(FIRST, "dear", Optional.empty());
        assertThat(letter(FIRST, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, false));
        assertThat(letter(FIRST, "other", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, false));
        assertThat(job("letter").payload().utf8()).as(rule).isEqualTo("dear");
    }

    @Test
    @DisplayName("R16 SAME: type and submitted payload equal, and the run that is there stays")
    void samePayload() {
        letter(FIRST, "dear", Optional.empty());
        assertThat(letter(SECOND, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, false));
        assertThat(job("letter").run()).as(rule).isEqualTo(FIRST);
    }

    @Test
    @DisplayName("R16 SAME compares the payload as submitted, not as amended since")
    void asSubmitted() {
        letter(FIRST, "dear", Optional.empty());
        ordered("letter", new Command.Amend(Bytes.ofUtf8("amended")));
        assertThat(letter(SECOND, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, false));
        assertThat(letter(THIRD, "amended", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(FIRST, false));
        assertThat(job("letter").payload().utf8())
                .as(rule + "; nothing changes")
                .isEqualTo("amended");
    }

    @Test
    @DisplayName("R16 OTHER: another payload, or another type, changes nothing")
    void other() {
        letter(FIRST, "dear", Optional.empty());
        assertThat(letter(SECOND, "other", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(FIRST, false));
        Submission fax = new Submission(
                new JobId("letter"), "fax", 1, Bytes.ofUtf8("dear"), SECOND, Optional.empty(), Duration.ZERO);
        assertThat(submit(fax)).as(rule).isEqualTo(new SubmitAnswer.Other(FIRST, false));
        assertThat(job("letter").type()).as(rule).isEqualTo("mail");
        assertThat(job("letter").payload().utf8()).as(rule).isEqualTo("dear");
    }

    @Test
    @DisplayName("R16 a submission that names the present run replaces nothing: only a tombstone is replaced")
    void presentIsNotReplaced() {
        letter(FIRST, "dear", Optional.empty());
        assertThat(letter(SECOND, "other", Optional.of(FIRST)))
                .as(rule)
                .isEqualTo(new SubmitAnswer.Other(FIRST, false));
        assertThat(job("letter").run()).as(rule).isEqualTo(FIRST);
    }

    @Test
    @DisplayName("R16 a tombstone is not replaced by a submission that doesn't name its run")
    void tombstoneStands() {
        letter(FIRST, "dear", Optional.empty());
        ordered("letter", new Command.Delete(false));
        assertThat(letter(SECOND, "other", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(FIRST, true));
        assertThat(letter(SECOND, "other", Optional.of(THIRD))).as(rule).isEqualTo(new SubmitAnswer.Other(FIRST, true));
        assertThat(letter(SECOND, "dear", Optional.empty()))
                .as(rule + "; equal to what was submitted")
                .isEqualTo(new SubmitAnswer.Same(FIRST, true));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R16 a submission that names a tombstone's run replaces it, whatever its payload")
    void tombstoneReplaced() {
        letter(FIRST, "dear", Optional.empty());
        ordered("letter", new Command.Delete(false));
        assertThat(letter(SECOND, "dear", Optional.of(FIRST))).as(rule).isEqualTo(new SubmitAnswer.Created(SECOND));
        ordered("letter", new Command.Delete(false));
        assertThat(letter(THIRD, "other", Optional.of(SECOND))).as(rule).isEqualTo(new SubmitAnswer.Created(THIRD));
        assertThat(job("letter").payload().utf8()).as(rule).isEqualTo("other");
        assertThat(job("letter").progress()).as(rule).isEqualTo(Progress.initial(1));
    }

    @Test
    @DisplayName("R16 a submission doesn't replace the tombstone of its own run")
    void ownTombstoneStands() {
        letter(FIRST, "dear", Optional.empty());
        ordered("letter", new Command.Delete(false));
        assertThat(letter(FIRST, "dear", Optional.of(FIRST))).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, true));
        assertThat(letter(FIRST, "other", Optional.of(FIRST))).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, true));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R16 the token goes on from the tombstone's, and so does the command number")
    void tokenGoesOn() {
        live(ALICE);
        letter(FIRST, "dear", Optional.empty());
        applied(release(take(ALICE, "letter"), 1, change -> change));
        ordered("letter", new Command.Delete(false));
        letter(SECOND, "dear", Optional.of(FIRST));
        assertThat(job("letter").ownership().token()).as(rule).isGreaterThanOrEqualTo(1);
        assertThat(take(ALICE, "letter").ownership().token()).as(rule).isGreaterThan(1);
        assertThat(job("letter").commandNumber()).as(rule).isGreaterThanOrEqualTo(1);
    }

    @Test
    @DisplayName("R16 a late submission of a former run brings nothing back")
    void lateSubmission() {
        letter(FIRST, "dear", Optional.empty());
        ordered("letter", new Command.Delete(false));
        assertThat(letter(FIRST, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Same(FIRST, true));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
        letter(SECOND, "newer", Optional.of(FIRST));
        assertThat(letter(FIRST, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(SECOND, false));
        ordered("letter", new Command.Delete(false));
        assertThat(letter(SECOND, "newer", Optional.of(FIRST))).as(rule).isEqualTo(new SubmitAnswer.Same(SECOND, true));
        assertThat(letter(FIRST, "dear", Optional.empty())).as(rule).isEqualTo(new SubmitAnswer.Other(SECOND, true));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R16 a submission that names a run to replace creates nothing where there is no tombstone")
    void nothingToReplace() {
        assertThat(letter(SECOND, "dear", Optional.of(FIRST))).as(rule).isInstanceOf(SubmitAnswer.Other.class);
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R16 a batch is judged one by one and answered in order")
    void batch() {
        assertThat(store.submit(List.of())).as(rule).isEmpty();
        letter(FIRST, "dear", Optional.empty());
        Submission before = mail("a");
        Submission after = mail("b");
        Submission other = new Submission(
                new JobId("letter"), "mail", 1, Bytes.ofUtf8("other"), SECOND, Optional.empty(), Duration.ZERO);
        assertThat(store.submit(List.of(after, other, before)))
                .as(rule)
                .containsExactly(
                        new SubmitAnswer.Created(after.run()),
                        new SubmitAnswer.Other(FIRST, false),
                        new SubmitAnswer.Created(before.run()));
        submitMany(Submission.BATCH);
        assertThat(job("job-0255").payload().utf8())
                .as(rule + "; the largest batch")
                .isEqualTo("to job-0255");
    }

    private SubmitAnswer letter(RunId run, String payload, Optional<RunId> replaces) {
        return submit(
                new Submission(new JobId("letter"), "mail", 1, Bytes.ofUtf8(payload), run, replaces, Duration.ZERO));
    }
}

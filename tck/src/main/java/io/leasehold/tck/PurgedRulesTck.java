package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other rules promise still holds once a tombstone has gone: tokens rise, and nothing late comes through. */
abstract class PurgedRulesTck extends TombstoneRulesTck {
    PurgedRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R7 tokens go on rising through a purge, whoever is submitted after it")
    void tokensGoOn() {
        long last = 0;
        for (int life = 1; life <= 3; life++) {
            buried("letter", 3);
            purgeAll(1);
            submit("letter");
            long token = take(ALICE, "letter").ownership().token();
            assertThat(token).as("%s; life %s", rule, life).isGreaterThan(last + 3);
            last = token;
            ordered("letter", new Command.Park(token));
            ordered("letter", new Command.Delete(false));
            purgeAll(1);
        }
        submit("never seen");
        assertThat(take(ALICE, "never seen").ownership().token())
                .as(rule + "; an id that went can't be told from a new one")
                .isGreaterThan(last);
    }

    @Test
    @DisplayName(
            "R7 where a tombstone is replaced while the floor is higher, or lower, the token goes on from the higher one")
    void replacedBelowTheFloor() {
        RunId low = buried("low", 1);
        RunId high = buried("high", 5);
        passMinutes(KEPT_MINUTES + 1);
        purged();
        RunId higher = buried("higher", 9);
        for (JobId id : List.of(new JobId("low"), new JobId("high"), new JobId("higher"))) {
            RunId run = id.value().equals("low") ? low : id.value().equals("high") ? high : higher;
            assertThat(submit(mail(id.value(), Optional.of(run)))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        }
        assertThat(take(ALICE, "low").ownership().token()).as(rule).isGreaterThan(5);
        assertThat(take(ALICE, "high").ownership().token()).as(rule).isGreaterThan(5);
        assertThat(take(ALICE, "higher").ownership().token()).as(rule).isGreaterThan(9);
    }

    @Test
    @DisplayName(
            "R11 a write from before the purge is never applied: REGRESSED while there is no record, FENCED under the next run")
    void lateWrites() {
        submit("letter");
        JobRecord former = take(ALICE, "letter");
        Write late = intent(former, 7, step("late"));
        applied(release(former, 1, change -> change));
        ordered("letter", new Command.Delete(false));
        purgeAll(1);
        assertThat(apply(late)).as(rule).isEqualTo(new WriteAnswer.Regressed(WriteAnswer.Loss.NO_RECORD));
        submit("letter");
        assertThat(apply(late)).as(rule + "; before its first claim").isEqualTo(new WriteAnswer.Fenced());
        JobRecord next = take(ALICE, "letter");
        assertThat(apply(late)).as(rule + "; under the same owner").isEqualTo(new WriteAnswer.Fenced());
        assertThat(job("letter").progress()).as(rule).isEqualTo(next.progress());
        applied(intent(next, 1, step("timely")));
    }

    @Test
    @DisplayName("R16 a late submission of a former run meets the tombstone until that goes")
    void lateSubmissions() {
        Submission first = mail("letter", Optional.empty());
        submit(first);
        ended("letter", 1);
        passMinutes(KEPT_MINUTES + 1);
        purged();
        passMinutes(9);
        assertThat(submit(first)).as(rule).isEqualTo(new SubmitAnswer.Same(first.run(), true));
        assertThat(store.find(LETTER)).as(rule).isEmpty();
    }

    @Test
    @DisplayName(
            "R16 a submission that replaces a tombstone which has gone creates nothing, and can begin anew without it")
    void nothingLeftToReplace() {
        RunId first = buried("letter", 2);
        purgeAll(1);
        Submission replacing = mail("letter", Optional.of(first));
        assertThat(submit(replacing)).as(rule).isEqualTo(new SubmitAnswer.Other(first, true));
        assertThat(store.find(LETTER)).as(rule).isEmpty();
        assertThat(submit(mail("letter", Optional.empty()))).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        assertThat(submit(replacing)).as(rule + ", and never later").isNotInstanceOf(SubmitAnswer.Created.class);
    }

    @Test
    @DisplayName("R17 a command for a run from before the purge changes nothing")
    void lateCommands() {
        RunId first = buried("letter", 1);
        purgeAll(1);
        Command late = new Command(LETTER, first, 0, new Command.Stop());
        assertThat(store.command(late)).as(rule).isEqualTo(new CommandAnswer.Absent(Optional.empty()));
        submit("letter");
        assertThat(store.command(late)).as(rule).isInstanceOf(CommandAnswer.Stale.class);
        assertThat(job("letter").runnable()).as(rule).isTrue();
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.Doubt;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R12 and R15: what an applied write changes, and what it leaves alone. */
abstract class WriteContentRulesTck extends RulesTck {
    WriteContentRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R12 a write replaces the owner's part whole")
    void completeView() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        DoubtLog doubts = DoubtLog.EMPTY;
        for (int i = 1; i <= 18; i++) {
            doubts = doubts.with(new Doubt(
                    i,
                    i,
                    Doubt.Cause.values()[i % Doubt.Cause.values().length],
                    Doubt.Resolution.values()[i % Doubt.Resolution.values().length]));
        }
        var step = new OpenStep(
                Bytes.ofUtf8("effect"),
                Bytes.ofUtf8("next"),
                new Pace(Pace.From.OUTCOME, minutes(7)),
                3,
                OpenStep.Standing.NOT_PERFORMED,
                true);
        var full = new Progress(
                Status.READY,
                3,
                1L << 40,
                Optional.of(Bytes.ofUtf8("state")),
                Optional.of(step),
                4,
                5,
                true,
                doubts,
                Optional.of("it failed"));
        applied(new Write(mine.id(), ALICE, 1, 1, full, Optional.empty(), false));
        assertThat(job("letter").progress()).as(rule).isEqualTo(full);
        Progress bare = Progress.initial(2).change().sequence(1L << 40).done();
        applied(new Write(mine.id(), ALICE, 1, 2, bare, Optional.empty(), false));
        assertThat(job("letter").progress()).as(rule + ", back to nothing too").isEqualTo(bare);
    }

    @Test
    @DisplayName("R12 empty is not absent: an empty state, effect, next state or error comes back as such")
    void emptyIsNotAbsent() {
        live(ALICE);
        submit("letter");
        Write write = write(
                take(ALICE, "letter"),
                1,
                change -> change.state(Optional.of(Bytes.EMPTY))
                        .open(Optional.of(OpenStep.intent(Bytes.EMPTY, Bytes.EMPTY, Pace.AT_ONCE)))
                        .error(Optional.of("")));
        applied(write);
        assertThat(job("letter").progress()).as(rule).isEqualTo(write.progress());
    }

    @Test
    @DisplayName("R12 a write leaves the operator's part alone")
    void operatorsPart() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        ordered("letter", new Command.Amend(Bytes.ofUtf8("amended")));
        ordered("letter", new Command.Stop());
        applied(intent(mine, 1, step("greet")));
        JobRecord after = job("letter");
        assertThat(after.payload().utf8()).as(rule).isEqualTo("amended");
        assertThat(after.wish()).as(rule).isEqualTo(Wish.STOPPED);
        assertThat(after.commandNumber()).as(rule).isEqualTo(2);
    }

    @Test
    @DisplayName("R12 a write concerns its own job alone")
    void otherJobs() {
        live(ALICE);
        submit("a", "b");
        JobRecord mine = take(ALICE, "a");
        JobRecord other = take(ALICE, "b");
        applied(intent(mine, 1, step("greet")));
        assertThat(job("b").progress()).as(rule).isEqualTo(other.progress());
        assertThat(job("b").ownership()).as(rule).isEqualTo(other.ownership());
    }

    @ParameterizedTest(name = "R12 a release leaves the job to nobody, its token kept: {0}")
    @EnumSource
    void release(Status status) {
        live(ALICE);
        submit("letter");
        leave(ALICE, "letter", status);
        Ownership after = job("letter").ownership();
        assertThat(after.owner()).as(rule).isEmpty();
        assertThat(after.token()).as(rule).isEqualTo(1);
        assertThat(job("letter").progress().status()).as(rule).isEqualTo(status);
        assertThat(claimOne(ALICE, "letter")).as(rule).hasSize(status == Status.READY ? 1 : 0);
    }

    @Test
    @DisplayName("R15 due is the store's now plus the delay; what remains is never below zero")
    void delay() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(delayed(mine, 1, minutes(10)));
        remains(10);
        passMinutes(4);
        remains(6);
        passMinutes(60);
        assertThat(job("letter").remaining()).as(rule).isZero();
        applied(delayed(mine, 2, minutes(5)));
        remains(5);
        applied(delayed(mine, 3, Duration.ZERO));
        assertThat(job("letter").remaining()).as(rule).isZero();
    }

    @Test
    @DisplayName("R15 a write without a delay keeps the due time")
    void noDelay() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(delayed(mine, 1, minutes(10)));
        passMinutes(4);
        applied(intent(mine, 2, step("greet")));
        remains(6);
        applied(release(mine, 3, change -> change));
        remains(6);
    }

    @Test
    @DisplayName("R15 the longest delay is kept")
    void longestDelay() {
        live(ALICE);
        submit("letter");
        applied(delayed(take(ALICE, "letter"), 1, Write.LONGEST_DELAY));
        assertThat(job("letter").remaining()).as(rule).isCloseTo(Write.LONGEST_DELAY, SLACK);
    }

    @Test
    @DisplayName("R15 a submission may carry a delay; the due time survives a takeover")
    void dueSurvivesTakeover() {
        live(ALICE, BOB);
        submitAll(List.of(mail("letter", "mail", 1, minutes(50))));
        take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        passMinutes(20);
        assertThat(take(BOB, "letter").remaining()).as(rule).isCloseTo(minutes(30), SLACK);
        remains(30);
    }

    @Test
    @DisplayName("R12 the intent's age begins with a new attempt and is kept by what the same attempt comes to")
    void intentAge() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        assertThat(job("letter").intentAge()).as(rule + "; no step is open").isEmpty();
        applied(intent(mine, 1, step("greet")));
        aged(0);
        passMinutes(5);
        applied(intent(mine, 2, step("greet").notPerformed()));
        aged(5);
        passMinutes(2);
        applied(intent(mine, 3, step("greet").notPerformed().again()));
        aged(0);
        passMinutes(3);
        applied(write(mine, 4, change -> change.sequence(2)));
        assertThat(job("letter").intentAge()).as(rule + "; the step is closed").isEmpty();
        applied(write(mine, 5, change -> change.sequence(2).open(Optional.of(step("leave")))));
        aged(0);
        passMinutes(1);
        applied(write(mine, 6, change -> change.sequence(3).open(Optional.of(step("next at once")))));
        aged(0);
    }

    @Test
    @DisplayName("R12 a further attempt keeps the age while an earlier one is in doubt, and begins anew once none is")
    void ageOfTheFirstInDoubt() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(intent(mine, 1, step("greet")));
        passMinutes(5);
        OpenStep second = step("greet").again();
        applied(intent(mine, 2, second));
        aged(5);
        passMinutes(2);
        applied(intent(mine, 3, second.notPerformed()));
        applied(intent(mine, 4, second.notPerformed().again()));
        aged(7);
        OpenStep cleared =
                new OpenStep(second.effect(), second.nextState(), second.pace(), 4, OpenStep.Standing.INTENDED, false);
        applied(intent(mine, 5, cleared));
        aged(0);
    }

    @Test
    @DisplayName("R12 the intent's age survives a takeover")
    void intentAgeSurvives() {
        live(ALICE, BOB);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        end(ALICE, LeaseEnd.CLEAN);
        passMinutes(9);
        assertThat(take(BOB, "letter").intentAge().orElseThrow()).as(rule).isCloseTo(minutes(9), SLACK);
        aged(9);
    }

    private void remains(long minutes) {
        assertThat(job("letter").remaining()).as(rule).isCloseTo(minutes(minutes), SLACK);
    }

    private void aged(long minutes) {
        assertThat(job("letter").intentAge().orElseThrow()).as(rule).isCloseTo(minutes(minutes), SLACK);
    }
}

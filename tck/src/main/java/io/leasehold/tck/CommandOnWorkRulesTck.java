package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.Command.Verdict;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandAnswer.Reason;
import io.leasehold.store.Doubt;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** R17: commands to a job that an owner holds, or left with a step in doubt. */
abstract class CommandOnWorkRulesTck extends RulesTck {
    private static final RunId NEW = RunId.of(0x2e3);

    CommandOnWorkRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    static Stream<Command.Order> refusedWhileOwned() {
        return Stream.of(
                new Command.Restart(NEW, true), new Command.Delete(true), new Command.Resolve(1, 1, Verdict.DELIVERED));
    }

    static Stream<Command.Order> endingTheLapsed() {
        return Stream.of(new Command.Restart(NEW, true), new Command.Delete(true));
    }

    static Stream<Command.Order> refusedInDoubt() {
        return Stream.of(new Command.Restart(NEW, false), new Command.Delete(false));
    }

    @ParameterizedTest(name = "R17 refused while a live lease owns the job: {0}")
    @MethodSource("refusedWhileOwned")
    void ownedByLive(Command.Order order) {
        live(ALICE);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        JobRecord before = job("letter");
        assertThat(order("letter", order)).as(rule).isEqualTo(new CommandAnswer.Refused(Reason.OWNED));
        JobRecord after = job("letter");
        assertThat(after.timed(before.remaining(), before.intentAge()))
                .as(rule + "; nothing changes")
                .isEqualTo(before);
    }

    @ParameterizedTest(name = "R17 a lapsed owner is ended first: {0}")
    @MethodSource("endingTheLapsed")
    void lapsedOwner(Command.Order order) {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        passMinutes(90);
        assertThat(order("letter", order)).as(rule).isInstanceOf(CommandAnswer.Applied.class);
        assertThat(ask(ALICE)).as(rule).isEqualTo(new LeaseState.Ended());
        assertThat(survey().ended()).as(rule).extracting(EndedLease::how).containsExactly(LeaseEnd.LAPSED);
        assertThat(apply(intent(mine, 1, step("late"))))
                .as(rule + "; its writes are fenced")
                .isEqualTo(new WriteAnswer.Fenced());
    }

    @ParameterizedTest(name = "R17 refused while a step is in doubt, unless the order says so: {0}")
    @MethodSource("refusedInDoubt")
    void inDoubt(Command.Order order) {
        leftOpen(step("greet"));
        assertThat(order("letter", order)).as(rule).isEqualTo(new CommandAnswer.Refused(Reason.IN_DOUBT));
        assertThat(job("letter").commandNumber()).as(rule).isZero();
        Command.Order all = order instanceof Command.Delete ? new Command.Delete(true) : new Command.Restart(NEW, true);
        assertThat(order("letter", all)).as(rule).isInstanceOf(CommandAnswer.Applied.class);
    }

    @ParameterizedTest(name = "R17 a step that was surely not performed is not in doubt: {0}")
    @MethodSource("refusedInDoubt")
    void notInDoubt(Command.Order order) {
        leftOpen(step("greet").notPerformed());
        assertThat(order("letter", order)).as(rule).isInstanceOf(CommandAnswer.Applied.class);
    }

    @ParameterizedTest(name = "R17 a step of which an earlier attempt was in doubt still is: {0}")
    @MethodSource("refusedInDoubt")
    void stillInDoubt(Command.Order order) {
        leftOpen(step("greet").again().notPerformed());
        assertThat(order("letter", order)).as(rule).isEqualTo(new CommandAnswer.Refused(Reason.IN_DOUBT));
    }

    @Test
    @DisplayName("R17 Start sets a dead owner to none and leaves a live one")
    void startAndOwner() {
        live(ALICE, BOB);
        submit("letter", "card");
        take(ALICE, "letter");
        JobRecord held = take(BOB, "card");
        end(ALICE, LeaseEnd.CLEAN);
        ordered("letter", new Command.Start());
        ordered("card", new Command.Start());
        assertThat(job("letter").ownership().owner()).as(rule).isEmpty();
        assertThat(job("card").ownership()).as(rule).isEqualTo(held.ownership());
        assertThat(apply(write(held, 1, change -> change))).as(rule).isInstanceOf(WriteAnswer.Applied.class);
    }

    @ParameterizedTest(name = "R17 Resolve lets the job go on behind the step: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_DELIVERED")
    void resolveBehind(Verdict verdict) {
        Progress before = leftOpen(step("greet"));
        ordered("letter", new Command.Resolve(4, 1, verdict));
        Doubt.Resolution found = verdict == Verdict.DELIVERED ? Doubt.Resolution.DELIVERED : Doubt.Resolution.SKIPPED;
        assertThat(job("letter").progress())
                .as(rule)
                .isEqualTo(resolved(before, found)
                        .sequence(5)
                        .state(Optional.of(Bytes.ofUtf8("after greet")))
                        .open(Optional.empty())
                        .done());
        goesOn();
    }

    @ParameterizedTest(name = "R17 Resolve makes the job due at once: {0}")
    @EnumSource
    void resolveIsDue(Verdict verdict) {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        applied(intent(mine, 1, step("greet")));
        Progress parked = mine.progress()
                .change()
                .open(Optional.of(step("greet")))
                .status(Status.PARKED)
                .done();
        applied(new Write(mine.id(), ALICE, 1, 2, parked, Optional.of(minutes(10)), true));
        assertThat(job("letter").remaining()).as(rule).isGreaterThan(minutes(5));
        ordered("letter", new Command.Resolve(1, 1, verdict));
        assertThat(job("letter").remaining()).as(rule).isZero();
    }

    @Test
    @DisplayName("R17 Resolve as NOT_DELIVERED has the same step performed again")
    void resolveAgain() {
        Progress before = leftOpen(step("greet").again());
        ordered("letter", new Command.Resolve(4, 2, Verdict.NOT_DELIVERED));
        OpenStep clear = new OpenStep(
                Bytes.ofUtf8("greet"),
                Bytes.ofUtf8("after greet"),
                Pace.AT_ONCE,
                2,
                OpenStep.Standing.NOT_PERFORMED,
                false);
        Progress after = job("letter").progress();
        assertThat(after.open()).as(rule).contains(clear);
        assertThat(after.sequence()).as(rule).isEqualTo(4);
        assertThat(after.state()).as(rule).isEqualTo(before.state());
        assertThat(after.doubts().last())
                .as(rule)
                .extracting(Doubt::resolution)
                .containsExactly(Doubt.Resolution.NOT_DELIVERED);
        goesOn();
    }

    @Test
    @DisplayName("R17 Resolve is refused where there is no such step in doubt")
    void noSuchStep() {
        leftOpen(step("greet"));
        var refused = new CommandAnswer.Refused(Reason.NO_SUCH_STEP);
        assertThat(order("letter", new Command.Resolve(3, 1, Verdict.SKIP)))
                .as(rule + ": sequence")
                .isEqualTo(refused);
        assertThat(order("letter", new Command.Resolve(4, 2, Verdict.SKIP)))
                .as(rule + ": attempt")
                .isEqualTo(refused);
        submit("fresh");
        assertThat(order("fresh", new Command.Resolve(1, 1, Verdict.SKIP)))
                .as(rule + ": none open")
                .isEqualTo(refused);
        ordered("letter", new Command.Resolve(4, 1, Verdict.NOT_DELIVERED));
        assertThat(order("letter", new Command.Resolve(4, 1, Verdict.SKIP)))
                .as(rule + ": resolved")
                .isEqualTo(refused);
        assertThat(job("letter").commandNumber())
                .as(rule + "; a refusal raises no number")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R17 Park stops a job, whoever owns it: PARKED, no owner, its writes fenced")
    void park() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        ordered("letter", new Command.Park(0));
        JobRecord after = job("letter");
        assertThat(after.progress())
                .as(rule)
                .isEqualTo(mine.progress().change().status(Status.PARKED).done());
        assertThat(after.wish()).as(rule).isEqualTo(mine.wish());
        assertThat(after.ownership().owner()).as(rule).isEmpty();
        assertThat(after.ownership().token())
                .as(rule + "; a lower token lowers nothing")
                .isEqualTo(1);
        assertThat(apply(write(mine, 1, change -> change))).as(rule).isEqualTo(new WriteAnswer.Fenced());
        assertThat(takeAll(ALICE)).as(rule).isEmpty();
    }

    @Test
    @DisplayName("R17 Park raises the token to at least the one named, so that no claim repeats it")
    void parkRaisesToken() {
        live(ALICE);
        submit("letter");
        ordered("letter", new Command.Park(41));
        assertThat(job("letter").ownership().token()).as(rule).isEqualTo(41);
        ordered("letter", new Command.Start());
        assertThat(take(ALICE, "letter").ownership().token()).as(rule).isEqualTo(42);
    }

    @Test
    @DisplayName("R17 Park leaves a finished job finished")
    void parkFinished() {
        live(ALICE);
        submit("letter");
        leave(ALICE, "letter", Status.FINISHED);
        ordered("letter", new Command.Park(5));
        assertThat(job("letter").progress().status()).as(rule).isEqualTo(Status.FINISHED);
        assertThat(job("letter").ownership().token()).as(rule).isEqualTo(5);
    }

    @Test
    @DisplayName("R17 a deleted job's owner is gone with it")
    void deleteLapsed() {
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        end(ALICE, LeaseEnd.CLEAN);
        ordered("letter", new Command.Delete(false));
        assertThat(store.owned(ALICE, Optional.empty()).jobs()).as(rule).isEmpty();
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
    }

    /** A job at sequence 4 whose owner ended with this step open; the owner's part as it then was. */
    private Progress leftOpen(OpenStep open) {
        live(ALICE, BOB);
        submit("letter");
        applied(write(
                take(ALICE, "letter"),
                1,
                change -> change.sequence(4)
                        .state(Optional.of(Bytes.ofUtf8("before")))
                        .open(Optional.of(open))
                        .failures(2)
                        .lapses(1)
                        .probation(true)));
        end(ALICE, LeaseEnd.LOST);
        return job("letter").progress();
    }

    private static Progress.Change resolved(Progress before, Doubt.Resolution found) {
        Doubt doubt = new Doubt(4, 1, Doubt.Cause.OWNER_GONE, found);
        return before.change()
                .doubts(before.doubts().with(doubt))
                .failures(0)
                .lapses(0)
                .probation(false);
    }

    private void goesOn() {
        assertThat(job("letter").ownership().owner())
                .as(rule + "; the dead owner is gone")
                .isEmpty();
        assertThat(ids(List.of(take(BOB, "letter")))).as(rule).containsExactly("letter");
    }
}

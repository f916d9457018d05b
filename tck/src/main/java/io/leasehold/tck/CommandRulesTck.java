package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Wish;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** R17: commands to a job that nobody holds, and when a command comes too late. */
abstract class CommandRulesTck extends RulesTck {
    private static final RunId NEW = RunId.of(0x2e3);

    CommandRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    static Stream<Command.Order> everyOrder() {
        return Stream.of(
                new Command.Start(),
                new Command.Stop(),
                new Command.Restart(NEW, true),
                new Command.Resolve(1, 1, Command.Verdict.SKIP),
                new Command.Amend(Bytes.ofUtf8("amended")),
                new Command.Park(5),
                new Command.Delete(true));
    }

    @ParameterizedTest(name = "R17 a command applied raises the number, and the same packet again changes nothing: {0}")
    @MethodSource("everyOrder")
    void raisesTheNumber(Command.Order order) {
        jobInDoubt();
        JobRecord before = job("letter");
        var command = new Command(before.id(), before.run(), before.commandNumber(), order);
        assertThat(store.command(command))
                .as(rule)
                .isInstanceOfSatisfying(
                        CommandAnswer.Applied.class,
                        applied -> assertThat(applied.number()).as(rule).isEqualTo(before.commandNumber() + 1));
        Optional<JobRecord> after = store.find(before.id());
        CommandAnswer again = store.command(command);
        assertThat(again)
                .as(rule)
                .isEqualTo(after.<CommandAnswer>map(
                                job -> new CommandAnswer.Stale(job.run(), job.commandNumber(), job.wish()))
                        .orElse(new CommandAnswer.Absent(Optional.of(before.run()))));
        assertThat(store.find(before.id()).map(JobRecord::ownership))
                .as(rule)
                .isEqualTo(after.map(JobRecord::ownership));
        assertThat(store.find(before.id()).map(JobRecord::progress)).as(rule).isEqualTo(after.map(JobRecord::progress));
    }

    @ParameterizedTest(name = "R17 a stale command changes nothing and answers what is now: {0}")
    @MethodSource("everyOrder")
    void stale(Command.Order order) {
        jobInDoubt();
        ordered("letter", new Command.Stop());
        JobRecord before = job("letter");
        var now = new CommandAnswer.Stale(before.run(), before.commandNumber(), Wish.STOPPED);
        for (long number : List.of(before.commandNumber() - 1, before.commandNumber() + 1, 0L)) {
            assertThat(store.command(new Command(before.id(), before.run(), number, order)))
                    .as(rule)
                    .isEqualTo(now);
        }
        assertThat(store.command(new Command(before.id(), NEW, before.commandNumber(), order)))
                .as(rule + "; the number is right, but it is another run")
                .isEqualTo(now);
        JobRecord after = job("letter");
        assertThat(after.timed(before.remaining(), before.intentAge())).as(rule).isEqualTo(before);
    }

    @Test
    @DisplayName("R17 a stale Restart or Delete doesn't even end the lapsed owner")
    void staleEndsNobody() {
        live(ALICE);
        submit("letter");
        JobRecord owned = take(ALICE, "letter");
        passMinutes(90);
        store.command(new Command(owned.id(), owned.run(), 7, new Command.Restart(NEW, true)));
        store.command(new Command(owned.id(), owned.run(), 7, new Command.Delete(true)));
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @ParameterizedTest(name = "R17 a command to a job that is absent creates nothing: {0}")
    @MethodSource("everyOrder")
    void absent(Command.Order order) {
        JobId letter = new JobId("letter");
        assertThat(store.command(new Command(letter, NEW, 0, order)))
                .as(rule)
                .isEqualTo(new CommandAnswer.Absent(Optional.empty()));
        submit("letter");
        RunId deleted = job("letter").run();
        ordered("letter", new Command.Delete(false));
        assertThat(store.command(new Command(letter, deleted, 1, order)))
                .as(rule + "; a tombstone names the run that was deleted")
                .isEqualTo(new CommandAnswer.Absent(Optional.of(deleted)));
        assertThat(store.find(letter)).as(rule).isEmpty();
    }

    @ParameterizedTest(name = "R17 Start goes on where the job stands, counters 0, due at once, from {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FINISHED")
    void start(Status status) {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 1, minutes(50))));
        applied(release(
                take(ALICE, "letter"),
                1,
                change -> change.status(status)
                        .sequence(4)
                        .state(Optional.of(Bytes.ofUtf8("there")))
                        .open(Optional.of(step("greet").notPerformed()))
                        .failures(3)
                        .lapses(2)
                        .probation(true)));
        ordered("letter", new Command.Stop());
        Progress before = job("letter").progress();
        assertThat(order("letter", new Command.Start())).as(rule).isEqualTo(new CommandAnswer.Applied(2, Wish.RUNNING));
        assertThat(job("letter").progress())
                .as(rule)
                .isEqualTo(before.change()
                        .status(Status.READY)
                        .failures(0)
                        .lapses(0)
                        .probation(false)
                        .done());
        assertThat(job("letter").wish()).as(rule).isEqualTo(Wish.RUNNING);
        assertThat(job("letter").remaining()).as(rule).isZero();
        assertThat(claimOne(ALICE, "letter")).as(rule).hasSize(1);
    }

    @Test
    @DisplayName("R17 Start is refused where the run has reached its end")
    void startFinished() {
        live(ALICE);
        submit("letter");
        leave(ALICE, "letter", Status.FINISHED);
        assertThat(order("letter", new Command.Start()))
                .as(rule)
                .isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.FINISHED));
        assertThat(job("letter").commandNumber()).as(rule + "; nothing changes").isZero();
    }

    @Test
    @DisplayName("R17 Stop is durable and touches nothing but the wish")
    void stop() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        assertThat(order("letter", new Command.Stop())).as(rule).isEqualTo(new CommandAnswer.Applied(1, Wish.STOPPED));
        JobRecord after = job("letter");
        assertThat(after.timed(mine.remaining(), mine.intentAge()))
                .as(rule + "; the owner stays")
                .isEqualTo(mine.ordered(Wish.STOPPED, 1));
        end(ALICE, LeaseEnd.LAPSED);
        live(BOB);
        assertThat(takeAll(BOB, ALICE))
                .as(rule + "; a stopped job is no orphan")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R17 Restart begins another run: sequence 1, no state, wish RUNNING, due at once; payload and token stay")
    void restart() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 2, minutes(50))));
        applied(release(
                take(ALICE, "letter"),
                1,
                change -> change.status(Status.FINISHED)
                        .sequence(9)
                        .state(Optional.of(Bytes.ofUtf8("there")))
                        .failures(3)
                        .error(Optional.of("broken"))));
        ordered("letter", new Command.Stop());
        assertThat(order("letter", new Command.Restart(NEW, false)))
                .as(rule)
                .isEqualTo(new CommandAnswer.Applied(2, Wish.RUNNING));
        JobRecord after = job("letter");
        assertThat(after.run()).as(rule).isEqualTo(NEW);
        assertThat(after.progress()).as(rule).isEqualTo(Progress.initial(2));
        assertThat(after.payload().utf8()).as(rule).isEqualTo("to letter");
        assertThat(after.ownership().token()).as(rule).isEqualTo(1);
        assertThat(after.remaining()).as(rule).isZero();
        assertThat(after.runnable()).as(rule).isTrue();
    }

    @Test
    @DisplayName("R17 Amend replaces the payload and nothing else, empty if so ordered")
    void amend() {
        live(ALICE);
        submit("letter");
        JobRecord mine = take(ALICE, "letter");
        ordered("letter", new Command.Amend(Bytes.ofUtf8("amended")));
        JobRecord after = job("letter");
        assertThat(after.timed(mine.remaining(), mine.intentAge()))
                .as(rule)
                .isEqualTo(mine.withPayload(Bytes.ofUtf8("amended")).ordered(Wish.RUNNING, 1));
        ordered("letter", new Command.Amend(Bytes.EMPTY));
        assertThat(job("letter").payload()).as(rule).isEqualTo(Bytes.EMPTY);
    }

    @Test
    @DisplayName("R17 Delete leaves a tombstone: the job is neither found, listed nor claimed")
    void delete() {
        live(ALICE);
        submit("letter", "card");
        ordered("letter", new Command.Delete(false));
        assertThat(store.find(new JobId("letter"))).as(rule).isEmpty();
        assertThat(ids(store.list(JobQuery.all()).jobs())).as(rule).containsExactly("card");
        assertThat(ids(takeAll(ALICE))).as(rule).containsExactly("card");
        assertThat(claimOne(ALICE, "letter")).as(rule).isEmpty();
    }

    /** A job whose dead owner left an open step. */
    private void jobInDoubt() {
        live(ALICE);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        end(ALICE, LeaseEnd.LOST);
    }
}

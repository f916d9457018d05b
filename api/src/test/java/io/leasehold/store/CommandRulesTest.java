package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command.Verdict;
import io.leasehold.store.CommandAnswer.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R17 as plain arithmetic; what it comes to in a store is told by the conformance kit. */
class CommandRulesTest {
    private static final RunId RUN = RunId.of(1);
    private static final RunId NEW = RunId.of(2);
    private static final OpenStep INTENT = OpenStep.intent(Bytes.ofUtf8("effect"), Bytes.ofUtf8("next"), Pace.AT_ONCE);

    static Stream<Command.Order> orders() {
        return Stream.of(
                new Command.Start(),
                new Command.Stop(),
                new Command.Restart(NEW, true),
                new Command.Resolve(3, 1, Verdict.SKIP),
                new Command.Amend(Bytes.EMPTY),
                new Command.Park(9),
                new Command.Delete(true));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void everyOrderRaisesTheNumberByOne(Command.Order order) {
        CommandRules.Effect effect = apply(order, job(INTENT), false);
        assertThat(effect.answer())
                .isInstanceOfSatisfying(
                        CommandAnswer.Applied.class,
                        applied -> assertThat(applied.number()).isEqualTo(5));
        assertThat(effect.job().map(JobRecord::commandNumber).orElse(5L)).isEqualTo(5);
        assertThat(effect.deleted())
                .isEqualTo(order instanceof Command.Delete)
                .isEqualTo(effect.job().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void everyOrderIsStaleForAnotherNumberOrRun(Command.Order order) {
        CommandRules.Effect stale = CommandRules.Effect.unchanged(new CommandAnswer.Stale(RUN, 4, Wish.STOPPED));
        for (Command command : List.of(command(order, RUN, 3), command(order, RUN, 5), command(order, NEW, 4))) {
            assertThat(CommandRules.stale(command, job(INTENT))).isTrue();
            assertThat(CommandRules.apply(command, job(INTENT), true)).isEqualTo(stale);
        }
    }

    @Test
    @DisplayName("a live owner stays through Start, Stop and Amend, and goes with Park alone")
    void liveOwner() {
        assertThat(owner(new Command.Start(), true)).isPresent();
        assertThat(owner(new Command.Stop(), true)).isPresent();
        assertThat(owner(new Command.Amend(Bytes.EMPTY), true)).isPresent();
        assertThat(owner(new Command.Park(0), true)).isEmpty();
        for (Command.Order order : List.of(
                new Command.Restart(NEW, true), new Command.Delete(true), new Command.Resolve(3, 1, Verdict.SKIP))) {
            assertThat(apply(order, job(INTENT), true).answer()).isEqualTo(new CommandAnswer.Refused(Reason.OWNED));
        }
    }

    @Test
    @DisplayName("a dead owner goes with Start, Restart, Resolve and Park, and stays through Stop and Amend")
    void deadOwner() {
        assertThat(owner(new Command.Start(), false)).isEmpty();
        assertThat(owner(new Command.Restart(NEW, true), false)).isEmpty();
        assertThat(owner(new Command.Resolve(3, 1, Verdict.DELIVERED), false)).isEmpty();
        assertThat(owner(new Command.Park(0), false)).isEmpty();
        assertThat(owner(new Command.Stop(), false)).isPresent();
        assertThat(owner(new Command.Amend(Bytes.EMPTY), false)).isPresent();
    }

    @Test
    @DisplayName("Start, Restart and Resolve make the job due; the others leave its due time")
    void due() {
        assertThat(orders().filter(order -> apply(order, job(INTENT), false).dueNow()))
                .hasOnlyElementsOfTypes(Command.Start.class, Command.Restart.class, Command.Resolve.class)
                .hasSize(3);
    }

    @Test
    @DisplayName("Restart and Delete ask first while a step is in doubt")
    void doubt() {
        for (Command.Order order : List.of(new Command.Restart(NEW, false), new Command.Delete(false))) {
            assertThat(apply(order, job(INTENT), false).answer()).isEqualTo(new CommandAnswer.Refused(Reason.IN_DOUBT));
            assertThat(apply(order, job(INTENT.notPerformed()), false).answer())
                    .isInstanceOf(CommandAnswer.Applied.class);
        }
    }

    @Test
    @DisplayName("Park never lowers the token, and raises it to the one named")
    void parkToken() {
        assertThat(apply(new Command.Park(3), job(INTENT), true)
                        .job()
                        .orElseThrow()
                        .ownership()
                        .token())
                .isEqualTo(6);
        assertThat(apply(new Command.Park(9), job(INTENT), true)
                        .job()
                        .orElseThrow()
                        .ownership()
                        .token())
                .isEqualTo(9);
    }

    @Test
    @DisplayName("Resolve refuses another sequence or attempt, and a step that is not in doubt")
    void resolve() {
        var refused = new CommandAnswer.Refused(Reason.NO_SUCH_STEP);
        assertThat(apply(new Command.Resolve(2, 1, Verdict.SKIP), job(INTENT), false)
                        .answer())
                .isEqualTo(refused);
        assertThat(apply(new Command.Resolve(3, 2, Verdict.SKIP), job(INTENT), false)
                        .answer())
                .isEqualTo(refused);
        assertThat(apply(new Command.Resolve(3, 1, Verdict.SKIP), job(INTENT.notPerformed()), false)
                        .answer())
                .isEqualTo(refused);
    }

    private static Optional<LeaseId> owner(Command.Order order, boolean owned) {
        return apply(order, job(INTENT), owned).job().orElseThrow().ownership().owner();
    }

    private static CommandRules.Effect apply(Command.Order order, JobRecord stored, boolean owned) {
        return CommandRules.apply(command(order, RUN, 4), stored, owned);
    }

    private static Command command(Command.Order order, RunId run, long number) {
        return new Command(new JobId("letter"), run, number, order);
    }

    private static JobRecord job(OpenStep open) {
        return new JobRecord(
                new JobId("letter"),
                "mail",
                RUN,
                Bytes.EMPTY,
                Wish.STOPPED,
                4,
                new Ownership(Optional.of(LeaseId.of(1)), 6, 2, 1),
                Progress.initial(1).change().sequence(3).open(Optional.of(open)).done(),
                Duration.ZERO,
                Optional.of(Duration.ZERO),
                List.of());
    }
}

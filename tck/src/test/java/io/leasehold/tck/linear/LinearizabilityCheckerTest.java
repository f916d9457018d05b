package io.leasehold.tck.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The checker on small histories of which one can see whether they are linearizable. */
class LinearizabilityCheckerTest {
    private final LinearizabilityChecker<Integer, String, String> registers =
            new LinearizabilityChecker<>(new RegisterSpecification(), 100_000);
    private final LinearizabilityChecker<List<String>, String, String> queues =
            new LinearizabilityChecker<>(new QueueSpecification(), 100_000);

    private static Call<String, String> call(String caller, String operation, String answer, long from, long to) {
        return Call.answered(caller, operation, answer, from, to);
    }

    @SafeVarargs
    private static List<Call<String, String>> history(Call<String, String>... calls) {
        return List.of(calls);
    }

    private static void holds(Verdict<?, ?> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Linearizable.class);
    }

    private static void fails(Verdict<?, ?> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void nothingIsLinearizable() {
        holds(registers.check(List.of()));
    }

    @Test
    void readDuringAWriteMaySeeEither() {
        holds(registers.check(history(call("a", "write 1", "ok", 1, 4), call("b", "read", "0", 2, 3))));
        holds(registers.check(history(call("a", "write 1", "ok", 1, 4), call("b", "read", "1", 2, 3))));
    }

    @Test
    void readAfterAWriteMustSeeIt() {
        fails(registers.check(history(call("a", "write 1", "ok", 1, 2), call("b", "read", "0", 3, 4))));
    }

    @Test
    void readMustNotSeeWhatIsWrittenLater() {
        fails(registers.check(history(call("b", "read", "1", 1, 2), call("a", "write 1", "ok", 3, 4))));
    }

    @Test
    void readsNeverGoBack() {
        fails(registers.check(
                history(call("a", "write 1", "ok", 1, 8), call("b", "read", "1", 2, 3), call("c", "read", "0", 4, 5))));
        holds(registers.check(
                history(call("a", "write 1", "ok", 1, 8), call("b", "read", "1", 2, 5), call("c", "read", "0", 3, 4))));
    }

    @Test
    void writeThatChangesNothingNowMayChangeSomethingLater() {
        holds(registers.check(history(
                call("a", "write 0", "ok", 1, 6), call("b", "write 2", "ok", 2, 3), call("c", "read", "0", 4, 5))));
    }

    @Test
    void everyoneSeesTwoWritesInTheSameOrder() {
        fails(registers.check(history(
                call("a", "write 1", "ok", 1, 12),
                call("b", "write 2", "ok", 2, 13),
                call("c", "read", "1", 3, 4),
                call("c", "read", "2", 5, 6),
                call("d", "read", "1", 7, 8))));
    }

    @Test
    void unansweredWriteMayTakeEffectAnyTimeLaterOrNever() {
        Call<String, String> lost = Call.unanswered("a", "write 1", 1);
        holds(registers.check(history(lost, call("b", "read", "0", 2, 3), call("b", "read", "1", 4, 5))));
        holds(registers.check(history(lost, call("b", "read", "0", 2, 3), call("b", "read", "0", 4, 5))));
        fails(registers.check(history(lost, call("b", "read", "1", 2, 3), call("b", "read", "0", 4, 5))));
    }

    @Test
    void unansweredWriteTakesNoEffectBeforeItIsInvoked() {
        fails(registers.check(history(call("b", "read", "1", 1, 2), Call.unanswered("a", "write 1", 3))));
    }

    @Test
    void queueHandsOutInTheOrderOfPutsThatDidNotOverlap() {
        holds(queues.check(history(
                call("a", "put x", "ok", 1, 4),
                call("b", "put y", "ok", 2, 3),
                call("a", "take", "y", 5, 6),
                call("b", "take", "x", 7, 8))));
        fails(queues.check(history(
                call("a", "put x", "ok", 1, 2),
                call("b", "put y", "ok", 3, 4),
                call("a", "take", "y", 5, 6),
                call("b", "take", "x", 7, 8))));
    }

    @Test
    void queueHandsOutNothingTwice() {
        fails(queues.check(
                history(call("a", "put x", "ok", 1, 2), call("a", "take", "x", 3, 6), call("b", "take", "x", 4, 5))));
    }

    @Test
    void queueIsNotEmptyWhileSomethingIsIn() {
        fails(queues.check(history(call("a", "put x", "ok", 1, 2), call("b", "take", "empty", 3, 4))));
        holds(queues.check(history(
                call("a", "put x", "ok", 1, 2), call("b", "take", "empty", 3, 6), call("c", "take", "x", 4, 5))));
    }

    @Test
    void unansweredTakeMayHaveTakenSomething() {
        List<Call<String, String>> lost = List.of(
                call("a", "put x", "ok", 1, 2), Call.unanswered("b", "take", 3), call("c", "take", "empty", 4, 5));
        holds(queues.check(lost));
        fails(queues.check(List.of(lost.get(0), lost.get(2))));
    }

    @Test
    void orderThatIsFoundIsRightOneAfterTheOther() {
        List<Call<String, String>> history =
                history(call("a", "write 1", "ok", 1, 10), call("b", "read", "0", 2, 9), call("c", "read", "1", 3, 8));
        var found = (Verdict.Linearizable<String, String>) registers.check(history);
        assertThat(found.order()).containsExactly(history.get(1), history.get(0), history.get(2));
    }

    @Test
    void violationTellsHowFarItCanBeExplainedAndWhatCannotFollow() {
        var found = (Verdict.Violated<String, String>)
                registers.check(history(call("a", "write 1", "ok", 1, 2), call("b", "read", "0", 3, 4)));
        assertThat(found.explained()).extracting(Call::operation).containsExactly("write 1");
        assertThat(found.next()).extracting(Call::operation).containsExactly("read");
    }

    @Test
    void shortestViolationEndsWithTheFirstReturnThatCannotBe() {
        List<Call<String, String>> history = history(
                call("a", "write 1", "ok", 1, 2),
                call("c", "write 5", "ok", 3, 20),
                call("b", "read", "0", 4, 5),
                call("b", "read", "9", 6, 7));
        assertThat(registers.shortestViolation(history).orElseThrow())
                .extracting(Call::toString)
                .containsExactly("1–2 a: write 1 → ok", "3–… c: write 5 → ok", "4–5 b: read → 0");
        assertThat(registers.shortestViolation(history.subList(0, 2))).isEmpty();
    }

    @Test
    void searchThatWouldTakeTooLongIsGivenUp() {
        List<Call<String, String>> history = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> history.add(call("w" + i, "put " + i, "ok", 1 + i, 100 + i)));
        history.add(call("r", "take", "none of these", 200, 201));
        assertThat(queues.check(history)).isEqualTo(new Verdict.Undecided<String, String>(100_000));
    }

    /** Without the memory 18 writes at once would be 18! orders; with it they are 18 · 2^18 at most. */
    @Test
    void memoryKeepsManyCallsAtOncePossible() {
        List<Call<String, String>> history = new ArrayList<>();
        IntStream.range(0, 18).forEach(i -> history.add(call("w" + i, "write 1", "ok", 1 + i, 100 + i)));
        history.add(call("r", "read", "0", 200, 201));
        fails(new LinearizabilityChecker<>(new RegisterSpecification(), 1_000_000).check(history));
    }

    @Test
    void specificationMayLeaveAChoice() {
        Specification<Integer, String, String> coin = new Specification<>() {
            @Override
            public Integer initial() {
                return 0;
            }

            @Override
            public List<Integer> after(Integer state, String operation, Optional<String> answer) {
                return operation.equals("toss")
                        ? List.of(1, 2)
                        : answer.filter(state.toString()::equals)
                                .map(seen -> List.of(state))
                                .orElse(List.of());
            }
        };
        var coins = new LinearizabilityChecker<>(coin, 1_000);
        holds(coins.check(history(call("a", "toss", "ok", 1, 2), call("a", "look", "2", 3, 4))));
        fails(coins.check(
                history(call("a", "toss", "ok", 1, 2), call("a", "look", "2", 3, 4), call("a", "look", "1", 5, 6))));
    }

    @Test
    void callReturnsAfterItsInvocation() {
        assertThatThrownBy(() -> call("a", "read", "0", 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but at 2 and 2");
    }

    @Test
    void callsOverlapUnlessOneReturnedBeforeTheOtherBegan() {
        Call<String, String> early = call("a", "read", "0", 1, 3);
        assertThat(early.overlaps(call("b", "read", "0", 2, 5))).isTrue();
        assertThat(early.overlaps(call("b", "read", "0", 4, 5))).isFalse();
        assertThat(call("b", "read", "0", 4, 5).overlaps(early)).isFalse();
        assertThat(Call.unanswered("b", "read", 2).overlaps(early)).isTrue();
    }
}

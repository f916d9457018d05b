package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The body of a store call as code of its instance, and what it asks of far away. */
class VirtualBodyTest implements Nature {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final VirtualWorld world = new VirtualWorld(1);
    private final VirtualRuntime runtime = new VirtualRuntime(world, this);
    private final List<String> far = new ArrayList<>();
    private final List<Answer<String>> answers = new ArrayList<>();
    private final List<UnaryOperator<Fate>> fates = new ArrayList<>();
    private int runs;

    VirtualBodyTest() {
        runtime.runBodies();
    }

    private String ask(String what) {
        return runtime.ask(new FarCall<>(what, PATIENCE, () -> new IllegalStateException(what + " unanswered"), () -> {
            far.add(what);
            return what.toUpperCase(java.util.Locale.ROOT);
        }));
    }

    private void call(Callable<String> body) {
        runtime.call(Operation.CLAIM, Duration.ofSeconds(5), body, answers::add);
    }

    private String both() {
        runs++;
        return ask("a") + ask("b");
    }

    @Test
    void hearsEachAnswerAndAsksNothingTwice() {
        call(this::both);
        world.run(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(new Answer.Returned<>("AB"));
        assertThat(far).containsExactly("a", "b");
        assertThat(runs).isEqualTo(3);
        assertThat(runtime.problems()).isEmpty();
    }

    @Test
    void readsTheSameClockEachTimeItIsRun() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        call(() -> {
            first.add(runtime.bodyNanos());
            ask("a");
            second.add(runtime.bodyNanos());
            return ask("b");
        });
        world.run(Duration.ofSeconds(1));
        assertThat(first).hasSize(3).containsOnly(first.get(0));
        assertThat(second).hasSize(2).containsOnly(second.get(0));
        assertThat(second.get(0) - first.get(0)).isEqualTo(Duration.ofMillis(2).toNanos());
    }

    @Test
    void whatWasAskedArrivesThoughTheAskerIsDeadAndNothingFollows() {
        call(this::both);
        runtime.kill();
        world.run(Duration.ofMinutes(1));
        assertThat(far).containsExactly("a");
        assertThat(answers).isEmpty();
    }

    @Test
    void standsStillBetweenTwoQuestionsWhileItsInstanceDoes() {
        call(this::both);
        runtime.freeze();
        world.run(Duration.ofMinutes(1));
        assertThat(far).containsExactly("a");
        runtime.wake();
        world.run(Duration.ofSeconds(1));
        assertThat(far).containsExactly("a", "b");
    }

    @Test
    void goesOnAfterItsLaneHasGivenItUpAndItsAnswerIsDropped() {
        fates.add(fate -> fate.late(Duration.ofMillis(400)));
        runtime.call(Operation.CLAIM, Duration.ofMillis(100), this::both, answers::add);
        world.run(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(new Answer.TimedOut<>());
        assertThat(far).containsExactly("a", "b");
    }

    @Test
    void isToldThatNothingWasAnsweredAndALateRequestIsAppliedAllTheSame() {
        fates.add(fate -> fate.late(Duration.ofSeconds(2)));
        call(() -> {
            try {
                return ask("a");
            } catch (IllegalStateException unanswered) {
                return unanswered.getMessage();
            }
        });
        world.run(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(new Answer.Returned<>("a unanswered"));
        assertThat(far).isEmpty();
        world.run(Duration.ofSeconds(2));
        assertThat(far).containsExactly("a");
        assertThat(answers).hasSize(1);
    }

    @Test
    void mayBeTwiceApplied() {
        fates.add(fate -> fate.twice(Duration.ofMinutes(1)));
        call(this::both);
        world.run(Duration.ofMinutes(2));
        assertThat(far).containsExactly("a", "b", "a");
        assertThat(answers).hasSize(1);
    }

    @Test
    void troubleIsThrownWithoutTheRequestAppliedOrWithIt() {
        IllegalStateException trouble = new IllegalStateException("trouble");
        fates.add(fate -> fate.refused(trouble));
        fates.add(fate -> fate.brokenOff(trouble));
        call(() -> ask("a"));
        call(() -> ask("b"));
        world.run(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(new Answer.Threw<>(trouble), new Answer.Threw<>(trouble));
        assertThat(far).containsExactly("b");
    }

    @Test
    void mustAskTheSameEachTime() {
        call(() -> ask("a" + runs++));
        world.run(Duration.ofSeconds(1));
        assertThat(answers)
                .singleElement()
                .satisfies(
                        answer -> assertThat(((Answer.Threw<String>) answer).problem())
                                .hasMessage(
                                        "a body that is run again must ask the same: it asked \"a0\" before, and now asks \"a1\""));
    }

    @Test
    void onlyABodyMayAsk() {
        assertThatThrownBy(() -> ask("a")).hasMessageContaining("only a body may ask");
    }

    @Override
    public Fate call(Operation operation) {
        Fate fate = Nature.kind().call(operation);
        return fates.isEmpty() ? fate : fates.remove(0).apply(fate);
    }

    @Override
    public Duration scheduling() {
        return Nature.kind().scheduling();
    }

    @Override
    public Duration working() {
        return Nature.kind().working();
    }
}

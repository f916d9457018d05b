package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls in lanes: in order within one, apart from one another, and each answered once. */
abstract class CallContract extends OnStage {
    CallContract(Supplier<RuntimeStage> opening) {
        super(opening);
    }

    @Test
    void callsOfOneLaneAreMadeOneAfterTheOtherInOrder() {
        List<String> made = new CopyOnWriteArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            expected.addAll(List.of("begin " + i, "end " + i));
            stage.call(
                    Lane.WRITE,
                    LONG,
                    () -> {
                        made.add("begin " + number);
                        Thread.yield();
                        return made.add("end " + number);
                    },
                    answer -> heard.add(number));
        }
        hears(IntStream.range(0, 50).boxed().toArray());
        assertThat(made).isEqualTo(expected);
    }

    @Test
    void noLaneWaitsForAnother() {
        AtomicBoolean nextBegan = new AtomicBoolean();
        stage.holdNext(Lane.WRITE);
        stage.call(Lane.WRITE, LONG, () -> "held", heard::add);
        stage.call(Lane.WRITE, LONG, () -> nextBegan.getAndSet(true), heard::add);
        for (Lane lane : Lane.values()) {
            if (lane != Lane.WRITE) {
                stage.call(lane, LONG, () -> lane, heard::add);
                stage.awaitUntil(() -> heard.contains(new Answer.Returned<>(lane)));
            }
        }
        assertThat(heard).hasSize(Lane.values().length - 1);
        assertThat(nextBegan).as("within a lane, one call waits for the other").isFalse();
        heard.clear();
        stage.release();
        hears(new Answer.Returned<>("held"), new Answer.Returned<>(false));
    }

    @Test
    void aCallThatThrowsSaysSo() {
        Exception checked = new Exception("planted");
        Error error = new StackOverflowError("planted");
        stage.call(Lane.READ, LONG, throwing(checked), heard::add);
        stage.call(Lane.READ, LONG, throwing(error), heard::add);
        stage.call(Lane.LISTENER, LONG, throwing(error), heard::add);
        stage.awaitUntil(() -> heard.size() == 3);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        new Answer.Threw<>(checked), new Answer.Threw<>(error), new Answer.Threw<>(error));
    }

    @Test
    void aLateAnswerIsDroppedUnreadAndTheLaneDoesNotWaitForIt() {
        stage.holdNext(Lane.WRITE);
        stage.call(Lane.WRITE, SHORT, () -> "late", heard::add);
        hears(new Answer.TimedOut<>());
        stage.call(Lane.WRITE, LONG, () -> "next", heard::add);
        hears(new Answer.TimedOut<>(), new Answer.Returned<>("next"));
        stage.release();
        stage.call(Lane.WRITE, LONG, () -> "after", heard::add);
        hears(new Answer.TimedOut<>(), new Answer.Returned<>("next"), new Answer.Returned<>("after"));
    }

    @Test
    void theQueueCountsAndWhatTimesOutThereIsNeverMade() {
        AtomicBoolean made = new AtomicBoolean();
        stage.holdNext(Lane.WRITE);
        stage.call(Lane.WRITE, LONG, () -> "first", heard::add);
        stage.call(Lane.WRITE, SHORT, () -> made.getAndSet(true), heard::add);
        hears(new Answer.TimedOut<>());
        stage.release();
        stage.call(Lane.WRITE, LONG, () -> "next", heard::add);
        hears(new Answer.TimedOut<>(), new Answer.Returned<>("first"), new Answer.Returned<>("next"));
        assertThat(made).isFalse();
    }
}

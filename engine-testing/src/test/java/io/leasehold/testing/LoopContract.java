package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The loop of an {@link io.leasehold.engine.runtime.EngineRuntime}: one thing at a time, whatever is thrown, until it is closed. */
abstract class LoopContract extends OnStage {
    LoopContract(Supplier<RuntimeStage> opening) {
        super(opening);
    }

    @Test
    void aTaskRunsAfterThoseAlreadyWaitingAndNeverInsideAnother() {
        runtime.execute(() -> {
            runtime.execute(() -> {
                runtime.execute(() -> heard.add("third"));
                heard.add("first");
            });
            runtime.execute(() -> heard.add("second"));
            heard.add("begun");
        });
        hears("begun", "first", "second", "third");
    }

    @Test
    void tasksTimersAndCompletionsAllRunOnOneThread() {
        Set<Thread> threads = new CopyOnWriteArraySet<>();
        Runnable seen = () -> {
            threads.add(Thread.currentThread());
            heard.add("seen");
        };
        for (int i = 0; i < 20; i++) {
            runtime.execute(seen);
            runtime.schedule(Duration.ofMillis(i), seen);
            stage.call(Lane.values()[i % Lane.values().length], LONG, () -> "call", answer -> seen.run());
            stage.work(Work.ungated(() -> "call"), result -> seen.run());
        }
        stage.awaitUntil(() -> heard.size() == 80);
        assertThat(threads).hasSize(1);
    }

    @Test
    void theLoopSurvivesWhateverIsThrownOnIt() {
        runtime.execute(LoopContract::fail);
        runtime.schedule(Duration.ofMillis(1), LoopContract::fail);
        stage.call(Lane.WRITE, LONG, () -> "call", answer -> fail());
        stage.work(Work.ungated(() -> "call"), result -> fail());
        stage.call(Lane.WRITE, LONG, () -> "next", heard::add);
        hears(new Answer.Returned<>("next"));
        runtime.schedule(SHORT, () -> heard.add("alive"));
        hears(new Answer.Returned<>("next"), "alive");
    }

    @Test
    void afterItsCloseNothingRuns() {
        AtomicBoolean closed = new AtomicBoolean();
        List<String> made = new CopyOnWriteArrayList<>();
        runtime.execute(() -> {
            runtime.schedule(Duration.ofMillis(1), () -> heard.add("timer"));
            stage.call(Lane.READ, LONG, () -> "", heard::add);
            stage.work(Work.ungated(() -> ""), heard::add);
            runtime.execute(() -> heard.add("task"));
            runtime.close();
            runtime.close();
            runtime.execute(() -> heard.add("later task"));
            runtime.schedule(Duration.ZERO, () -> heard.add("later timer")).cancel();
            runtime.schedule(Duration.ZERO, () -> heard.add("later timer"));
            stage.call(Lane.WRITE, SHORT, () -> made.add("call"), heard::add);
            stage.call(Lane.LISTENER, SHORT, () -> made.add("listener"), heard::add);
            stage.work(Work.ungated(() -> made.add("work")), heard::add);
            closed.set(true);
        });
        stage.awaitUntil(closed::get);
        stage.staysSo(heard::isEmpty);
        assertThat(made).isEmpty();
        runtime.close();
    }

    private static void fail() {
        throw new StackOverflowError("planted");
    }
}

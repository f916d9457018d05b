package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Work: the gate, the body, the interrupt, and one end of which the loop hears. */
abstract class WorkContract extends OnStage {
    WorkContract(Supplier<RuntimeStage> opening) {
        super(opening);
    }

    @Test
    void theGateIsAskedBeforeTheBody() {
        List<String> order = new CopyOnWriteArrayList<>();
        stage.work(new Work<>(() -> order.add("gate"), () -> order.add("body")), heard::add);
        hears(new WorkResult.Done<>(true));
        assertThat(order).containsExactly("gate", "body");
    }

    @Test
    void aClosedGateBarsTheBody() {
        stage.work(new Work<>(() -> false, () -> heard.add("body")), heard::add);
        hears(new WorkResult.Barred<>());
    }

    @Test
    void aBodyOrGateThatThrowsSaysSo() {
        Exception checked = new Exception("planted");
        Error error = new StackOverflowError("planted");
        IllegalStateException atGate = new IllegalStateException("planted");
        stage.work(Work.ungated(throwing(checked)), heard::add);
        stage.work(Work.ungated(throwing(error)), heard::add);
        stage.work(
                new Work<>(
                        () -> {
                            throw atGate;
                        },
                        () -> heard.add("body")),
                heard::add);
        stage.awaitUntil(() -> heard.size() == 3);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        new WorkResult.Threw<>(checked), new WorkResult.Threw<>(error), new WorkResult.Threw<>(atGate));
    }

    @Test
    void noWorkWaitsForOther() {
        AtomicBoolean begun = new AtomicBoolean();
        stage.holdNextBody();
        stage.work(Work.ungated(() -> begun.getAndSet(true)), heard::add);
        stage.awaitUntil(begun::get);
        stage.work(Work.ungated(() -> "second"), heard::add);
        hears(new WorkResult.Done<>("second"));
        stage.release();
        hears(new WorkResult.Done<>("second"), new WorkResult.Done<>(false));
    }

    @Test
    void anInterruptEndsTheBodyAndIsHeardOnce() {
        AtomicBoolean begun = new AtomicBoolean();
        stage.holdNextBody();
        Worker worker = stage.work(Work.ungated(() -> begun.getAndSet(true)), heard::add);
        stage.awaitUntil(begun::get);
        runtime.execute(worker::interrupt);
        runtime.execute(worker::interrupt);
        stage.awaitUntil(() -> heard.size() == 1);
        assertThat(heard.get(0)).matches(WorkContract::interrupted);
        stage.release();
        runtime.execute(worker::interrupt);
        stage.staysSo(() -> heard.size() == 1);
    }

    @Test
    void anInterruptThatComesAtOnceBarsTheBodyOrEndsIt() {
        for (int round = 1; round <= 20; round++) {
            stage.holdNextBody();
            runtime.execute(
                    () -> stage.work(Work.ungated(() -> "body"), heard::add).interrupt());
            int results = round;
            stage.awaitUntil(() -> heard.size() == results);
        }
        assertThat(heard).allMatch(result -> result instanceof WorkResult.Barred || interrupted(result));
    }

    private static boolean interrupted(Object result) {
        return result instanceof WorkResult.Threw<?> threw && threw.problem() instanceof InterruptedException;
    }
}

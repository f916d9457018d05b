package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** One lane in virtual time: a call leaves when the one before it was answered or given up. */
final class VirtualLane {
    private final VirtualRuntime runtime;
    private final Deque<Call<?>> waiting = new ArrayDeque<>();
    private Optional<Call<?>> current = Optional.empty();

    VirtualLane(VirtualRuntime runtime) {
        this.runtime = runtime;
    }

    <T> void call(Operation operation, Duration timeout, Callable<T> body, Consumer<Answer<T>> then) {
        Call<T> call = new Call<>(operation, body, then);
        call.limit = runtime.schedule(timeout, "no answer to " + operation, call::giveUp);
        waiting.add(call);
        leave();
    }

    private void leave() {
        if (current.isEmpty() && !waiting.isEmpty()) {
            Call<?> next = waiting.remove();
            current = Optional.of(next);
            next.leave();
        }
    }

    /** Whether such a call has left and was neither answered nor given up. */
    boolean underWay(Operation operation) {
        return current.isPresent() && current.get().operation == operation;
    }

    /** One call, from its leaving to its answer. */
    private final class Call<T> {
        private final Operation operation;
        private final Callable<T> body;
        private final Consumer<Answer<T>> then;
        private Timer limit = () -> {};
        private boolean left;
        private boolean over;

        private Call(Operation operation, Callable<T> body, Consumer<Answer<T>> then) {
            this.operation = operation;
            this.body = body;
            this.then = then;
        }

        private void leave() {
            left = true;
            if (operation.lane() == Lane.LISTENER) {
                runtime.execute(this::listen);
                return;
            }
            if (runtime.runsBodies()) {
                new VirtualBody<>(runtime, operation, body, this::end).start();
            } else {
                new VirtualJourney<>(runtime, operation, body, this::end).leave();
            }
        }

        private void listen() {
            Answer<T> answer = applied();
            Duration time = runtime.nature().listening();
            if (time.isZero()) {
                end(answer);
            } else {
                runtime.schedule(time, "end of listening", () -> end(answer));
            }
        }

        private Answer<T> applied() {
            try {
                return new Answer.Returned<>(body.call());
            } catch (Throwable problem) {
                return new Answer.Threw<>(problem);
            }
        }

        private void giveUp() {
            if (!over && !left) {
                waiting.remove(this);
            }
            end(new Answer.TimedOut<>());
        }

        private void end(Answer<T> answer) {
            if (over) {
                return;
            }
            over = true;
            limit.cancel();
            if (left) {
                current = Optional.empty();
            }
            try {
                then.accept(answer);
            } finally {
                VirtualLane.this.leave();
            }
        }
    }
}

package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** One lane in virtual time: a call leaves when the one before it was answered or given up. */
final class VirtualLane {
    private final VirtualRuntime runtime;
    private final Deque<Call<?>> waiting = new ArrayDeque<>();
    private boolean busy;

    VirtualLane(VirtualRuntime runtime) {
        this.runtime = runtime;
    }

    <T> void call(boolean local, Lane lane, Duration timeout, Callable<T> body, Consumer<Answer<T>> then) {
        Call<T> call = new Call<>(local, lane, body, then);
        call.limit = runtime.schedule(timeout, call::giveUp);
        waiting.add(call);
        leave();
    }

    private void leave() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            waiting.remove().leave();
        }
    }

    /** One call, from its leaving to its answer. */
    private final class Call<T> {
        private final boolean local;
        private final Lane lane;
        private final Callable<T> body;
        private final Consumer<Answer<T>> then;
        private Timer limit = () -> {};
        private boolean left;
        private boolean over;

        private Call(boolean local, Lane lane, Callable<T> body, Consumer<Answer<T>> then) {
            this.local = local;
            this.lane = lane;
            this.body = body;
            this.then = then;
        }

        private void leave() {
            left = true;
            if (local) {
                runtime.execute(() -> end(applied()));
                return;
            }
            Fate fate = runtime.nature().call(lane);
            if (fate.arrives()) {
                runtime.world().after(fate.there(), () -> arrive(fate));
            }
        }

        private void arrive(Fate fate) {
            Answer<T> answer = fate.trouble().<Answer<T>>map(Answer.Threw::new).orElseGet(this::applied);
            fate.again().ifPresent(later -> runtime.world().after(later, this::applied));
            if (fate.answered()) {
                runtime.world().after(fate.back(), () -> runtime.own(() -> end(answer)));
            }
        }

        private Answer<T> applied() {
            try {
                return new Answer.Returned<>(body.call());
            } catch (Exception problem) {
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
                busy = false;
            }
            try {
                then.accept(answer);
            } finally {
                VirtualLane.this.leave();
            }
        }
    }
}

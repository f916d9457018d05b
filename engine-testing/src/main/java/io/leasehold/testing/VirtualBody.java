package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The body of one call, or of one piece of work, run on the instance itself, while what it asks of far away travels. It needs no thread that waits: it runs until
 * it comes to a question without an answer, is left there, and runs again from its start once the answer has come, hearing the same
 * answers as before. So it must do the same each time; what it does between two questions it does several times.
 */
final class VirtualBody<T> {
    private final VirtualRuntime runtime;
    private final Operation operation;
    private final Callable<T> body;
    private final Consumer<Answer<T>> then;
    private final List<Heard> heard = new ArrayList<>();
    private int next;

    /** What the body was told, by a clock or from far away. */
    private record Heard(String what, Callable<?> answer) {}

    VirtualBody(VirtualRuntime runtime, Operation operation, Callable<T> body, Consumer<Answer<T>> then) {
        this.runtime = runtime;
        this.operation = operation;
        this.body = body;
        this.then = then;
    }

    /** Up to the first question; one that asks nothing ends as soon as the loop is free. */
    void start() {
        run(answer -> runtime.execute(() -> then.accept(answer)));
    }

    /** Up to the first question; one that asks nothing ends at once. */
    void begin() {
        run(then);
    }

    private void run(Consumer<Answer<T>> ended) {
        next = 0;
        Answer<T> answer;
        runtime.inBody(this);
        try {
            answer = new Answer.Returned<>(body.call());
        } catch (Awaiting awaiting) {
            awaiting.question.leave();
            return;
        } catch (Throwable problem) {
            answer = new Answer.Threw<>(problem);
        } finally {
            runtime.outOfBody();
        }
        ended.accept(answer);
    }

    /** The answer, if it has come; else the body is left here. */
    <A> A ask(FarCall<A> call) {
        if (next == heard.size()) {
            throw new Awaiting(new Question<>(call));
        }
        return again(call.what());
    }

    /** What the instance's clock said when the body first came here. */
    long nanos() {
        if (next == heard.size()) {
            long nanos = runtime.nanos();
            heard.add(new Heard("clock", () -> nanos));
        }
        return this.<Long>again("clock");
    }

    @SuppressWarnings("unchecked")
    private <A> A again(String what) {
        Heard before = heard.get(next++);
        if (!before.what.equals(what)) {
            throw new IllegalStateException("a body that is run again must ask the same: it asked \"" + before.what
                    + "\" before, and now asks \"" + what + '"');
        }
        try {
            return (A) before.answer.call();
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Exception problem) {
            throw new IllegalStateException(before.what + " threw what it doesn't declare", problem);
        }
    }

    /** A question on its way. */
    private final class Question<A> {
        private final FarCall<A> call;
        private Timer limit = () -> {};
        private boolean over;

        private Question(FarCall<A> call) {
            this.call = call;
        }

        private void leave() {
            limit = runtime.schedule(
                    call.patience(),
                    "no answer to " + operation,
                    () -> hear(new Answer.Threw<>(call.unanswered().get())));
            new VirtualJourney<>(runtime, operation, call.body(), this::hear).leave();
        }

        private void hear(Answer<A> answer) {
            if (over) {
                return;
            }
            over = true;
            limit.cancel();
            heard.add(new Heard(call.what(), () -> told(answer)));
            run(then);
        }

        private A told(Answer<A> answer) throws Exception {
            if (answer instanceof Answer.Returned<A> returned) {
                return returned.value();
            }
            Throwable problem = ((Answer.Threw<A>) answer).problem();
            if (problem instanceof Exception exception) {
                throw exception;
            }
            throw (Error) problem;
        }
    }

    /** Unwinds a body whose question is on its way. An error, so that no body takes it for trouble of its store. */
    @SuppressWarnings("serial")
    private static final class Awaiting extends Error {
        private final transient VirtualBody<?>.Question<?> question;

        private Awaiting(VirtualBody<?>.Question<?> question) {
            super("not answered yet", null, false, false);
            this.question = question;
        }
    }
}

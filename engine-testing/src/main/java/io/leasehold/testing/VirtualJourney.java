package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A request that left: its arrival, where it is applied whatever has become of its sender, and the answer's arrival at the sender. */
final class VirtualJourney<T> {
    private final VirtualRuntime sender;
    private final Operation operation;
    private final Callable<T> body;
    private final Consumer<Answer<T>> then;

    VirtualJourney(VirtualRuntime sender, Operation operation, Callable<T> body, Consumer<Answer<T>> then) {
        this.sender = sender;
        this.operation = operation;
        this.body = body;
        this.then = then;
    }

    void leave() {
        Fate fate = sender.nature().call(operation);
        if (fate.arrives()) {
            sender.world().after(fate.there(), () -> arrive(fate));
        }
    }

    private void arrive(Fate fate) {
        Answer<T> answer = fate.trouble().map(trouble -> thrown(fate, trouble)).orElseGet(this::applied);
        fate.again().ifPresent(later -> sender.world().after(later, this::applied));
        if (fate.answered()) {
            sender.world().after(fate.back(), () -> sender.own("answer to " + operation, () -> then.accept(answer)));
        }
    }

    private Answer<T> thrown(Fate fate, RuntimeException trouble) {
        if (fate.applied()) {
            applied();
        }
        return new Answer.Threw<>(trouble);
    }

    private Answer<T> applied() {
        try {
            return new Answer.Returned<>(body.call());
        } catch (Throwable problem) {
            return new Answer.Threw<>(problem);
        }
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A desk's calls in the engine's operator lane: no transaction or interrupt of the caller's thread can reach them, and the rings of many
 * orders are few. Any thread but the engine's own.
 */
final class LaneCalls implements Desk.Calls {
    private final Core core;
    private final Ringer ringer;

    LaneCalls(Core core, Ringer ringer) {
        this.core = core;
        this.ringer = ringer;
    }

    @Override
    public <T> T ask(Operation operation, Function<LeaseStore, T> question) {
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        core.runtime().execute(() -> core.ask(operation, question, answer::complete));
        return value(operation, await(operation, answer));
    }

    @Override
    public void ring() {
        core.runtime().execute(ringer::ring);
    }

    /** The call ends by itself within its timeout, unless the engine has shut down. */
    private <T> Answer<T> await(Operation operation, CompletableFuture<Answer<T>> answer) {
        Duration most = core.settings().callTimeout().multipliedBy(2);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an operator's " + operation + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new StoreException.UnknownOutcome(
                    "no answer to an operator's " + operation + " within " + most + ": look at the job", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.UnknownOutcome(
                    "interrupted while waiting for an operator's " + operation + ": look at the job", e);
        }
    }

    private static <T> T value(Operation operation, Answer<T> answer) {
        if (answer instanceof Answer.Returned<T> returned) {
            return returned.value();
        } else if (answer instanceof Answer.Threw<T> threw) {
            if (threw.problem() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException("an operator's " + operation + " failed", threw.problem());
        }
        throw new StoreException.UnknownOutcome(
                "the store didn't answer an operator's " + operation + ": look at the job");
    }
}

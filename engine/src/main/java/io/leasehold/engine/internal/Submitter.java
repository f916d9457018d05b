package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.Limits;
import io.leasehold.store.RunId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Submits the user's jobs. The store call runs in a lane and not on the user's thread, so that no transaction or interrupt of theirs
 * can reach it. An unknown outcome is repeated with the same run, which is harmless (R16).
 */
final class Submitter {
    private static final int TRIES = 3;

    private final Core core;
    private final Runnable submitted;
    private final Limits limits;

    /** {@code submitted} hears of each job that the store has taken. */
    Submitter(Core core, Runnable submitted, Limits limits) {
        this.core = core;
        this.submitted = submitted;
        this.limits = limits;
    }

    SubmitAnswer submit(JobType<?, ?, ?> type, JobId id, Bytes payload, Duration delay) {
        Submission submission = submission(type, id, payload, delay);
        CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
        core.runtime().execute(() -> send(submission, answer, 1));
        return await(id, answer);
    }

    /** E13: within the user's transaction, on the user's thread. */
    SubmitAnswer join(Object connection, JobType<?, ?, ?> type, JobId id, Bytes payload) {
        SameTransaction<?> store = core.sameTransaction()
                .orElseThrow(() -> new IllegalArgumentException(
                        "this store creates no job within a user's transaction; submit it without a connection"));
        return join(store, connection, submission(type, id, payload, Duration.ZERO));
    }

    private static <C> SubmitAnswer join(SameTransaction<C> store, Object connection, Submission submission) {
        Class<C> expected = store.connectionType();
        if (!expected.isInstance(connection)) {
            throw new IllegalArgumentException("connection must be a " + expected.getName() + ", but is a "
                    + connection.getClass().getName());
        }
        return store.submit(expected.cast(connection), submission);
    }

    private Submission submission(JobType<?, ?, ?> type, JobId id, Bytes payload, Duration delay) {
        if (payload.size() > limits.payload()) {
            throw new IllegalArgumentException("the payload of job \"" + id + "\" must have at most " + limits.payload()
                    + " bytes, but has " + payload.size());
        }
        RunId run = RunId.of(core.runtime().randomBits());
        return new Submission(id, type.name(), type.version(), payload, run, Optional.empty(), delay);
    }

    private void send(Submission submission, CompletableFuture<SubmitAnswer> result, int attempt) {
        core.<List<SubmitAnswer>>ask(Operation.SUBMIT, store -> store.submit(List.of(submission)), answer -> {
            if (answer instanceof Answer.Returned<List<SubmitAnswer>> returned) {
                result.complete(returned.value().get(0));
                submitted.run();
            } else if (attempt < TRIES && !rejected(answer)) {
                core.runtime().schedule(core.storeBackoff(attempt), () -> send(submission, result, attempt + 1));
            } else {
                result.completeExceptionally(problem(submission.id(), answer));
            }
        });
    }

    private SubmitAnswer await(JobId id, CompletableFuture<SubmitAnswer> answer) {
        Duration most = core.settings().callTimeout().multipliedBy(2L * TRIES + 2);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException("submitting job \"" + id + "\" failed", e.getCause());
        } catch (TimeoutException e) {
            throw new StoreException.UnknownOutcome(
                    "no answer to the submission of job \"" + id + "\" within " + most + "; submit it again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.UnknownOutcome(
                    "interrupted while waiting for the submission of job \"" + id + "\"; submit it again", e);
        }
    }

    private static boolean rejected(Answer<?> answer) {
        return answer instanceof Answer.Threw<?> threw
                && (threw.problem() instanceof StoreException.StoreRejected
                        || threw.problem() instanceof IllegalArgumentException);
    }

    private static Throwable problem(JobId id, Answer<?> answer) {
        return answer instanceof Answer.Threw<?> threw
                ? threw.problem()
                : new StoreException.UnknownOutcome(
                        "the store didn't answer the submission of job \"" + id + "\"; submit it again");
    }
}

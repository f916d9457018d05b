package io.leasehold.mongo;

import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs calls, each in a lane, and stops waiting for one that is over time (R22). Thread-safe. */
final class Calls {
    private final Database database;
    private final Lanes lanes;
    private final MongoTrouble trouble;
    private final Duration callTimeout;

    Calls(Database database, Lanes lanes, MongoTrouble trouble, Duration callTimeout) {
        this.database = database;
        this.lanes = lanes;
        this.trouble = trouble;
        this.callTimeout = callTimeout;
    }

    /** The same with another limit for a whole call. */
    Calls within(Duration other) {
        return new Calls(database.forLongCalls(), lanes, trouble, other);
    }

    /**
     * Runs a call.
     *
     * @param what the operation, for people
     * @throws StoreException for all trouble, within the call timeout
     */
    <T> T call(String what, Function<Call, T> work) {
        Budget budget = Budget.of(callTimeout);
        Call call = new Call(what, database, trouble, budget);
        return answer(begun(call, budget, work), call, budget);
    }

    private <T> Future<T> begun(Call call, Budget budget, Function<Call, T> work) {
        try {
            Future<T> begun = lanes.begin(budget, () -> work.apply(call));
            if (begun == null) {
                throw call.givenUp();
            }
            return begun;
        } catch (RejectedExecutionException e) {
            throw MongoTrouble.closed(call.what());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.givenUp();
        }
    }

    /** Whoever is interrupted hears the answer all the same: it is bounded, and would be lost otherwise. */
    private static <T> T answer(Future<T> begun, Call call, Budget budget) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return begun.get(budget.leftMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw call.givenUp();
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Trouble was told by the call itself; anything else is a mistake. */
    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException told ? told : new IllegalStateException(cause);
    }
}

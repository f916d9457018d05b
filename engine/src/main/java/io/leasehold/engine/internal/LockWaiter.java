package io.leasehold.engine.internal;

import io.leasehold.engine.HeldLock;
import io.leasehold.engine.runtime.Timer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Somebody who wants a lock. Used on the loop; the answer may be cancelled by any thread. */
final class LockWaiter {
    private final CompletableFuture<Optional<HeldLock>> answer;
    private final boolean tries;
    private Timer limit = () -> {};

    /** Whoever {@code tries} doesn't wait for a holder. */
    LockWaiter(CompletableFuture<Optional<HeldLock>> answer, boolean tries) {
        this.answer = answer;
        this.tries = tries;
    }

    void limited(Timer timer) {
        limit = timer;
    }

    boolean tries() {
        return tries;
    }

    /** Whether it still waits. */
    boolean waits() {
        return !answer.isDone();
    }

    /** Hands the lock over; answers whether it was still wanted. */
    boolean accepts(HeldLock lock) {
        limit.cancel();
        return answer.complete(Optional.of(lock));
    }

    /** It can't have the lock. */
    void refuse() {
        limit.cancel();
        answer.complete(Optional.empty());
    }

    /** It can't be known whether it could have had the lock. */
    void fail(RuntimeException problem) {
        limit.cancel();
        answer.completeExceptionally(problem);
    }
}

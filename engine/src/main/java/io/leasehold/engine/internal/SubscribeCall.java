package io.leasehold.engine.internal;

import io.leasehold.store.Subscribable;
import io.leasehold.store.Subscribable.Subscription;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One call of {@code subscribe}, and the one subscription that it may keep. As a late answer reaches nobody on the loop, the call
 * itself closes what it brings after it was given up, and whatever it brings besides. Thread-safe: made in a lane, given up on the loop.
 */
final class SubscribeCall implements Callable<Boolean> {
    private final Subscribable store;
    private final Runnable rung;
    private Optional<Subscription> kept = Optional.empty();
    private boolean givenUp;

    SubscribeCall(Subscribable store, Runnable rung) {
        this.store = store;
        this.rung = rung;
    }

    /** Answers whether the store can push. */
    @Override
    public Boolean call() {
        Optional<Subscription> brought = store.subscribe(rung);
        brought.filter(subscription -> !keeps(subscription)).ifPresent(Subscription::close);
        return brought.isPresent();
    }

    private synchronized boolean keeps(Subscription brought) {
        if (givenUp || kept.isPresent()) {
            return false;
        }
        kept = Optional.of(brought);
        return true;
    }

    /** It keeps nothing from now on; answers what it had kept, for the caller to close. Never blocks. */
    synchronized Optional<Subscription> giveUp() {
        givenUp = true;
        Optional<Subscription> left = kept;
        kept = Optional.empty();
        return left;
    }
}

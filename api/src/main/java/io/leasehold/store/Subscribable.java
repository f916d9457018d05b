package io.leasehold.store;

import java.util.Optional;

/**
 * R20: an optional ability of a {@link LeaseStore}: to wake its clients when the bell rings, so that they needn't read it. It makes
 * takeovers faster and nothing else; no bound that doesn't name it rests on it.
 *
 * <p>Every method may be called by any thread at any time; any number of subscriptions may be open at once.
 */
public interface Subscribable {
    /**
     * Has {@code rung} called, soon, after each {@link LeaseStore#ring} by any client of these records that comes after this method
     * returned. Several rings may bring one call, provided that it comes after the last of them; a call without a ring may come. It
     * is called after every gap in which a ring may have been missed too, such as a connection that broke and came back: getting it
     * back is the store's own work, for as long as the subscription is open.
     *
     * <p>Blocks for at most the call timeout (R22). Trouble is {@link StoreException}, as everywhere; a call that throws leaves no
     * subscription behind.
     *
     * @param rung called by any thread, perhaps by several at once; it neither blocks nor throws
     * @return the open subscription; none if this server can't push, and then never will: the caller reads the bell instead
     */
    Optional<Subscription> subscribe(Runnable rung);

    /** An open subscription. {@link LeaseStore#close} ends it too. */
    interface Subscription extends AutoCloseable {
        /**
         * No ring that comes after this returned is told; a call that is under way may still be heard. Throws nothing, blocks for at
         * most the call timeout, and may be repeated.
         */
        @Override
        void close();
    }
}

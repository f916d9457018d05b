package io.leasehold.store.push;

import io.leasehold.store.StoreException;
import java.util.Optional;

/** A way to listen to one bell: the driver's part. Used by one thread at a time. */
public interface Line {
    /**
     * Begins to listen: every ring that comes after this returned is heard. Blocks for as long as its own limits have it.
     *
     * @return none if this server pushes nothing to this user, and never will
     * @throws StoreException for all trouble; it is tried again
     */
    Optional<Ear> open();

    /** Listens until something breaks, which {@link #hears} then throws. Used by one thread, but for {@link #hangUp}. */
    interface Ear extends AutoCloseable {
        /**
         * Waits for a ring, for some seconds at most; answers whether there may have been one.
         *
         * @throws StoreException if it broke
         */
        boolean hears();

        /** Any thread: has {@link #hears} end, now or after the seconds that it waits anyway. */
        void hangUp();

        /** Gives back what it holds; throws nothing. */
        @Override
        void close();
    }
}

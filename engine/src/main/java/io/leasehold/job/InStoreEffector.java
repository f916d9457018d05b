package io.leasehold.job;

/**
 * Does what an effect says within the store's own transaction, so that it commits together with its step. Called by worker threads.
 *
 * @param <E> the effect
 * @param <C> what it works with, such as {@code java.sql.Connection}
 */
@FunctionalInterface
public interface InStoreEffector<E, C> {
    /**
     * Performs the effect on this connection and on nothing else: what it does elsewhere isn't rolled back, and may be done again.
     *
     * @param connection is in a transaction that the store ends: it refuses to, and is of no use once this has returned
     * @param delivery of the step; its key is the same at every attempt, though no attempt but one ever commits
     * @throws Exception whatever it is, all is rolled back: the step is decided and performed anew, after 1 s doubling to 5 min; after ten
     *     failures in a row the job is FAILED
     */
    void perform(E effect, C connection, Delivery delivery) throws Exception;
}

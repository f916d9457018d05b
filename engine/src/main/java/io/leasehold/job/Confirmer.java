package io.leasehold.job;

/**
 * Asks the sink what became of a step in doubt. Called by worker threads; it may be asked about one step by several owners, one after
 * the other.
 *
 * @param <E> the effect
 */
@FunctionalInterface
public interface Confirmer<E> {
    /**
     * What became of the request with this key.
     *
     * @param effect the recorded effect
     * @param key the idempotency key under which it was requested
     * @param fence of the attempt that would follow. Once the answer is {@link Verdict#NOT_DELIVERED}, a sink that makes it a barrier
     *     never carries out a request for this key whose fence is lower; then the effect happens exactly once
     * @throws Exception if it can't be found out now: asked again later
     */
    Verdict confirm(E effect, String key, Fence fence) throws Exception;

    /** What a sink knows of a key. */
    enum Verdict {
        /** The effect has happened, or surely will. Final. */
        DELIVERED,
        /** It has not. */
        NOT_DELIVERED,
        /** The sink can't tell: a person must. */
        UNKNOWN
    }
}

package io.leasehold.tck.linear;

import java.util.List;
import java.util.Optional;

/**
 * What calls may do, one after the other. It may leave a choice: then several states follow one call.
 *
 * @param <S> what is known between two calls; compared by equals and hashCode, and never changed
 * @param <O> what calls ask
 * @param <A> what calls answer
 */
public interface Specification<S, O, A> {
    /** What is known before the first call. */
    S initial();

    /**
     * Every state that may follow if this call takes effect now.
     *
     * @param answer what it answered; none: nobody knows, any answer will do
     * @return none if the call can't have answered so now
     */
    List<S> after(S state, O operation, Optional<A> answer);

    /**
     * Whether such a call leaves every state as it is. Where one is possible, no other place for it need be tried, so saying so shortens
     * the search; saying so of a call that may change something, if only in another state, makes it wrong.
     */
    default boolean onlyReads(O operation) {
        return false;
    }
}

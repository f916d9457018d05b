package io.leasehold.tck.linear;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a history is linearizable (M. Herlihy and J. Wing, "Linearizability: a correctness condition for concurrent
 * objects", ACM TOPLAS 12(3), 1990): whether each of its calls can be thought to take effect at one moment between its invocation and
 * its return, such that every answer is right.
 *
 * <p>The search is that of J. Wing and C. Gong, "Testing and verifying concurrent objects", Journal of Parallel and Distributed
 * Computing 17, 1993: of the calls that were invoked before any that is left returned, each in turn is tried as the next one. G. Lowe,
 * "Testing for linearizability", Concurrency and Computation: Practice and Experience 29(4), 2017, adds a memory: where the same set of
 * calls has led to the same state before, nothing new can follow. A call that never returned may take effect or be left out.
 *
 * <p>The problem is NP-complete, so the search is bounded, and says so when it gives up. Stateless, and thread-safe if its
 * specification is.
 *
 * @param <S> the specification's states
 * @param <O> what calls ask
 * @param <A> what calls answer
 */
public final class LinearizabilityChecker<S, O, A> {
    private final Specification<S, O, A> specification;
    private final long mostSteps;

    /**
     * A checker of histories against this specification.
     *
     * @param mostSteps how many different pairs of a set of calls and a state to look at before giving up
     */
    public LinearizabilityChecker(Specification<S, O, A> specification, long mostSteps) {
        this.specification = specification;
        this.mostSteps = mostSteps;
    }

    /** Checks a history; the order of the list doesn't matter. */
    public Verdict<O, A> check(List<Call<O, A>> history) {
        return new Search<>(specification, history, mostSteps).verdict();
    }

    /**
     * The beginning of a history that ends with the first return that can't be explained; nothing if all can be, or if too much would
     * have to be tried. Calls that had not returned by then may or may not have taken effect, with the answer that they gave later.
     */
    public Optional<List<Call<O, A>>> shortestViolation(List<Call<O, A>> history) {
        return history.stream()
                .filter(call -> !call.pending())
                .map(Call::returned)
                .sorted()
                .distinct()
                .map(moment -> until(history, moment))
                .filter(beginning -> check(beginning) instanceof Verdict.Violated)
                .findFirst();
    }

    private static <O, A> List<Call<O, A>> until(List<Call<O, A>> history, long moment) {
        return history.stream()
                .filter(call -> call.invoked() < moment)
                .map(call -> call.seenAt(moment))
                .toList();
    }
}

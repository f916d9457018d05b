package io.leasehold.tck.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** One search for an order, depth first. Used once, by one thread. */
final class Search<S, O, A> {
    private final Specification<S, O, A> specification;
    private final List<Call<O, A>> calls;
    private final long mostSteps;
    private final Set<Tried<S>> tried = new HashSet<>();
    private final Deque<Call<O, A>> order = new ArrayDeque<>();
    private List<Call<O, A>> longest = List.of();
    private List<Call<O, A>> next = List.of();

    Search(Specification<S, O, A> specification, List<Call<O, A>> history, long mostSteps) {
        this.specification = specification;
        this.mostSteps = mostSteps;
        calls = history.stream()
                .sorted(Comparator.<Call<O, A>>comparingLong(Call::returned).thenComparingLong(Call::invoked))
                .toList();
    }

    /** The calls that have taken effect, and the state that they led to. */
    private record Tried<S>(BitSet effective, S state) {}

    Verdict<O, A> verdict() {
        next = possible(new BitSet()).mapToObj(calls::get).toList();
        if (explains(new BitSet(), specification.initial())) {
            return new Verdict.Linearizable<>(List.copyOf(order));
        }
        return exhausted() ? new Verdict.Undecided<>(tried.size()) : new Verdict.Violated<>(longest, next);
    }

    private boolean exhausted() {
        return tried.size() >= mostSteps;
    }

    /** Whether the calls that are left can follow; then {@link #order} has them. */
    private boolean explains(BitSet effective, S state) {
        if (earliestReturn(effective) == Call.NEVER) {
            return true;
        }
        OptionalInt reading =
                possible(effective).filter(at -> canRead(at, state)).findFirst();
        return reading.isPresent()
                ? follows(reading.getAsInt(), effective, state)
                : possible(effective).anyMatch(at -> follows(at, effective, state));
    }

    /** Whatever can follow now, can follow behind a call that only reads and can be next: it needs no other place. */
    private boolean canRead(int at, S state) {
        Call<O, A> call = calls.get(at);
        return specification.onlyReads(call.operation())
                && !specification.after(state, call.operation(), call.answer()).isEmpty();
    }

    private boolean follows(int at, BitSet effective, S state) {
        Call<O, A> call = calls.get(at);
        BitSet with = (BitSet) effective.clone();
        with.set(at);
        for (S after : specification.after(state, call.operation(), call.answer())) {
            if (exhausted()) {
                return false;
            }
            if (tried.add(new Tried<>(with, after))) {
                order.addLast(call);
                remember(with);
                if (explains(with, after)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private void remember(BitSet effective) {
        if (order.size() > longest.size()) {
            longest = new ArrayList<>(order);
            next = possible(effective).mapToObj(calls::get).toList();
        }
    }

    /** The calls that may be next: invoked before any other that is left returned. */
    private IntStream possible(BitSet effective) {
        long before = earliestReturn(effective);
        return IntStream.range(0, calls.size())
                .filter(at -> !effective.get(at) && calls.get(at).invoked() < before);
    }

    private long earliestReturn(BitSet effective) {
        int first = effective.nextClearBit(0);
        return first < calls.size() ? calls.get(first).returned() : Call.NEVER;
    }
}

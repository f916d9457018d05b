package io.leasehold.tck.linear;

import java.util.List;

/** What a checker found out about a history. */
public sealed interface Verdict<O, A> {
    /**
     * The calls can be explained one after the other.
     *
     * @param order such an order, of all that took effect
     */
    record Linearizable<O, A>(List<Call<O, A>> order) implements Verdict<O, A> {}

    /**
     * No order explains the calls.
     *
     * @param explained the longest beginning that can be explained
     * @param next the calls of which one would have to take effect next, and none can
     */
    record Violated<O, A>(List<Call<O, A>> explained, List<Call<O, A>> next) implements Verdict<O, A> {}

    /**
     * Nothing is known: too much would have to be tried.
     *
     * @param tried how many steps were
     */
    record Undecided<O, A>(long tried) implements Verdict<O, A> {}
}

package io.leasehold.tck.linear;

import java.util.Optional;

/**
 * One call of a history. It took effect, if at all, at one moment after it was invoked and before it returned.
 *
 * @param <O> what calls ask
 * @param <A> what calls answer
 * @param caller who called
 * @param operation what was asked
 * @param answer what was answered; none: nobody knows
 * @param invoked when; no two moments of a history are equal, but those of calls that are parts of one
 * @param returned when; {@link #NEVER}: it may take effect at any time later, or not at all
 */
public record Call<O, A>(String caller, O operation, Optional<A> answer, long invoked, long returned) {
    /** When a call returns that was cut off. */
    public static final long NEVER = Long.MAX_VALUE;

    public Call {
        if (invoked >= returned) {
            throw new IllegalArgumentException(
                    "a call must return after it was invoked, but at " + invoked + " and " + returned);
        }
    }

    /** A call that was answered. */
    public static <O, A> Call<O, A> answered(String caller, O operation, A answer, long invoked, long returned) {
        return new Call<>(caller, operation, Optional.of(answer), invoked, returned);
    }

    /** A call that was cut off: it may have happened or not. */
    public static <O, A> Call<O, A> unanswered(String caller, O operation, long invoked) {
        return new Call<>(caller, operation, Optional.empty(), invoked, NEVER);
    }

    /** Whether it never returned. */
    public boolean pending() {
        return returned == NEVER;
    }

    /** Whether neither had returned before the other was invoked. */
    public boolean overlaps(Call<?, ?> other) {
        return invoked < other.returned && other.invoked < returned;
    }

    /** The same call, seen before it returned. */
    public Call<O, A> seenAt(long moment) {
        return returned <= moment ? this : new Call<>(caller, operation, answer, invoked, NEVER);
    }

    @Override
    public String toString() {
        String until = pending() ? "…" : Long.toString(returned);
        return invoked + "–" + until + " " + caller + ": " + operation + " → "
                + answer.map(Object::toString).orElse("?");
    }
}

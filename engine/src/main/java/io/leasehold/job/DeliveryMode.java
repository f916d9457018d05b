package io.leasehold.job;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a step in doubt: one whose effect may have happened without anybody knowing, for its owner died, or lost the claim,
 * or {@code perform} ended otherwise than by returning or {@link NotPerformed}. The same after a crash as within one process.
 * Immutable.
 *
 * <table>
 * <caption>What each mode needs of the sink, and gives</caption>
 * <tr><td>{@link #atMostOnce}</td><td>nothing</td><td>no effect twice; one may be missing, and is reported</td></tr>
 * <tr><td>{@link #atLeastOnce}</td><td>it honours {@link Delivery#key} within a window</td><td>exactly once within that window;
 *     without such a sink a repeat</td></tr>
 * <tr><td>{@link InStore}</td><td>it is the store's own database</td><td>exactly once, and never in doubt</td></tr>
 * <tr><td>{@link #confirmed}</td><td>it can be asked what became of a key</td><td>exactly once if its answer is final</td></tr>
 * </table>
 *
 * @param <E> the effects that the mode can deal with
 */
public sealed interface DeliveryMode<E> {
    /** The step is skipped and reported: its effect may be missing. The default. */
    static <E> DeliveryMode<E> atMostOnce() {
        return new AtMostOnce<>();
    }

    /** The recorded effect is performed again under the same key, however late; bound it by {@link AtLeastOnce#keyWindow}. */
    static <E> AtLeastOnce<E> atLeastOnce() {
        return new AtLeastOnce<>(Optional.empty());
    }

    /** The sink is asked, once a request that may still be under way has had its time. */
    static <E> Confirmed<E> confirmed(Confirmer<? super E> confirmer) {
        return new Confirmed<>(confirmer, Optional.empty(), Confirmed.Missing.REPEAT);
    }

    private static void check(String what, Duration time, Duration most) {
        if (time.isNegative() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " must be between PT0S and " + most + ", but is " + time);
        }
    }

    /** See {@link #atMostOnce}. */
    record AtMostOnce<E>() implements DeliveryMode<E> {}

    /**
     * See {@link #atLeastOnce}. Repeats within one process back off: 1 s doubling to 5 min; after ten failures in a row the job is
     * PARKED.
     *
     * @param window how long the sink knows a key, if that is bounded
     */
    record AtLeastOnce<E>(Optional<Duration> window) implements DeliveryMode<E> {
        public AtLeastOnce {
            window.ifPresent(time -> check("keyWindow", time, Duration.ofDays(36_500)));
        }

        /**
         * The sink honours a key for so long, from the first request that it gets for it. A step in doubt is repeated only if the request
         * surely arrives within that time, counted from the intent of the first attempt that may have happened; later the job is
         * PARKED for a person. An engine refuses a window that is shorter than a takeover may take.
         */
        public AtLeastOnce<E> keyWindow(Duration time) {
            return new AtLeastOnce<>(Optional.of(time));
        }
    }

    /**
     * Effects commit together with their steps, in one transaction of the store: a step is done or it isn't, and none is ever in doubt. Had
     * by {@link JobType.WithDecider#performInStore} alone. No intent is recorded, so both {@code every} and {@code after} count from
     * the transaction in the store's record; an owner that goes on counts {@code after} from its end.
     *
     * @param connectionType what kind of connection the effects need of the store
     */
    record InStore<E>(Class<?> connectionType) implements DeliveryMode<E> {}

    /**
     * See {@link #confirmed}. DELIVERED is final: the job goes on behind the step, at the recorded state. UNKNOWN leaves the job PARKED for
     * a person to resolve. A confirmer that throws is asked again: 1 s doubling to 5 min; after ten times in a row the job is PARKED.
     *
     * @param confirmer asks the sink
     * @param settleDelay how long to wait first; none: the engine's step timeout and guard
     * @param missing what follows if the effect was not delivered
     */
    record Confirmed<E>(Confirmer<? super E> confirmer, Optional<Duration> settleDelay, Missing missing)
            implements DeliveryMode<E> {
        public Confirmed {
            settleDelay.ifPresent(time -> check("settleDelay", time, Duration.ofDays(1)));
        }

        /**
         * The sink is asked no earlier than this after the takeover, or after {@code perform} ended. An engine refuses a delay that is
         * shorter than its step timeout and guard.
         */
        public Confirmed<E> settleDelay(Duration time) {
            return new Confirmed<>(confirmer, Optional.of(time), missing);
        }

        /** What follows if the effect was not delivered; {@link Missing#REPEAT} unless it is said otherwise. */
        public Confirmed<E> whenMissing(Missing then) {
            return new Confirmed<>(confirmer, settleDelay, then);
        }

        /** What follows if the effect was not delivered. */
        public enum Missing {
            /** The recorded effect is performed again under the same key, as a new attempt. */
            REPEAT,
            /** The job waits for a person; once started again it performs the effect. */
            PARK,
            /** The job goes on without it. */
            SKIP
        }
    }
}

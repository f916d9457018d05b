package io.leasehold.store;

import java.time.Duration;

/**
 * When the decision after a step is due.
 *
 * @param from from which moment on the time counts
 * @param time how long
 */
public record Pace(From from, Duration time) {
    /** At once. */
    public static final Pace AT_ONCE = new Pace(From.INTENT, Duration.ZERO);

    public Pace {
        Write.checkDelay(time);
    }

    /** The moment from which a pace counts. */
    public enum From {
        /** When the step's intent was recorded. */
        INTENT,
        /** When the step's outcome was recorded. */
        OUTCOME
    }
}

package io.leasehold.job;

import io.leasehold.store.Pace;
import java.time.Duration;

/**
 * What a decision comes to: the next effect with the state behind it, or the end of the run.
 *
 * @param <S> the state's type
 * @param <E> the effect's type
 */
public sealed interface Step<S, E> {
    /** The first half of a step: this effect, to be completed by {@link Effect#then}. */
    static <E> Effect<E> perform(E effect) {
        return new Effect<>(effect);
    }

    /** The end of the run. */
    static <S, E> Step<S, E> finish() {
        return new Finish<>();
    }

    /** An effect that still lacks the state behind it. */
    record Effect<E>(E effect) {
        /** The step after which the job stands here; the next decision follows at once. */
        public <S> Perform<S, E> then(S next) {
            return new Perform<>(effect, next, Pace.AT_ONCE);
        }
    }

    /** Perform an effect. */
    record Perform<S, E>(E effect, S next, Pace pace) implements Step<S, E> {
        /** The next decision is due this long after this step's intent was recorded. */
        public Perform<S, E> every(Duration time) {
            return new Perform<>(effect, next, new Pace(Pace.From.INTENT, time));
        }

        /** The next decision is due this long after this step's outcome was recorded. */
        public Perform<S, E> after(Duration time) {
            return new Perform<>(effect, next, new Pace(Pace.From.OUTCOME, time));
        }
    }

    /** End the run. */
    record Finish<S, E>() implements Step<S, E> {}
}

package io.leasehold.job;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of job: how its payload, state and effects are written, how the next step is decided, and how an effect is performed. Built
 * stage by stage, beginning with {@link #named}. Immutable; the functions given to it are called by worker threads, several jobs at
 * once, one job never twice at once.
 *
 * @param <P> the payload: what was submitted
 * @param <S> the state: where a job stands
 * @param <E> the effect: what one step does to the outside world, as data
 */
public final class JobType<P, S, E> {
    private final String name;
    private final int version;
    private final Codecs<P, S, E> codecs;
    private final Function<? super P, ? extends S> initial;
    private final Decider<P, S, E> decider;
    private final Performer<S, E> performer;
    private final DeliveryMode<? super E> mode;

    private JobType(WithDecider<P, S, E> stage, Performer<S, E> performer) {
        WithStart<P, S, E> start = stage.start;
        this.name = start.codecs.name;
        this.version = start.codecs.version;
        this.codecs = start.codecs;
        this.initial = start.initial;
        this.decider = stage.decider;
        this.performer = performer;
        this.mode = DeliveryMode.atMostOnce();
    }

    private JobType(JobType<P, S, E> like, DeliveryMode<? super E> mode) {
        this.name = like.name;
        this.version = like.version;
        this.codecs = like.codecs;
        this.initial = like.initial;
        this.decider = like.decider;
        this.performer = like.performer;
        this.mode = mode;
    }

    /**
     * Begins a job type.
     *
     * @param name what jobs of this type say in the store: 1 to 100 characters, never to be changed
     * @param version of the form in which states and effects are written, from 1
     */
    public static Named named(String name, int version) {
        return new Named(new ReadableType(name, version, version));
    }

    /** The same type with another answer to the question what becomes of a step in doubt; without this, it is skipped and reported. */
    public JobType<P, S, E> mode(DeliveryMode<? super E> other) {
        return new JobType<>(this, other);
    }

    /** What becomes of a step in doubt. */
    public DeliveryMode<? super E> mode() {
        return mode;
    }

    /** What jobs of this type say in the store. */
    public String name() {
        return name;
    }

    /** The version in which states and effects are written. */
    public int version() {
        return version;
    }

    /** The jobs that this type can read. */
    public ReadableType readable() {
        return new ReadableType(name, version, version);
    }

    /** The payload's bytes. */
    public Bytes encode(P payload) {
        return codecs.payload.encode(payload);
    }

    /**
     * For engines: decides the next step.
     *
     * @param state where the job stands; none at the run's first step
     * @throws Undecodable if payload or state can't be read
     * @throws Exception whatever the user's functions throw: the decision failed, nothing happened
     */
    public Decision decide(JobId id, RunId run, long sequence, Bytes payload, Optional<Bytes> state) throws Exception {
        P read = decode("the payload", codecs.payload, payload);
        S current = state.isPresent() ? decode("the state", codecs.state, state.get()) : initial.apply(read);
        Step<S, E> step = decider.next(new Job<>(id, run, sequence, read), current);
        if (step instanceof Step.Perform<S, E> perform) {
            return new Decision.Perform(
                    state.isPresent() ? state.get() : codecs.state.encode(current),
                    codecs.effect.encode(perform.effect()),
                    codecs.state.encode(perform.next()),
                    perform.pace());
        }
        if (step == null) {
            throw new IllegalStateException("the decision of job type \"" + name
                    + "\" was null; it must be Step.perform(…).then(…) or Step.finish()");
        }
        return new Decision.Finish();
    }

    /**
     * For engines: performs a recorded effect.
     *
     * @param next the state recorded behind it
     * @return the state behind it, perhaps made from the sink's answer
     * @throws NotPerformed if surely nothing left the process
     * @throws Exception anything else: the effect may have happened
     */
    public Bytes perform(Bytes effect, Bytes next, Delivery delivery) throws Exception {
        E read;
        try {
            read = codecs.effect.decode(effect);
        } catch (RuntimeException e) {
            throw new NotPerformed("the effect can't be decoded: " + e, e);
        }
        return performer.perform(read, next, delivery);
    }

    /**
     * For engines: asks what became of a recorded effect; only for types whose mode is {@link DeliveryMode.Confirmed}.
     *
     * @throws Undecodable if the effect can't be read
     * @throws Exception whatever the user's confirmer throws: ask again
     */
    public Confirmer.Verdict confirm(Bytes effect, String key, Fence fence) throws Exception {
        if (mode instanceof DeliveryMode.Confirmed<? super E> confirmed) {
            Confirmer.Verdict verdict =
                    confirmed.confirmer().confirm(decode("the effect", codecs.effect, effect), key, fence);
            if (verdict == null) {
                throw new IllegalStateException("the confirmer of job type \"" + name
                        + "\" answered null; it must be DELIVERED, NOT_DELIVERED or UNKNOWN");
            }
            return verdict;
        }
        throw new IllegalStateException("job type \"" + name + "\" has no confirmer");
    }

    private static <T> T decode(String what, Codec<T> codec, Bytes bytes) throws Undecodable {
        try {
            return codec.decode(bytes);
        } catch (RuntimeException e) {
            throw new Undecodable(what, e);
        }
    }

    @Override
    public String toString() {
        return name + " (version " + version + ")";
    }

    /**
     * Decides the next step from what is recorded alone: it may be asked again, by another instance, and should answer the same.
     */
    @FunctionalInterface
    public interface Decider<P, S, E> {
        /** The next step of this job, which stands at {@code state}. */
        Step<S, E> next(Job<P> job, S state) throws Exception;
    }

    /** Does what an effect says. */
    @FunctionalInterface
    public interface Effector<E> {
        /** Performs the effect, or throws {@link NotPerformed} if surely nothing left the process. */
        void perform(E effect, Delivery delivery) throws Exception;
    }

    /** Does what an effect says, and brings the sink's answer. */
    @FunctionalInterface
    public interface AnsweringEffector<E, A> {
        /** Performs the effect, or throws {@link NotPerformed} if surely nothing left the process. */
        A perform(E effect, Delivery delivery) throws Exception;
    }

    @FunctionalInterface
    private interface Performer<S, E> {
        Bytes perform(E effect, Bytes next, Delivery delivery) throws Exception;
    }

    private record Codecs<P, S, E>(String name, int version, Codec<P> payload, Codec<S> state, Codec<E> effect) {}

    /** A type with a name. */
    public static final class Named {
        private final ReadableType type;

        private Named(ReadableType type) {
            this.type = type;
        }

        /** How payload, state and effect are written. */
        public <P, S, E> WithCodecs<P, S, E> codecs(Codec<P> payload, Codec<S> state, Codec<E> effect) {
            return new WithCodecs<>(new Codecs<>(type.type(), type.newest(), payload, state, effect));
        }
    }

    /** A type with codecs. */
    public static final class WithCodecs<P, S, E> {
        private final Codecs<P, S, E> codecs;

        private WithCodecs(Codecs<P, S, E> codecs) {
            this.codecs = codecs;
        }

        /** Where a run begins. */
        public WithStart<P, S, E> startingAt(Function<? super P, ? extends S> initial) {
            return new WithStart<>(codecs, initial);
        }
    }

    /** A type that knows where a run begins. */
    public static final class WithStart<P, S, E> {
        private final Codecs<P, S, E> codecs;
        private final Function<? super P, ? extends S> initial;

        private WithStart(Codecs<P, S, E> codecs, Function<? super P, ? extends S> initial) {
            this.codecs = codecs;
            this.initial = initial;
        }

        /** How the next step is decided. */
        public WithDecider<P, S, E> next(Decider<P, S, E> decider) {
            return new WithDecider<>(this, decider);
        }
    }

    /** A type that lacks its effects alone. */
    public static final class WithDecider<P, S, E> {
        private final WithStart<P, S, E> start;
        private final Decider<P, S, E> decider;

        private WithDecider(WithStart<P, S, E> start, Decider<P, S, E> decider) {
            this.start = start;
            this.decider = decider;
        }

        /** How an effect is performed. */
        public JobType<P, S, E> perform(Effector<? super E> effector) {
            return new JobType<>(this, (effect, next, delivery) -> {
                effector.perform(effect, delivery);
                return next;
            });
        }

        /** How an effect is performed, and what state its answer leads to. */
        public <A> JobType<P, S, E> performAnswering(
                AnsweringEffector<? super E, ? extends A> effector,
                BiFunction<? super S, ? super A, ? extends S> state) {
            Codec<S> codec = start.codecs.state;
            return new JobType<>(this, (effect, next, delivery) -> {
                A answer = effector.perform(effect, delivery);
                return codec.encode(state.apply(codec.decode(next), answer));
            });
        }
    }
}

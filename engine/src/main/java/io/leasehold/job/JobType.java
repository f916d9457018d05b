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
    private final InStoreEffector<E, Object> inStore;
    private final DeliveryMode<? super E> mode;

    private JobType(
            WithDecider<P, S, E> stage,
            Performer<S, E> performer,
            InStoreEffector<E, Object> inStore,
            DeliveryMode<? super E> mode) {
        WithStart<P, S, E> start = stage.start;
        this.name = start.codecs.name;
        this.version = start.codecs.forms.newest();
        this.codecs = start.codecs;
        this.initial = start.initial;
        this.decider = stage.decider;
        this.performer = performer;
        this.inStore = inStore;
        this.mode = mode;
    }

    private JobType(JobType<P, S, E> like, DeliveryMode<? super E> mode) {
        this.name = like.name;
        this.version = like.version;
        this.codecs = like.codecs;
        this.initial = like.initial;
        this.decider = like.decider;
        this.performer = like.performer;
        this.inStore = like.inStore;
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

    /**
     * The same type with another answer to the question what becomes of a step in doubt; without this, it is skipped and reported.
     *
     * @throws IllegalArgumentException if this type performs in the store's transaction, where no step is in doubt, or the mode says so
     */
    public JobType<P, S, E> mode(DeliveryMode<? super E> other) {
        if (mode instanceof DeliveryMode.InStore<?> || other instanceof DeliveryMode.InStore<?>) {
            throw new IllegalArgumentException("job type \"" + name
                    + "\" has the mode IN_STORE if it is given performInStore(…), and only then: leave mode(…) out, or"
                    + " use perform(…)");
        }
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

    /** The jobs that this type can read: from its oldest upgraded version to its own. */
    public ReadableType readable() {
        return new ReadableType(name, codecs.forms.oldest(), version);
    }

    /** The payload's bytes. */
    public Bytes encode(P payload) {
        return codecs.payload.encode(payload);
    }

    /**
     * For engines: decides the next step. What it answers is written in this type's own version, whatever the state's was.
     *
     * @param version in which the state is written
     * @param state where the job stands; none at the run's first step
     * @throws Undecodable if payload or state can't be read
     * @throws Exception whatever the user's functions throw: the decision failed, nothing happened
     */
    public Decision decide(JobId id, RunId run, long sequence, Bytes payload, int version, Optional<Bytes> state)
            throws Exception {
        P read = decodePayload(payload);
        Forms<S, E> forms = codecs.forms;
        S current = state.isPresent() ? forms.readState(version, state.get()) : initial.apply(read);
        Step<S, E> step = decider.next(new Job<>(id, run, sequence, read), current);
        if (step instanceof Step.Perform<S, E> perform) {
            return new Decision.Perform(
                    state.isPresent()
                            ? forms.upgraded(version, state.get())
                            : forms.state().encode(current),
                    forms.effect().encode(perform.effect()),
                    forms.state().encode(perform.next()),
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
     * @param version in which effect and state are written
     * @param next the state recorded behind it
     * @return the state behind it in this type's own version, perhaps made from the sink's answer
     * @throws Undecodable if effect or state can't be read: surely nothing left the process
     * @throws NotPerformed if surely nothing left the process
     * @throws Exception anything else: the effect may have happened
     */
    public Bytes perform(int version, Bytes effect, Bytes next, Delivery delivery) throws Exception {
        E read = codecs.forms.readEffect(version, effect);
        return performer.perform(read, codecs.forms.upgraded(version, next), delivery);
    }

    /**
     * For engines: performs an effect in the store's transaction; only for types whose mode is {@link DeliveryMode.InStore}.
     *
     * @throws Undecodable if the effect can't be read
     * @throws Exception whatever the user's effector throws: roll back
     */
    public void performInStore(Bytes effect, Object connection, Delivery delivery) throws Exception {
        inStore.perform(codecs.forms.readEffect(codecs.forms.newest(), effect), connection, delivery);
    }

    /**
     * For engines: asks what became of a recorded effect; only for types whose mode is {@link DeliveryMode.Confirmed}.
     *
     * @param version in which the effect is written
     * @throws Undecodable if the effect can't be read
     * @throws Exception whatever the user's confirmer throws: ask again
     */
    public Confirmer.Verdict confirm(int version, Bytes effect, String key, Fence fence) throws Exception {
        if (mode instanceof DeliveryMode.Confirmed<? super E> confirmed) {
            Confirmer.Verdict verdict =
                    confirmed.confirmer().confirm(codecs.forms.readEffect(version, effect), key, fence);
            if (verdict == null) {
                throw new IllegalStateException("the confirmer of job type \"" + name
                        + "\" answered null; it must be DELIVERED, NOT_DELIVERED or UNKNOWN");
            }
            return verdict;
        }
        throw new IllegalStateException("job type \"" + name + "\" has no confirmer");
    }

    private P decodePayload(Bytes bytes) throws Undecodable {
        try {
            return codecs.payload.decode(bytes);
        } catch (RuntimeException e) {
            throw new Undecodable("the payload", e);
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

    private record Codecs<P, S, E>(String name, Codec<P> payload, Forms<S, E> forms) {}

    /** A type with a name. */
    public static final class Named {
        private final ReadableType type;

        private Named(ReadableType type) {
            this.type = type;
        }

        /** How payload, state and effect are written. */
        public <P, S, E> WithCodecs<P, S, E> codecs(Codec<P> payload, Codec<S> state, Codec<E> effect) {
            return new WithCodecs<>(new Codecs<>(type.type(), payload, Forms.of(type.newest(), state, effect)));
        }
    }

    /** A type with codecs. */
    public static final class WithCodecs<P, S, E> {
        private final Codecs<P, S, E> codecs;

        private WithCodecs(Codecs<P, S, E> codecs) {
            this.codecs = codecs;
        }

        /**
         * How a state of an earlier version is read, whose effects are written as they are now. Jobs at that version are claimed, and go
         * on at this type's own; from then on instances that know that version alone leave them to others. Every version between must be
         * upgraded too. A throw parks the job with the error.
         *
         * @param version from 1 to one less than the type's own
         * @param state how states were written then
         * @param upgrade from such a state to one of now
         */
        public <A> WithCodecs<P, S, E> upgrading(
                int version, Codec<A> state, Function<? super A, ? extends S> upgrade) {
            return upgrading(version, state, upgrade, codecs.forms.effect(), Function.identity());
        }

        /**
         * The same where effects were written otherwise too. A step that was recorded then is performed as it was recorded.
         *
         * @param effect how effects were written then
         * @param upgradeEffect from such an effect to one of now, which does the same
         */
        public <A, B> WithCodecs<P, S, E> upgrading(
                int version,
                Codec<A> state,
                Function<? super A, ? extends S> upgrade,
                Codec<B> effect,
                Function<? super B, ? extends E> upgradeEffect) {
            Forms.Earlier<S, E> earlier = new Forms.Earlier<>(
                    bytes -> upgrade.apply(state.decode(bytes)), bytes -> upgradeEffect.apply(effect.decode(bytes)));
            return new WithCodecs<>(new Codecs<>(codecs.name, codecs.payload, codecs.forms.and(version, earlier)));
        }

        /**
         * Where a run begins.
         *
         * @throws IllegalArgumentException if a version between the oldest that is upgraded and the type's own is not
         */
        public WithStart<P, S, E> startingAt(Function<? super P, ? extends S> initial) {
            codecs.forms.checkComplete();
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
            return performing((effect, next, delivery) -> {
                effector.perform(effect, delivery);
                return next;
            });
        }

        /** How an effect is performed, and what state its answer leads to. */
        public <A> JobType<P, S, E> performAnswering(
                AnsweringEffector<? super E, ? extends A> effector,
                BiFunction<? super S, ? super A, ? extends S> state) {
            Forms<S, E> forms = start.codecs.forms;
            return performing((effect, next, delivery) -> {
                S recorded = forms.readState(forms.newest(), next);
                A answer = effector.perform(effect, delivery);
                return forms.state().encode(state.apply(recorded, answer));
            });
        }

        private JobType<P, S, E> performing(Performer<S, E> performer) {
            return new JobType<>(
                    this,
                    performer,
                    (effect, connection, delivery) -> {
                        throw new IllegalStateException("this job type performs nothing in the store's transaction");
                    },
                    DeliveryMode.atMostOnce());
        }

        /**
         * How an effect is performed that changes nothing but the store's own database: in one transaction with the step, so exactly once
         * and never in doubt. The type's mode is {@link DeliveryMode.InStore}; an engine refuses it over a store that hasn't
         * got {@link io.leasehold.store.SameTransaction} with such connections.
         *
         * @param connectionType what the effector is handed, such as {@code java.sql.Connection.class}
         */
        public <C> JobType<P, S, E> performInStore(
                Class<C> connectionType, InStoreEffector<? super E, ? super C> effector) {
            return new JobType<>(
                    this,
                    (effect, next, delivery) -> {
                        throw new NotPerformed("this job type performs in the store's transaction alone");
                    },
                    (effect, connection, delivery) ->
                            effector.perform(effect, connectionType.cast(connection), delivery),
                    new DeliveryMode.InStore<>(connectionType));
        }
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.StoreException;
import io.leasehold.testing.Fate;
import io.leasehold.testing.Nature;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One instance's way to the store and to its sink: kind at first, troubled from {@link #trouble} to {@link #heal}. */
final class Network implements Nature {
    private static final long LATE_MILLIS = 120_000;
    private static final long SLOW_SINK_MILLIS = 60_000;

    private final VirtualWorld world;
    private final Fired fired;
    private final Traffic traffic;
    private final Duration aftermath;
    private @Nullable Chances chances;
    private BiFunction<Operation, Fate, Fate> strike = (operation, fate) -> fate;
    private Predicate<Trouble> strikeSink = trouble -> false;
    private boolean requestsCut;
    private boolean answersCut;
    private boolean outage;
    private Duration working = Duration.ZERO;
    private boolean deaf;

    /** Hears what fired, and for how long that may make a difference. */
    interface Fired {
        /** Something befell a call. */
        void onCall(Trouble trouble, Operation operation, Duration time);

        /** The sink did something. */
        void onEffect(Trouble trouble, Duration time);
    }

    /** {@code traffic}: what one call is. */
    Network(VirtualWorld world, EngineSettings settings, Traffic traffic, Fired fired) {
        this.traffic = traffic;
        this.world = world;
        this.fired = fired;
        this.aftermath = settings.callTimeout().multipliedBy(2);
    }

    /** Has this decide what becomes of each call that would go well. */
    void strike(BiFunction<Operation, Fate, Fate> other) {
        strike = other;
    }

    /** Has this decide what the sink does beyond what is drawn. */
    void strikeSink(Predicate<Trouble> other) {
        strikeSink = other;
    }

    void trouble(Chances drawn) {
        chances = drawn;
    }

    void heal() {
        chances = null;
        requestsCut = false;
        answersCut = false;
        outage = false;
    }

    void cutRequests(boolean cut) {
        requestsCut = cut;
    }

    void cutAnswers(boolean cut) {
        answersCut = cut;
    }

    void outage(boolean begun) {
        outage = begun;
    }

    @Override
    public Fate call(Operation operation) {
        Fate fate = Fate.well(upTo(traffic.millis()), upTo(traffic.millis()));
        if (outage) {
            return fate.refused(new StoreException.StoreUnavailable("outage"));
        } else if (requestsCut) {
            return fate.requestLost();
        } else if (answersCut) {
            return fate.answerLost();
        }
        return drawn(fate, operation);
    }

    private Fate drawn(Fate fate, Operation operation) {
        if (hit(Trouble.REQUEST_LOST, operation, Duration.ZERO)) {
            return fate.requestLost();
        } else if (hit(Trouble.ANSWER_LOST, operation, Duration.ZERO)) {
            return fate.answerLost();
        } else if (hit(Trouble.SLOW, operation, Duration.ZERO)) {
            return Fate.well(upTo(traffic.millis()), upTo(20_000));
        } else if (hit(Trouble.STORE_THROWS, operation, Duration.ZERO)) {
            return thrown(fate);
        }
        Duration late = upTo(LATE_MILLIS);
        if (hit(Trouble.LATE, operation, late)) {
            return fate.late(late);
        }
        return hit(Trouble.TWICE, operation, late) ? fate.twice(late) : strike.apply(operation, fate);
    }

    private Fate thrown(Fate fate) {
        return switch (world.random().nextInt(3)) {
            case 0 -> fate.refused(new StoreException.StoreUnavailable("drawn"));
            case 1 -> unknown(fate, new StoreException.UnknownOutcome("drawn"));
            default -> fate.refused(new StoreException.StoreRejected("drawn"));
        };
    }

    private Fate unknown(Fate fate, StoreException why) {
        boolean applied = traffic == Traffic.RECORD_CALLS && world.random().nextBoolean();
        return applied ? fate.brokenOff(why) : fate.refused(why);
    }

    private boolean hit(Trouble trouble, Operation operation, Duration late) {
        boolean hit = drawn(trouble, traffic.share());
        if (hit) {
            fired.onCall(trouble, operation, aftermath.plus(late));
        }
        return hit;
    }

    /** Whether this befalls the effect at hand. */
    boolean hit(Trouble trouble) {
        boolean hit = strikeSink.test(trouble) || drawn(trouble, 1);
        if (hit) {
            befell(trouble);
        }
        return hit;
    }

    /** The sink did this. */
    void befell(Trouble trouble) {
        fired.onEffect(trouble, trouble == Trouble.SINK_SLOW ? Duration.ofMillis(SLOW_SINK_MILLIS) : Duration.ZERO);
    }

    /** How long the sink takes for the request that is sent now, and so the body at hand. */
    Duration drawWorking() {
        working = upTo(hit(Trouble.SINK_SLOW) ? SLOW_SINK_MILLIS : 200);
        return working;
    }

    /** The body at hand takes so long, or until it is interrupted if it heeds that. */
    void hang(Duration time, boolean heeds) {
        working = time;
        deaf = !heeds;
    }

    private boolean drawn(Trouble trouble, double share) {
        Chances present = chances;
        return present != null && world.random().nextDouble() < share * present.perCall(trouble);
    }

    @Override
    public Duration scheduling() {
        return upTo(3);
    }

    @Override
    public Duration working() {
        Duration drawn = working.isZero() ? upTo(200) : working;
        working = Duration.ZERO;
        deaf = false;
        return drawn;
    }

    @Override
    public boolean heedsInterrupts() {
        return !deaf;
    }

    private Duration upTo(long millis) {
        return world.upTo(Duration.ofMillis(millis));
    }
}

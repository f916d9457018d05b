package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.StoreException;
import io.leasehold.testing.Fate;
import io.leasehold.testing.Nature;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One instance's way to the store and to its sink: kind at first, troubled from {@link #trouble} to {@link #heal}. */
final class Network implements Nature {
    private final VirtualWorld world;
    private final Consumer<Trouble> fired;
    private @Nullable Chances chances;
    private boolean requestsCut;
    private boolean answersCut;
    private boolean outage;

    Network(VirtualWorld world, Consumer<Trouble> fired) {
        this.world = world;
        this.fired = fired;
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
        Fate fate = Fate.well(upTo(15), upTo(15));
        if (outage) {
            return fate.refused(new StoreException.StoreUnavailable("outage"));
        } else if (requestsCut) {
            return fate.requestLost();
        } else if (answersCut) {
            return fate.answerLost();
        }
        if (hit(Trouble.REQUEST_LOST)) {
            return fate.requestLost();
        } else if (hit(Trouble.ANSWER_LOST)) {
            return fate.answerLost();
        } else if (hit(Trouble.LATE)) {
            return fate.late(upTo(120_000));
        } else if (hit(Trouble.TWICE)) {
            return fate.twice(upTo(120_000));
        } else if (hit(Trouble.SLOW)) {
            return Fate.well(upTo(15), upTo(20_000));
        } else if (hit(Trouble.STORE_THROWS)) {
            return thrown(fate);
        }
        return fate;
    }

    private Fate thrown(Fate fate) {
        return switch (world.random().nextInt(3)) {
            case 0 -> fate.refused(new StoreException.StoreUnavailable("drawn"));
            case 1 -> fate.refused(new StoreException.UnknownOutcome("drawn"));
            default -> fate.refused(new StoreException.StoreRejected("drawn"));
        };
    }

    /** Whether this befalls the call or effect at hand. */
    boolean hit(Trouble trouble) {
        Chances drawn = chances;
        boolean hit = drawn != null && world.random().nextDouble() < drawn.perCall(trouble);
        if (hit) {
            fired.accept(trouble);
        }
        return hit;
    }

    @Override
    public Duration scheduling() {
        return upTo(3);
    }

    @Override
    public Duration working() {
        return hit(Trouble.SINK_SLOW) ? upTo(40_000) : upTo(200);
    }

    private Duration upTo(long millis) {
        return world.upTo(Duration.ofMillis(millis));
    }
}

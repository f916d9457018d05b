package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.testing.Fate;
import io.leasehold.testing.Nature;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;

/** A way to the store on which nothing befalls a call: 15 ms at most in each direction, however much is asked at once. */
final class QuietNetwork implements Nature {
    private static final Duration WAY = Duration.ofMillis(15);

    /** How long a call takes at most. */
    static final Duration CALL = WAY.multipliedBy(2);

    private final VirtualWorld world;

    QuietNetwork(VirtualWorld world) {
        this.world = world;
    }

    @Override
    public Fate call(Operation operation) {
        return Fate.well(world.upTo(WAY), world.upTo(WAY));
    }

    @Override
    public Duration scheduling() {
        return Nature.kind().scheduling();
    }

    @Override
    public Duration working() {
        return Nature.kind().working();
    }
}

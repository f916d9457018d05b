package io.leasehold.testing;

import java.time.Duration;
import java.util.Optional;

/**
 * What befalls one call of an engine to its store.
 *
 * @param there how long the request takes to arrive, where it is applied
 * @param back how long the answer takes
 * @param arrives whether the request arrives at all
 * @param answered whether the answer arrives
 * @param again after its arrival, how long until the request is applied a second time
 * @param trouble thrown in place of an answer
 * @param applied whether the request is applied all the same where trouble is thrown
 */
public record Fate(
        Duration there,
        Duration back,
        boolean arrives,
        boolean answered,
        Optional<Duration> again,
        Optional<RuntimeException> trouble,
        boolean applied) {
    /** A call that goes well. */
    public static Fate well(Duration there, Duration back) {
        return new Fate(there, back, true, true, Optional.empty(), Optional.empty(), false);
    }

    /** The same with its request lost on the way. */
    public Fate requestLost() {
        return new Fate(there, back, false, false, again, trouble, applied);
    }

    /** The same with its answer lost on the way. */
    public Fate answerLost() {
        return new Fate(there, back, arrives, false, again, trouble, applied);
    }

    /** The same with its request arriving this much later. */
    public Fate late(Duration more) {
        return new Fate(there.plus(more), back, arrives, answered, again, trouble, applied);
    }

    /** The same with its request applied twice. */
    public Fate twice(Duration later) {
        return new Fate(there, back, arrives, answered, Optional.of(later), trouble, applied);
    }

    /** The same with the store refusing to apply it. */
    public Fate refused(RuntimeException why) {
        return new Fate(there, back, arrives, answered, Optional.empty(), Optional.of(why), false);
    }

    /** The same with it applied, and that thrown all the same. */
    public Fate brokenOff(RuntimeException why) {
        return new Fate(there, back, arrives, answered, Optional.empty(), Optional.of(why), true);
    }
}

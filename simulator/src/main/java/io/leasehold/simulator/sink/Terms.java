package io.leasehold.simulator.sink;

import io.leasehold.simulator.history.Repeats;

/**
 * What a run's jobs do about a step in doubt, and what help their sink gives.
 *
 * @param delivering what they do
 * @param sink what kind of sink there is
 */
public record Terms(Delivering delivering, Sink sink) {
    /** At most once; the sink carries out whatever arrives. */
    public static final Terms DEFAULT = of(Delivering.AT_MOST_ONCE);

    public Terms {
        if (!delivering.goesWith(sink)) {
            throw new IllegalArgumentException("delivery " + delivering.word() + " needs " + delivering.needs()
                    + ", but the sink is " + sink.word());
        }
    }

    /** This mode, and the sink that it counts on. */
    public static Terms of(Delivering delivering) {
        return new Terms(delivering, delivering.usual());
    }

    /** When the same step may reach the sink again. */
    public Repeats repeats() {
        return delivering.repeats(sink);
    }

    /** In words. */
    public String word() {
        return delivering.word() + ", sink " + sink.word();
    }

    /** What a command that replays a run of this has to say of it, a blank before it. */
    public String option() {
        String mode = delivering == Delivering.AT_MOST_ONCE ? "" : " --delivery " + delivering.word();
        return mode + (sink == delivering.usual() ? "" : " --sink " + sink.word());
    }
}

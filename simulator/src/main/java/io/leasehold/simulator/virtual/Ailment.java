package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import java.time.Duration;

/**
 * What a handler does that it shouldn't (fault 6). It is user code, and nothing befalls its engine by it: no oracle lets that off.
 *
 * @param trouble what it counts as
 * @param time for how long it hangs, from its beginning
 */
record Ailment(Trouble trouble, Duration time) {
    /** It hangs for so long, or until it is interrupted. */
    static Ailment hangs(Duration time) {
        return new Ailment(Trouble.HANDLER_HANGS, time);
    }

    /** It hangs for so long, whatever it hears. */
    static Ailment deaf(Duration time) {
        return new Ailment(Trouble.HANDLER_DEAF, time);
    }

    /** It throws an error. */
    static Ailment throwing() {
        return new Ailment(Trouble.HANDLER_THROWS, Duration.ZERO);
    }

    /**
     * Whether the engine may believe that it was performed. If not, whether its message had left before is a toss; one that had sent nothing
     * doesn't say so even where it comes back in time, as when its engine stood still meanwhile.
     */
    boolean mayEndWell(EngineSettings settings) {
        return trouble != Trouble.HANDLER_THROWS
                && time.compareTo(settings.stepTimeout().plus(settings.guard())) <= 0;
    }

    /** Does it, in the body at hand. */
    void befall(Network network) {
        if (trouble == Trouble.HANDLER_THROWS) {
            throw new StackOverflowError("scripted");
        }
        network.hang(time, trouble == Trouble.HANDLER_HANGS);
    }
}

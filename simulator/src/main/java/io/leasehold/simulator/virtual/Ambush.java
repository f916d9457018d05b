package io.leasehold.simulator.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lies in wait for instances that come into a phase of their steps: trouble that strikes at drawn moments meets a phase that lasts for
 * milliseconds once in thousands of times. Not thread-safe.
 */
final class Ambush {
    /** A phase that nobody comes into for so long is not waited for any longer: whoever runs is struck then. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stage stage;
    private final List<Trap> traps = new ArrayList<>();

    private record Trap(
            StepPhase phase, Optional<VirtualInstance> only, long untilNanos, Consumer<VirtualInstance> strike) {
        private boolean catches(VirtualInstance member, Set<StepPhase> phases, long nowNanos) {
            boolean late = nowNanos > untilNanos && member.free();
            return (late || phases.contains(phase))
                    && only.map(one -> one == member).orElse(true);
        }
    }

    Ambush(Stage stage) {
        this.stage = stage;
    }

    /** From now on this instance may be caught. */
    void watch(VirtualInstance member) {
        member.runtime().beforeEach(what -> passing(member));
    }

    /** Strikes who comes first into this phase; each trap strikes once at most. */
    void lay(StepPhase phase, Consumer<VirtualInstance> strike) {
        lay(phase, Optional.empty(), strike);
    }

    /** Strikes this one if it comes into the phase. */
    void lay(StepPhase phase, VirtualInstance only, Consumer<VirtualInstance> strike) {
        lay(phase, Optional.of(only), strike);
    }

    private void lay(StepPhase phase, Optional<VirtualInstance> only, Consumer<VirtualInstance> strike) {
        traps.add(new Trap(phase, only, stage.world.nowNanos() + PATIENCE.toNanos(), strike));
    }

    /** Nobody is waited for any more. */
    void lift() {
        traps.clear();
    }

    private void passing(VirtualInstance member) {
        if (traps.isEmpty() || !member.awake()) {
            return;
        }
        Set<StepPhase> phases = member.phases();
        for (Trap trap : List.copyOf(traps)) {
            if (trap.catches(member, phases, stage.world.nowNanos()) && member.awake() && traps.remove(trap)) {
                trap.strike.accept(member);
                phases = member.phases();
            }
        }
    }
}

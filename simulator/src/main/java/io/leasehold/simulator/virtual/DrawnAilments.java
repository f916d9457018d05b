package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.StepId;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** What befalls handlers in an hour of drawn trouble (fault 6): one kind of ailment, or all of them, each now and then. */
final class DrawnAilments implements BiFunction<String, StepId, Optional<Ailment>> {
    private static final int HANGS_AT_MOST_MINUTES = 5;
    private static final int KINDS = 3;
    private static final Duration DEAF_AT_MOST = Duration.ofSeconds(79);

    private final SplittableRandom random;
    private final VirtualWorld world;
    private final long untilNanos;
    private final int chance;
    private final int kind;

    /** Drawn from here, for so long. */
    DrawnAilments(SplittableRandom random, VirtualWorld world, Duration time) {
        this.random = random;
        this.world = world;
        this.untilNanos = world.nowNanos() + time.toNanos();
        this.chance = 10 + random.nextInt(90);
        this.kind = random.nextInt(KINDS + 1);
    }

    @Override
    public Optional<Ailment> apply(String instance, StepId step) {
        if (world.nowNanos() >= untilNanos || random.nextInt(chance) > 0) {
            return Optional.empty();
        }
        Duration time = Duration.ofSeconds(1 + random.nextInt(60 * HANGS_AT_MOST_MINUTES));
        return Optional.of(
                switch (kind < KINDS ? kind : random.nextInt(KINDS)) {
                    case 0 -> Ailment.hangs(time);
                    case 1 -> deaf(step, time);
                    default -> Ailment.throwing();
                });
    }

    /** Never more at once than an instance bears: so few jobs, each of which has two in vain at most. Drills have more. */
    private static Ailment deaf(StepId step, Duration time) {
        boolean few = step.job().equals("job-1") || step.job().equals("job-2");
        return few && time.compareTo(DEAF_AT_MOST) < 0 ? Ailment.deaf(time) : Ailment.hangs(time);
    }
}

package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.scenario.Fault;
import io.leasehold.simulator.scenario.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Carries out a plan of faults, wave by wave: strikes, waits until the victims' jobs have found other owners, wakes what it froze, and
 * starts instances in place of those that are gone. As soon as the first one has died, one more instance joins. Used by one thread.
 */
final class FaultDriver {
    private final Fleet fleet;
    private final EngineSettings settings;
    private final int instances;
    private final Aim aim;
    private final Random random;
    private final List<Fault> missed = new ArrayList<>();
    private boolean joined;

    /** {@code instances}: how many are to run once the first has died. */
    FaultDriver(Fleet fleet, EngineSettings settings, int instances, Aim aim, Random random) {
        this.fleet = fleet;
        this.settings = settings;
        this.instances = instances;
        this.aim = aim;
        this.random = random;
    }

    /** Carries the plan out, and answers the faults that found no victim or no occasion. */
    List<Fault> carryOut(FaultPlan plan) throws InterruptedException {
        for (List<Fault> wave : plan.waves()) {
            pause();
            strike(wave);
        }
        return List.copyOf(missed);
    }

    private void strike(List<Fault> wave) throws InterruptedException {
        List<Strike> aimed = new ArrayList<>();
        for (Fault fault : wave) {
            Patience.await(() -> !candidates(aimed).isEmpty(), settings.crashBound());
            List<RealInstance> candidates = candidates(aimed);
            if (candidates.isEmpty()) {
                missed.add(fault);
            } else {
                aimed.add(Strike.at(candidates.get(random.nextInt(candidates.size())), fault, aim));
            }
        }
        List<Strike> landed = new ArrayList<>();
        for (Strike strike : aimed) {
            if (strike.lands(settings.crashBound().toMillis())) {
                landed.add(strike);
                joinAfterTheFirstDeath(strike);
            } else {
                missed.add(strike.fault());
            }
        }
        recover(landed);
    }

    /** Those that run and have jobs; one that runs must always be left. */
    private List<RealInstance> candidates(List<Strike> aimed) {
        List<RealInstance> free = fleet.running().stream()
                .filter(RealInstance::live)
                .filter(instance -> aimed.stream().noneMatch(strike -> strike.victim() == instance))
                .toList();
        return free.size() < 2
                ? List.of()
                : free.stream()
                        .filter(instance ->
                                !fleet.roster().jobsOf(instance.name()).isEmpty())
                        .toList();
    }

    private void joinAfterTheFirstDeath(Strike strike) throws InterruptedException {
        if (!joined && strike.fault() instanceof Fault.Kill) {
            joined = true;
            fleet.start();
        }
    }

    private void recover(List<Strike> landed) throws InterruptedException {
        Duration bound = settings.crashBound();
        long begun = System.nanoTime();
        for (Strike strike : landed) {
            Patience.await(() -> fleet.roster().jobsOf(strike.victim().name()).isEmpty(), bound.multipliedBy(2));
        }
        if (landed.stream().anyMatch(Strike::freezes)) {
            Duration longEnough = bound.plus(upTo(settings.heartbeat()));
            Patience.await(() -> false, longEnough.minusNanos(System.nanoTime() - begun));
        }
        for (Strike strike : landed) {
            if (strike.freezes()) {
                strike.victim().wake();
            } else {
                strike.victim().bury();
            }
        }
        while (joined && fleet.running().size() < instances) {
            fleet.start();
        }
    }

    private void pause() throws InterruptedException {
        Patience.await(() -> false, settings.heartbeat().dividedBy(2).plus(upTo(settings.heartbeat())));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextInt((int) most.toMillis() + 1));
    }
}

package io.leasehold.simulator.realtime;

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
public final class FaultDriver {
    private static final int MORE_TRIES = 2;

    private final Troop troop;
    private final EngineSettings settings;
    private final int instances;
    private final Random random;
    private final Interruption interruption;
    private final List<Fault> missed = new ArrayList<>();
    private boolean joined;

    /** {@code instances}: how many are to run once the first has died. */
    public FaultDriver(Troop troop, EngineSettings settings, int instances, Random random, Interruption interruption) {
        this.troop = troop;
        this.settings = settings;
        this.instances = instances;
        this.random = random;
        this.interruption = interruption;
    }

    /**
     * Carries the plan out. A fault that found no victim or no occasion, such as one whose victim handed its jobs over just then, is tried
     * again behind the others, by itself. Answers those that never hit.
     */
    public List<Fault> carryOut(FaultPlan plan) throws InterruptedException {
        for (List<Fault> wave : plan.waves()) {
            pause();
            strike(wave);
        }
        for (int i = 0; i < MORE_TRIES && !missed.isEmpty(); i++) {
            List<Fault> again = List.copyOf(missed);
            missed.clear();
            for (Fault fault : again) {
                pause();
                strike(List.of(fault));
            }
        }
        return List.copyOf(missed);
    }

    private void strike(List<Fault> wave) throws InterruptedException {
        List<Strike> aimed = new ArrayList<>();
        for (Fault fault : wave) {
            interruption.await(() -> !candidates(aimed).isEmpty(), settings.crashBound());
            List<Victim> candidates = candidates(aimed);
            if (candidates.isEmpty()) {
                missed.add(fault);
            } else {
                aimed.add(Strike.at(candidates.get(random.nextInt(candidates.size())), fault));
            }
        }
        List<Strike> landed = new ArrayList<>();
        for (Strike strike : aimed) {
            if (strike.landing().within(settings.crashBound().toMillis())) {
                landed.add(strike);
                joinAfterTheFirstDeath(strike);
            } else {
                missed.add(strike.fault());
            }
        }
        recover(landed);
    }

    /** Those that run and have jobs; one that runs must always be left. */
    private List<Victim> candidates(List<Strike> aimed) {
        List<Victim> free = troop.running().stream()
                .map(Victim.class::cast)
                .filter(Victim::live)
                .filter(instance -> aimed.stream().noneMatch(strike -> strike.victim() == instance))
                .toList();
        return free.size() < 2
                ? List.of()
                : free.stream().filter(Victim::holdsJobs).toList();
    }

    private void joinAfterTheFirstDeath(Strike strike) throws InterruptedException {
        if (!joined && strike.fault() instanceof Fault.Kill) {
            joined = true;
            troop.start();
        }
    }

    private void recover(List<Strike> landed) throws InterruptedException {
        Duration bound = settings.crashBound();
        long begun = System.nanoTime();
        for (Strike strike : landed) {
            interruption.await(() -> !strike.victim().holdsJobs(), bound.multipliedBy(2));
        }
        if (landed.stream().anyMatch(Strike::freezes)) {
            Duration longEnough = bound.plus(upTo(settings.heartbeat()));
            interruption.await(() -> false, longEnough.minusNanos(System.nanoTime() - begun));
        }
        for (Strike strike : landed) {
            if (strike.freezes()) {
                strike.victim().wake();
            } else {
                strike.victim().bury();
            }
        }
        while (joined && troop.running().size() < instances) {
            troop.start();
        }
    }

    private void pause() throws InterruptedException {
        interruption.await(() -> false, settings.heartbeat().dividedBy(2).plus(upTo(settings.heartbeat())));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextInt((int) most.toMillis() + 1));
    }
}

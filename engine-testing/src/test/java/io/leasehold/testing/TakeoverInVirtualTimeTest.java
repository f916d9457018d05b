package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stories of takeover, told in virtual time at the default 60/10/30 s. */
class TakeoverInVirtualTimeTest {
    @Test
    void canTakeOverFromAKilledInstanceWithinTheBound() {
        Fleet fleet = new Fleet(1, EngineSettings.DEFAULT);
        fleet.start("a", Nature.kind());
        fleet.submit("job", 10);
        fleet.world.run(Duration.ofSeconds(45));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(20));
        long killed = fleet.world.nowMillis();
        fleet.members.get("a").runtime().kill();
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(20)))
                .isTrue();
        long next = fleet.sent.stream()
                .filter(effect -> effect.by().equals("b"))
                .mapToLong(Fleet.Sent::atMillis)
                .min()
                .orElseThrow();
        assertThat(next - killed).isLessThan(62_000);
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void keepsItsPromiseThroughRandomTrouble() {
        for (long seed = 1; seed <= 200; seed++) {
            Fleet fleet = chaos(seed);
            assertThat(fleet.violations()).as("seed " + seed).isEmpty();
        }
    }

    private static Fleet chaos(long seed) {
        Fleet fleet = new Fleet(seed, EngineSettings.DEFAULT);
        fleet.push = seed % 2 == 0;
        SplittableRandom random = new SplittableRandom(seed * 31);
        Nature nature = new Troubled(fleet.world, random.nextDouble() * 0.1);
        for (int i = 0; i < 5; i++) {
            fleet.start("i" + i, nature);
        }
        for (int i = 0; i < 20; i++) {
            fleet.submit("job-" + i, 60);
        }
        List<String> living = new ArrayList<>(fleet.members.keySet());
        int started = 5;
        for (int minute = 0; minute < 30; minute++) {
            fleet.world.run(fleet.world.upTo(Duration.ofSeconds(120)));
            String victim = living.get(random.nextInt(living.size()));
            VirtualRuntime runtime = fleet.members.get(victim).runtime();
            switch (random.nextInt(4)) {
                case 0 -> {
                    runtime.kill();
                    living.remove(victim);
                    String next = "i" + started++;
                    fleet.start(next, nature);
                    living.add(next);
                }
                case 1 -> {
                    runtime.freeze();
                    fleet.world.after(Duration.ofSeconds(1 + random.nextInt(150)), runtime::wake);
                }
                case 2 -> runtime.jump(Duration.ofSeconds(random.nextInt(7200) - 3600));
                default -> runtime.rate(0.9 + random.nextDouble() * 0.2);
            }
        }
        fleet.members.values().forEach(member -> {
            member.runtime().wake();
            member.runtime().nature(Nature.kind());
        });
        fleet.world.runUntil(fleet::allFinished, Duration.ofHours(3));
        return fleet;
    }

    /** Loses, delays and doubles what it can. */
    private record Troubled(VirtualWorld world, double chance) implements Nature {
        @Override
        public Fate call(Operation operation) {
            Fate fate = Fate.well(world.upTo(Duration.ofMillis(20)), world.upTo(Duration.ofMillis(20)));
            if (world.random().nextDouble() >= chance) {
                return fate;
            }
            return switch (world.random().nextInt(5)) {
                case 0 -> fate.requestLost();
                case 1 -> fate.answerLost();
                case 2 -> fate.late(world.upTo(Duration.ofSeconds(20)));
                case 3 -> fate.twice(world.upTo(Duration.ofSeconds(20)));
                default -> fate.refused(new StoreException.StoreUnavailable("drawn"));
            };
        }

        @Override
        public Duration scheduling() {
            return world.upTo(Duration.ofMillis(3));
        }

        @Override
        public Duration working() {
            return world.upTo(Duration.ofMillis(300));
        }
    }
}

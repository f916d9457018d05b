package io.leasehold.simulator.virtual;

import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Does trouble to the fleet at drawn moments, on average every 90 s, until its time is over. */
final class Chaos {
    private static final List<Trouble> STRIKES = List.of(
            Trouble.STOP,
            Trouble.KILL,
            Trouble.KILL_TWO,
            Trouble.FREEZE,
            Trouble.SHORT_FREEZE,
            Trouble.WALL_JUMP,
            Trouble.RATE,
            Trouble.STORE_JUMP,
            Trouble.OUTAGE,
            Trouble.CUT_REQUESTS,
            Trouble.CUT_ANSWERS);

    private final VirtualWorld world;
    private final VirtualOptions options;
    private final Chances chances;
    private final Supplier<List<VirtualInstance>> members;
    private final Runnable replace;
    private final LongConsumer moveStoreClock;
    private boolean over;

    Chaos(
            VirtualWorld world,
            VirtualOptions options,
            Chances chances,
            Supplier<List<VirtualInstance>> members,
            Runnable replace,
            LongConsumer moveStoreClock) {
        this.world = world;
        this.options = options;
        this.chances = chances;
        this.members = members;
        this.replace = replace;
        this.moveStoreClock = moveStoreClock;
    }

    void begin() {
        world.after(world.upTo(Duration.ofSeconds(180)), this::strike);
    }

    void end() {
        over = true;
    }

    private void strike() {
        if (over) {
            return;
        }
        begin();
        Trouble trouble = STRIKES.get(world.random().nextInt(STRIKES.size()));
        if (world.random().nextDouble() < chances.weight(trouble)) {
            act(trouble);
        }
    }

    private void act(Trouble trouble) {
        switch (trouble) {
            case STOP ->
                hit(trouble, victim -> {
                    victim.stop();
                    later(30, replace);
                });
            case KILL -> hit(trouble, this::kill);
            case KILL_TWO -> {
                hit(trouble, this::kill);
                hit(trouble, this::kill);
            }
            case FREEZE ->
                hit(trouble, victim -> freeze(victim, options.settings().ttl().plus(upTo(120))));
            case SHORT_FREEZE ->
                hit(
                        trouble,
                        victim -> freeze(
                                victim,
                                options.settings()
                                        .ttl()
                                        .minus(options.settings().heartbeat())
                                        .minus(upTo(20))));
            case WALL_JUMP -> hit(trouble, victim -> victim.jump(upTo(2_400).minusSeconds(1_200)));
            case RATE ->
                hit(
                        trouble,
                        victim -> victim.runtime().rate(0.9 + world.random().nextDouble() * 0.2));
            case STORE_JUMP -> storeJump(trouble);
            case OUTAGE -> outage(trouble);
            case CUT_REQUESTS ->
                hit(trouble, victim -> {
                    victim.network().cutRequests(true);
                    later(200, () -> victim.network().cutRequests(false));
                });
            default ->
                hit(trouble, victim -> {
                    victim.network().cutAnswers(true);
                    later(200, () -> victim.network().cutAnswers(false));
                });
        }
    }

    private void kill(VirtualInstance victim) {
        victim.kill();
        later(60, replace);
    }

    private void freeze(VirtualInstance victim, Duration time) {
        victim.freeze();
        world.after(time, victim::wake);
    }

    private void storeJump(Trouble trouble) {
        long seconds = world.random().nextInt(240) - 120L;
        members.get().stream().filter(VirtualInstance::free).findFirst().ifPresent(any -> any.count(trouble));
        moveStoreClock.accept(seconds * 1_000);
    }

    private void outage(Trouble trouble) {
        List<VirtualInstance> cut = members.get();
        cut.stream().filter(VirtualInstance::free).forEach(instance -> instance.count(trouble));
        cut.forEach(instance -> instance.network().outage(true));
        later(
                world.random().nextInt(4) == 0 ? 600 : 40,
                () -> members.get().forEach(instance -> instance.network().outage(false)));
    }

    private void hit(Trouble trouble, Consumer<VirtualInstance> action) {
        List<VirtualInstance> free =
                members.get().stream().filter(VirtualInstance::free).toList();
        if (!free.isEmpty()) {
            VirtualInstance victim = free.get(world.random().nextInt(free.size()));
            victim.count(trouble);
            action.accept(victim);
        }
    }

    private void later(int atMostSeconds, Runnable task) {
        world.after(upTo(atMostSeconds), task);
    }

    private Duration upTo(int seconds) {
        return world.upTo(Duration.ofSeconds(seconds));
    }
}

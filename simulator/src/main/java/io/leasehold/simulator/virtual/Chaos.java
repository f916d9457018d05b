package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.JobId;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

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
            Trouble.CUT_ANSWERS,
            Trouble.ALL_AT_ONCE,
            Trouble.JOIN,
            Trouble.ROLLING,
            Trouble.FLAP,
            Trouble.ORDER);

    private final Stage stage;
    private final VirtualWorld world;
    private final EngineSettings settings;
    private final Chances chances;
    private final Person person;
    private final int most;
    private final long endsNanos;

    /** Trouble for this long; {@code most} instances run at once, and one more where one joins. */
    Chaos(Stage stage, SplittableRandom random, int most, Duration time) {
        this.stage = stage;
        this.world = stage.world;
        this.settings = stage.settings;
        this.chances = new Chances(random);
        this.person = new Person(stage);
        this.most = most;
        this.endsNanos = world.nowNanos() + time.toNanos();
    }

    void begin() {
        stage.members().forEach(member -> member.network().trouble(chances));
        strikeLater();
    }

    private boolean over() {
        return world.nowNanos() >= endsNanos;
    }

    private void strikeLater() {
        world.after(world.upTo(Duration.ofSeconds(180)), this::strike);
    }

    private void strike() {
        if (over()) {
            return;
        }
        strikeLater();
        Trouble trouble = STRIKES.get(world.random().nextInt(STRIKES.size()));
        if (world.random().nextDouble() < chances.weight(trouble)) {
            act(trouble);
        }
    }

    private void act(Trouble trouble) {
        switch (trouble) {
            case STOP -> hit(trouble, this::restart);
            case KILL -> hit(trouble, this::kill);
            case KILL_TWO -> {
                hit(trouble, this::kill);
                hit(trouble, this::kill);
            }
            case FREEZE -> hit(trouble, victim -> freeze(victim, settings.ttl().plus(upTo(120))));
            case SHORT_FREEZE ->
                hit(
                        trouble,
                        victim -> freeze(
                                victim,
                                settings.ttl().minus(settings.heartbeat()).minus(upTo(20))));
            case WALL_JUMP, RATE, CUT_REQUESTS, CUT_ANSWERS -> befall(trouble);
            case STORE_JUMP -> storeJump();
            case OUTAGE -> outage();
            case ALL_AT_ONCE -> allAtOnce();
            case JOIN -> join();
            case ROLLING -> rolling(free());
            case FLAP -> flap(3);
            default -> order();
        }
    }

    /** Something that is not over in a moment. */
    private void befall(Trouble trouble) {
        List<VirtualInstance> free = free();
        if (free.isEmpty()) {
            return;
        }
        VirtualInstance victim = free.get(world.random().nextInt(free.size()));
        switch (trouble) {
            case WALL_JUMP -> {
                victim.troubled(trouble, settings.heartbeat().multipliedBy(2));
                victim.runtime().jump(upTo(2_400).minusSeconds(1_200));
            }
            case RATE -> {
                victim.troubled(trouble, Duration.ofNanos(endsNanos - world.nowNanos()));
                victim.runtime().rate(0.9 + world.random().nextDouble() * 0.2);
            }
            case CUT_REQUESTS -> {
                Duration time = cut(victim, trouble);
                victim.network().cutRequests(true);
                world.after(time, () -> victim.network().cutRequests(false));
            }
            default -> {
                Duration time = cut(victim, trouble);
                victim.network().cutAnswers(true);
                world.after(time, () -> victim.network().cutAnswers(false));
            }
        }
    }

    private Duration cut(VirtualInstance victim, Trouble trouble) {
        Duration time = upTo(200);
        victim.troubled(trouble, time.plus(settings.callTimeout().multipliedBy(2)));
        return time;
    }

    private void kill(VirtualInstance victim) {
        victim.kill();
        later(60, this::start);
    }

    private void restart(VirtualInstance victim) {
        victim.stop();
        later(30, this::start);
    }

    private void freeze(VirtualInstance victim, Duration time) {
        victim.freeze();
        world.after(time, victim::wake);
    }

    private void storeJump() {
        free().stream().findFirst().ifPresent(any -> any.count(Trouble.STORE_JUMP));
        stage.moveStoreClock(Duration.ofSeconds(world.random().nextInt(240) - 120L));
    }

    private void outage() {
        Duration time = upTo(world.random().nextInt(4) == 0 ? 600 : 40);
        List<VirtualInstance> cut =
                stage.members().stream().filter(VirtualInstance::alive).toList();
        cut.forEach(instance -> instance.troubled(
                Trouble.OUTAGE, time.plus(settings.callTimeout().multipliedBy(2))));
        cut.forEach(instance -> instance.network().outage(true));
        world.after(
                time,
                () -> stage.members().forEach(instance -> instance.network().outage(false)));
    }

    /** All are killed, and all their successors start in one moment. */
    private void allAtOnce() {
        List<VirtualInstance> all = free();
        all.forEach(instance -> instance.count(Trouble.ALL_AT_ONCE));
        all.forEach(VirtualInstance::kill);
        world.after(upTo(60), () -> all.forEach(instance -> start()));
    }

    private void join() {
        if (free().size() <= most) {
            VirtualInstance newcomer = start();
            newcomer.count(Trouble.JOIN);
        }
    }

    /** One after the other stops, and its successor starts. */
    private void rolling(List<VirtualInstance> left) {
        if (left.isEmpty() || over()) {
            return;
        }
        VirtualInstance next = left.get(0);
        if (next.free()) {
            next.count(Trouble.ROLLING);
            restart(next);
        }
        later(40, () -> rolling(left.subList(1, left.size())));
    }

    /** One starts and is killed again and again. */
    private void flap(int times) {
        if (times > 0 && !over()) {
            VirtualInstance flapping = start();
            world.after(upTo(40), () -> {
                if (flapping.free()) {
                    flapping.count(Trouble.FLAP);
                    flapping.kill();
                }
                flap(times - 1);
            });
        }
    }

    /** A person who gives an order every minute or so. */
    void busyPerson() {
        if (!over()) {
            order();
            later(120, this::busyPerson);
        }
    }

    private void order() {
        if (person.order()) {
            free().stream().findFirst().ifPresent(any -> any.count(Trouble.ORDER));
        }
    }

    /** This job takes down whoever performs its steps from now on; another one starts each time. */
    void poison(JobId job) {
        stage.poison(job, () -> later(60, this::start));
    }

    private VirtualInstance start() {
        VirtualInstance started = stage.start();
        if (!over()) {
            started.network().trouble(chances);
        }
        return started;
    }

    private List<VirtualInstance> free() {
        return stage.members().stream().filter(VirtualInstance::free).toList();
    }

    private void hit(Trouble trouble, Consumer<VirtualInstance> action) {
        List<VirtualInstance> free = free();
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

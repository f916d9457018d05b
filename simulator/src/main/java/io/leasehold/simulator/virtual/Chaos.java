package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.JobId;
import io.leasehold.testing.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does trouble to the fleet on average every 90 s, until its time is over: at drawn moments, or to whoever comes first into a drawn
 * phase of a step.
 */
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

    /** For the first owner of all to be missed, and its heir to take over. */
    private static final Duration ALONE = Duration.ofMinutes(3);

    /** So much longer lives one that flaps where it is waited for until it releases a job: it has to get some first. */
    private static final Duration FOR_RELEASE = Duration.ofSeconds(140);

    /** After so long it is likely to have some, and a person stops one of them. */
    private static final Duration HAS_JOBS = Duration.ofSeconds(100);

    private final Stage stage;
    private final VirtualWorld world;
    private final EngineSettings settings;
    private final Chances chances;
    private final Person person;
    private final Optional<Ambush> ambush;
    private final int most;
    private final long endsNanos;

    /** Trouble for this long; {@code most} instances run at once, and one more where one joins; {@code aims}: at phases. */
    Chaos(Stage stage, Chances chances, int most, Duration time, boolean aims) {
        this.stage = stage;
        this.world = stage.world;
        this.settings = stage.settings;
        this.chances = chances;
        this.person = new Person(stage);
        this.ambush = aims ? Optional.of(new Ambush(stage)) : Optional.empty();
        this.most = most;
        this.endsNanos = world.nowNanos() + time.toNanos();
    }

    void begin() {
        stage.members().forEach(this::welcome);
        strikeLater();
    }

    private void welcome(VirtualInstance member) {
        member.network().trouble(chances);
        ambush.ifPresent(there -> there.watch(member));
    }

    /** Records change behind the store's back, too. */
    void byHand(SplittableRandom random, FaultChoice faults) {
        new ByHand(stage, random, ambush, faults, Duration.ofNanos(endsNanos - world.nowNanos())).begin();
    }

    /** Nobody is waited for any more. */
    void end() {
        ambush.ifPresent(Ambush::lift);
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
            case WALL_JUMP, RATE, CUT_REQUESTS, CUT_ANSWERS -> victim(trouble, victim -> befall(victim, trouble));
            case STORE_JUMP -> when(trouble, this::storeJump);
            case OUTAGE -> when(trouble, this::outage);
            case ALL_AT_ONCE -> when(trouble, this::allAtOnce);
            case JOIN -> join();
            case ROLLING -> rolling();
            case FLAP -> flap(3);
            default -> when(trouble, this::order);
        }
    }

    /** Something that is not over in a moment. */
    private void befall(VirtualInstance victim, Trouble trouble) {
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

    /** Whoever stops already has its successor on the way. */
    private void kill(VirtualInstance victim) {
        boolean replaced = !victim.free();
        victim.kill();
        if (!replaced) {
            later(60, this::start);
        }
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
        awake().forEach(any -> any.count(Trouble.STORE_JUMP));
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
        List<VirtualInstance> all = awake();
        long running = all.stream().filter(VirtualInstance::free).count();
        all.forEach(instance -> instance.count(Trouble.ALL_AT_ONCE));
        all.forEach(VirtualInstance::kill);
        world.after(upTo(60), () -> start(running));
    }

    private void start(long many) {
        for (long i = 0; i < many; i++) {
            start();
        }
    }

    private void join() {
        if (free().size() <= most) {
            VirtualInstance newcomer = start();
            newcomer.count(Trouble.JOIN);
        }
    }

    /** One after the other stops, and its successor starts; whoever was waited for is the first. */
    private void rolling() {
        if (ambush.isEmpty()) {
            rolling(free());
            return;
        }
        ambush.get().lay(drawn(Trouble.ROLLING), first -> {
            List<VirtualInstance> others =
                    free().stream().filter(member -> member != first).toList();
            rolling(Stream.concat(Stream.of(first), others.stream()).toList());
        });
    }

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

    /** The first instance owns all jobs, and is killed. */
    void killOwnerOfAll(VirtualInstance first) {
        if (ambush.isPresent()) {
            ambush.get().lay(drawn(Trouble.OWNER_OF_ALL), first, this::ownerOfAllKilled);
        } else {
            ownerOfAllKilled(first);
        }
    }

    /** The first instance owns all jobs, and who inherits them from it is killed; the others start later, whatever became of both. */
    void killHeirOfAll(VirtualInstance first) {
        ambush.ifPresent(there -> new HeirOfAll(stage, there, this::start).await(first));
        world.after(ALONE, () -> start(most - 1L));
    }

    private void ownerOfAllKilled(VirtualInstance first) {
        if (first.free()) {
            first.count(Trouble.OWNER_OF_ALL);
            first.kill();
            stage.start();
        }
    }

    /** One starts and is killed again and again. */
    private void flap(int times) {
        if (times > 0 && !over()) {
            VirtualInstance flapping = start();
            world.after(lieInWait(flapping).plus(upTo(40)), () -> {
                flapped(flapping);
                flap(times - 1);
            });
        }
    }

    /** It is killed once it comes into a drawn phase; answers how much longer than others it may live otherwise, but never into the calm. */
    private Duration lieInWait(VirtualInstance flapping) {
        if (ambush.isEmpty()) {
            return Duration.ZERO;
        }
        StepPhase phase = drawn(Trouble.FLAP);
        ambush.get().lay(phase, flapping, Chaos::flapped);
        if (phase != StepPhase.RELEASING || world.nowNanos() + FOR_RELEASE.toNanos() > endsNanos) {
            return Duration.ZERO;
        }
        if (chances.weight(Trouble.ORDER) > 0) {
            world.after(HAS_JOBS, () -> stopOneOf(flapping));
        }
        return FOR_RELEASE;
    }

    /** A person stops one of its jobs, which it then has to release. */
    private void stopOneOf(VirtualInstance owner) {
        boolean stopped = owner.free()
                && stage.roster.jobsOf(owner.name()).stream().anyMatch(job -> person.pause(new JobId(job)));
        if (stopped) {
            awake().forEach(any -> any.count(Trouble.ORDER));
        }
    }

    private static void flapped(VirtualInstance flapping) {
        if (flapping.free()) {
            flapping.count(Trouble.FLAP);
            flapping.kill();
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
            awake().forEach(any -> any.count(Trouble.ORDER));
        }
    }

    /** This job takes down whoever performs its steps from now on; another one starts each time. */
    void poison(JobId job) {
        stage.poison(job, () -> later(60, this::start));
    }

    private VirtualInstance start() {
        VirtualInstance started = stage.start();
        if (!over()) {
            welcome(started);
        }
        return started;
    }

    private List<VirtualInstance> free() {
        return stage.members().stream().filter(VirtualInstance::free).toList();
    }

    private List<VirtualInstance> awake() {
        return stage.members().stream().filter(VirtualInstance::awake).toList();
    }

    private void hit(Trouble trouble, Consumer<VirtualInstance> action) {
        victim(trouble, victim -> {
            victim.count(trouble);
            action.accept(victim);
        });
    }

    /** Has this done to whoever comes first into a drawn phase, or to anybody. */
    private void victim(Trouble trouble, Consumer<VirtualInstance> action) {
        List<VirtualInstance> free = free();
        if (ambush.isPresent()) {
            ambush.get().lay(drawn(trouble), action);
        } else if (!free.isEmpty()) {
            action.accept(free.get(world.random().nextInt(free.size())));
        }
    }

    /** Has this happen to all when somebody comes into a drawn phase, or now. */
    private void when(Trouble trouble, Runnable action) {
        if (ambush.isPresent()) {
            ambush.get().lay(drawn(trouble), any -> action.run());
        } else {
            action.run();
        }
    }

    private StepPhase drawn(Trouble trouble) {
        List<StepPhase> reach = Coverage.reach(trouble);
        return reach.get(world.random().nextInt(reach.size()));
    }

    private void later(int atMostSeconds, Runnable task) {
        world.after(upTo(atMostSeconds), task);
    }

    private Duration upTo(int seconds) {
        return world.upTo(Duration.ofSeconds(seconds));
    }
}

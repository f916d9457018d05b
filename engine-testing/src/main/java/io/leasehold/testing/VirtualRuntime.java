package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One engine's door to a {@link VirtualWorld}. A store call is two events, its arrival, where it is applied, and its answer; or, where
 * {@link #runBodies} was called, two events for each thing that its body asks of far away. Work is three, the gate, the body and its
 * end. What was sent arrives even if the sender has died since; all else waits while the engine is
 * frozen and is gone once it is killed. Not thread-safe, like its world.
 */
public final class VirtualRuntime implements EngineRuntime {
    private final VirtualWorld world;
    private final Map<Lane, VirtualLane> lanes = new EnumMap<>(Lane.class);
    private final List<Waiting> frozen = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private Nature nature;
    private Life life = Life.RUNNING;
    private double rate = 1;
    private long clockNanos;
    private long clockSetAtNanos;
    private long wallAheadMillis;
    private Consumer<String> before = what -> {};
    private boolean runsBodies;
    private Optional<VirtualBody<?>> running = Optional.empty();

    /** What a frozen engine will do once it wakes. */
    private record Waiting(String what, Runnable task) {}

    private enum Life {
        RUNNING,
        FROZEN,
        DEAD
    }

    /** A door for a new engine. */
    public VirtualRuntime(VirtualWorld world, Nature nature) {
        this.world = world;
        this.nature = nature;
        this.clockNanos = world.random().nextLong(1L << 40);
        this.clockSetAtNanos = world.nowNanos();
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new VirtualLane(this));
        }
    }

    VirtualWorld world() {
        return world;
    }

    Nature nature() {
        return nature;
    }

    /** Another nature from now on. */
    public void nature(Nature other) {
        nature = other;
    }

    /**
     * Has this hear of each thing that the engine is about to do, in order: it may kill or freeze the engine first. For sweeps that hit
     * every single event. An answer's arrival, or that none came, is told with its operation's name last.
     */
    public void beforeEach(Consumer<String> watcher) {
        before = watcher;
    }

    /**
     * From now on the bodies of store calls are code of this instance: they stop with it, and only what they {@link #ask} travels. A
     * body is run again from its start whenever it is answered, and must do the same each time.
     */
    public void runBodies() {
        runsBodies = true;
    }

    boolean runsBodies() {
        return runsBodies;
    }

    void inBody(VirtualBody<?> body) {
        running = Optional.of(body);
    }

    void outOfBody() {
        running = Optional.empty();
    }

    /**
     * Asks something of far away: two events, each with a fate of its own. Bodies of work may ask too, as of an
     * {@link Operation#WRITE}; such a one is run again from its start, like the others.
     *
     * @throws IllegalStateException if no body of this instance is at hand
     */
    public <T> T ask(FarCall<T> call) {
        return body().ask(call);
    }

    /** The monotonic clock as a body reads it: the same again when the body is run again. */
    public long bodyNanos() {
        return body().nanos();
    }

    private VirtualBody<?> body() {
        return running.orElseThrow(() -> new IllegalStateException(
                "only a body may ask: one of work or, after runBodies() was called, one of a store call"));
    }

    /** Nothing of this engine happens any more, but what it has sent arrives. */
    public void kill() {
        life = Life.DEAD;
        frozen.clear();
    }

    /** Nothing of this engine happens until {@link #wake}; its clocks go on. */
    public void freeze() {
        if (life == Life.RUNNING) {
            life = Life.FROZEN;
        }
    }

    /** All that has waited happens now, in its order. */
    public void wake() {
        if (life == Life.FROZEN) {
            life = Life.RUNNING;
            List<Waiting> waiting = List.copyOf(frozen);
            frozen.clear();
            waiting.forEach(late -> world.after(Duration.ZERO, () -> own(late.what, late.task)));
        }
    }

    /** Whether it neither was killed nor has closed. */
    public boolean alive() {
        return life != Life.DEAD;
    }

    /** Whether it is frozen. */
    public boolean isFrozen() {
        return life == Life.FROZEN;
    }

    /** The monotonic clock runs at this rate from now on. */
    public void rate(double other) {
        clockNanos = nanos();
        clockSetAtNanos = world.nowNanos();
        rate = other;
    }

    /** The wall clock jumps. */
    public void jump(Duration by) {
        wallAheadMillis += by.toMillis();
    }

    /** What tasks of this engine threw: a correct engine's never do. */
    public List<Throwable> problems() {
        return List.copyOf(problems);
    }

    @Override
    public long nanos() {
        return clockNanos + (long) ((world.nowNanos() - clockSetAtNanos) * rate);
    }

    @Override
    public long wallMillis() {
        return world.wallMillis() + wallAheadMillis;
    }

    @Override
    public long randomBits() {
        return world.random().nextLong();
    }

    @Override
    public void execute(Runnable task) {
        world.after(Duration.ZERO, () -> own("task", task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return schedule(delay, "timer", task);
    }

    Timer schedule(Duration delay, String what, Runnable task) {
        boolean[] cancelled = new boolean[1];
        Runnable unlessCancelled = () -> {
            if (!cancelled[0]) {
                task.run();
            }
        };
        world.after(trueTime(delay), () -> {
            if (!cancelled[0]) {
                own(what, unlessCancelled);
            }
        });
        return () -> cancelled[0] = true;
    }

    /** A delay by this engine's clock, in the world's time. */
    private Duration trueTime(Duration delay) {
        return rate == 1 ? delay : Duration.ofNanos((long) Math.ceil(delay.toNanos() / rate));
    }

    /** Happens now, when the engine wakes, or never. */
    void own(String what, Runnable task) {
        if (life == Life.RUNNING) {
            before.accept(what);
        }
        if (life == Life.FROZEN) {
            frozen.add(new Waiting(what, task));
        } else if (life == Life.RUNNING) {
            try {
                task.run();
            } catch (RuntimeException | Error problem) {
                problems.add(problem);
            }
        }
    }

    private VirtualLane lane(Operation operation) {
        return Objects.requireNonNull(lanes.get(operation.lane()));
    }

    /** Whether such a call has left and was neither answered nor given up. */
    public boolean underWay(Operation operation) {
        return lane(operation).underWay(operation);
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        if (life != Life.DEAD) {
            lane(operation).call(operation, timeout, call, then);
        }
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        VirtualWorker<T> worker = new VirtualWorker<>(this, work, then);
        worker.start();
        return worker;
    }

    @Override
    public void onTermination(Runnable hook) {}

    @Override
    public void close() {
        life = Life.DEAD;
        frozen.clear();
    }
}

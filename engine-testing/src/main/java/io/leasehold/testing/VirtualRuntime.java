package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One engine's door to a {@link VirtualWorld}. A store call is two events, its arrival, where it is applied, and its answer; work is
 * three, the gate, the body and its end. What was sent arrives even if the sender has died since; all else waits while the engine is
 * frozen and is gone once it is killed. Not thread-safe, like its world.
 */
public final class VirtualRuntime implements EngineRuntime {
    private final VirtualWorld world;
    private final Map<Lane, VirtualLane> lanes = new EnumMap<>(Lane.class);
    private final List<Runnable> frozen = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private Nature nature;
    private Life life = Life.RUNNING;
    private double rate = 1;
    private long clockNanos;
    private long clockSetAtNanos;
    private long wallAheadMillis;

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
            List<Runnable> waiting = List.copyOf(frozen);
            frozen.clear();
            waiting.forEach(task -> world.after(Duration.ZERO, () -> own(task)));
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
        world.after(Duration.ZERO, () -> own(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        boolean[] cancelled = new boolean[1];
        world.after(
                trueTime(delay),
                () -> own(() -> {
                    if (!cancelled[0]) {
                        task.run();
                    }
                }));
        return () -> cancelled[0] = true;
    }

    /** A delay by this engine's clock, in the world's time. */
    private Duration trueTime(Duration delay) {
        return rate == 1 ? delay : Duration.ofNanos((long) Math.ceil(delay.toNanos() / rate));
    }

    /** Happens now, when the engine wakes, or never. */
    void own(Runnable task) {
        if (life == Life.FROZEN) {
            frozen.add(task);
        } else if (life == Life.RUNNING) {
            try {
                task.run();
            } catch (RuntimeException | Error problem) {
                problems.add(problem);
            }
        }
    }

    @Override
    public <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        VirtualLane queue = lanes.get(lane);
        if (queue == null) {
            throw new IllegalStateException("no lane " + lane);
        }
        queue.call(lane == Lane.LISTENER, lane, timeout, call, then);
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

package io.leasehold.testing;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One queue of events, ordered by time and then by number, and one source of chance: all that happens in virtual time. Not
 * thread-safe: the whole world runs on the thread that calls {@link #run}.
 */
public final class VirtualWorld {
    /** Wall clocks begin at 2026-01-01T00:00:00Z. */
    static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private final Queue<Event> queue = new PriorityQueue<>();
    private final SplittableRandom random;
    private long nowNanos;
    private long numbers;

    private record Event(long nanos, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** A world whose every chance follows from the seed. */
    public VirtualWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Time since the world began. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Time since the world began, in milliseconds. */
    public long nowMillis() {
        return nowNanos / 1_000_000;
    }

    /** The true wall clock, which a store may use as its own. */
    public long wallMillis() {
        return EPOCH_MILLIS + nowMillis();
    }

    /** The world's one source of chance. */
    public SplittableRandom random() {
        return random;
    }

    /** A duration drawn from zero up to this. */
    public Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }

    /** Has something happen after a delay. */
    public void after(Duration delay, Runnable task) {
        at(nowNanos + Math.max(0, delay.toNanos()), task);
    }

    void at(long nanos, Runnable task) {
        queue.add(new Event(Math.max(nanos, nowNanos), numbers++, task));
    }

    /** How many events have happened or wait. */
    public long events() {
        return numbers;
    }

    /** Lets the next event happen; answers whether there was one. */
    public boolean step() {
        Event event = queue.poll();
        if (event == null) {
            return false;
        }
        nowNanos = event.nanos;
        event.task.run();
        return true;
    }

    /** Lets time pass. */
    public void run(Duration time) {
        runUntil(() -> false, time);
    }

    /** Lets time pass until something holds, but no longer than this; answers whether it held. */
    public boolean runUntil(BooleanSupplier goal, Duration most) {
        long end = nowNanos + most.toNanos();
        while (!goal.getAsBoolean()) {
            Event next = queue.peek();
            if (next == null || next.nanos > end) {
                nowNanos = end;
                return goal.getAsBoolean();
            }
            step();
        }
        return true;
    }
}

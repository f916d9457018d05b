package io.leasehold.simulator.history;

import java.time.Duration;

/**
 * The times that a run is held to; they stand at the head of its history, so that the history can be judged alone.
 *
 * @param crash how long a job may stand still after its owner was killed or froze: the engine's own stated bound
 * @param stop how long a job may stand still after its step in hand when its owner stopped in order
 * @param ttl how long a lease lasts: who stands still for longer loses it for sure
 * @param heartbeat how often a lease is renewed
 * @param call how long a call of the store may take
 * @param told how soon after its next running instant an instance must hear that it lost its lease or a claim
 * @param shutdown how long an orderly stop may take
 * @param stall once all trouble is over, how long a job may go without any progress
 * @param settle how long a successor waits before it asks the sink about a step in doubt; zero where it never asks
 */
public record Bounds(
        Duration crash,
        Duration stop,
        Duration ttl,
        Duration heartbeat,
        Duration call,
        Duration told,
        Duration shutdown,
        Duration stall,
        Duration settle) {
    /** How long a job may stand still after an orderly stop where rings are heard, at whatever settings (G6). */
    public static final Duration STOP = Duration.ofSeconds(1);

    /** Whether nobody hears a ring: only a scan finds what was handed back. */
    public boolean deaf() {
        return stop.compareTo(STOP) > 0;
    }

    /** The same where successors wait so long before they ask the sink. */
    public Bounds settling(Duration delay) {
        return new Bounds(crash, stop, ttl, heartbeat, call, told, shutdown, stall.plus(delay), delay);
    }
}

package io.leasehold.simulator.oracle;

import java.time.Duration;

/**
 * The times that a run is held to.
 *
 * @param crash how long a job may stand still after its owner was killed or froze: the engine's own stated bound
 * @param stop how long a job may stand still after its step in hand when its owner stopped in order
 * @param freeze how long an instance must stand still to lose its lease for sure
 * @param told how soon after its next running instant an instance must hear that it lost its lease
 */
public record Bounds(Duration crash, Duration stop, Duration freeze, Duration told) {}

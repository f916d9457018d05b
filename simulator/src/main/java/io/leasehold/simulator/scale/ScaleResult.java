package io.leasehold.simulator.scale;

import java.time.Duration;

/**
 * What was measured of one fleet.
 *
 * @param options what it was made of
 * @param owned after what time all jobs had an owner again, from when the former ones left
 * @param even after what time, from then on, no job changed its owner any more
 * @param fresh what each instance owned then
 * @param gathering what was asked of the store until the quiet began
 * @param quiet what was asked while nothing happened
 * @param died how the jobs of the dead came to new owners
 * @param after what each survivor owned once no job changed its owner any more
 * @param events how many events this took
 */
public record ScaleResult(
        ScaleOptions options,
        Duration owned,
        Duration even,
        Loads fresh,
        Asked gathering,
        Asked quiet,
        Died died,
        Loads after,
        long events) {}

package io.leasehold.job;

import io.leasehold.store.StepKey;
import java.time.Duration;

/**
 * What a performer may know of the step in hand.
 *
 * @param step the step's identity, the same under every owner
 * @param fence for sinks that compare fences
 * @param timeLeft how long the performer has before it is interrupted, when it was called
 */
public record Delivery(StepKey step, Fence fence, Duration timeLeft) {
    /** The idempotency key {@code job/run/sequence}: the same for every attempt under every owner. */
    public String key() {
        return step.toString();
    }
}

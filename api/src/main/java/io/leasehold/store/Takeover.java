package io.leasehold.store;

import java.time.Duration;
import java.time.Instant;

/**
 * One change of owner, kept with the job (the last 8 of them).
 *
 * @param from the lease that had ended
 * @param to the lease that claimed the job
 * @param token the token that the claim issued
 * @param at when, by the store's clock
 * @param down how long at most the job had stood still at that moment: since the store last heard from {@code from}, or since the
 *     job was due if that was later; zero if it was not due
 */
public record Takeover(LeaseId from, LeaseId to, long token, Instant at, Duration down) {
    /** How many are kept. */
    public static final int KEPT = 8;
}

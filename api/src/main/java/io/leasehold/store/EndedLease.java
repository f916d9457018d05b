package io.leasehold.store;

/**
 * A lease whose ended record the store holds: the only evidence that an owner is dead (R6).
 *
 * @param id the lease
 * @param label its instance's human label
 * @param how in which way it ended
 * @param last what its instance last reported of itself
 */
public record EndedLease(LeaseId id, String label, LeaseEnd how, Load last) {}

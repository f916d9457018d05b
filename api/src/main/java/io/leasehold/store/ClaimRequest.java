package io.leasehold.store;

import java.util.List;

/**
 * The question of R9.
 *
 * @param lease the caller's lease
 * @param number the number of this claim within the lease, from 1, rising; the last number again repeats that claim
 * @param types what the caller can run
 * @param target which jobs
 */
public record ClaimRequest(LeaseId lease, long number, List<ReadableType> types, Target target) {
    public ClaimRequest {
        types = List.copyOf(types);
        Check.between("claim number", number, 1, Long.MAX_VALUE);
        Check.atMost("claim: types", types.size(), 64);
    }

    /**
     * Where a claim of orphans begins: an odd number starts at a slot drawn from lease and number, so that claimers don't meet;
     * the even number after it starts at slot 0. As a claim does not wrap, two in a row cover everything.
     */
    public int startSlot() {
        if (number % 2 == 0) {
            return 0;
        }
        long mixed = Long.parseUnsignedLong(lease.value(), 16) + number * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) ((mixed ^ (mixed >>> 31)) & 0xffff);
    }

    /** Which jobs a claim is about. */
    public sealed interface Target {}

    /**
     * Jobs that name nobody, or one of these dead owners.
     *
     * @param dead leases that a survey named as ended; the store takes from none whose ended record it doesn't find
     * @param maxJobs the most jobs to bring
     * @param maxBytes the most bytes of payload, state and effect to bring; one job is brought however large it is
     */
    public record Orphans(List<LeaseId> dead, int maxJobs, long maxBytes) implements Target {
        /** The default bounds of one claim: 256 jobs. */
        public static final int DEFAULT_JOBS = 256;

        /** The default bounds of one claim: 8 MiB. */
        public static final long DEFAULT_BYTES = 8L << 20;

        public Orphans {
            dead = List.copyOf(dead);
            Check.atMost("claim: dead owners", dead.size(), SurveyRequest.LEASES);
            Check.between("claim: jobs", maxJobs, 1, 1_000);
            Check.between("claim: bytes", maxBytes, 1, 64L << 20);
        }
    }

    /**
     * One named job, if it is an orphan.
     *
     * @param job its id
     */
    public record Named(JobId job) implements Target {}
}

package io.leasehold.store;

/**
 * What an instance reports of itself with each renewal, so that others can reckon fair shares.
 *
 * @param jobs how many jobs it owns
 * @param room how many more it would own, {@link #UNLIMITED} at most
 * @param weight its share relative to the others, at least 1
 */
public record Load(long jobs, long room, int weight) {
    /** The room of an instance that sets no bound: large, yet a sum over any fleet still fits a long. */
    public static final long UNLIMITED = 1L << 40;

    /** An instance that owns nothing yet, takes any number and weighs 1. */
    public static final Load NONE = new Load(0, UNLIMITED, 1);

    public Load {
        Check.between("load: jobs", jobs, 0, UNLIMITED);
        Check.between("load: room", room, 0, UNLIMITED);
        Check.between("load: weight", weight, 1, 1_000);
    }
}

package io.leasehold.store;

/**
 * How large the parts of a job may be, in bytes. {@link #DEFAULT} is what an engine accepts unless told otherwise;
 * {@link #LARGEST} is what no value of this package may exceed. A store that must be stricter publishes its own limits in
 * {@link StoreDescription}.
 *
 * @param payload the operator's description of the job
 * @param state where the job stands
 * @param effect what one step does to the outside world
 */
public record Limits(int payload, int state, int effect) {
    /** 64 KiB for each part. */
    public static final Limits DEFAULT = new Limits(64 << 10, 64 << 10, 64 << 10);

    /** 1 MiB for each part. */
    public static final Limits LARGEST = new Limits(1 << 20, 1 << 20, 1 << 20);

    /** The longest job id, in UTF-16 characters. */
    public static final int ID_CHARACTERS = 200;

    /** The longest label of an instance and the longest name of a job type, in UTF-16 characters. */
    public static final int NAME_CHARACTERS = 100;

    /** The longest error text that is kept with a job, in UTF-16 characters; longer ones are cut. */
    public static final int ERROR_CHARACTERS = 1_000;

    public Limits {
        Check.between("payload limit", payload, 1, 1 << 20);
        Check.between("state limit", state, 1, 1 << 20);
        Check.between("effect limit", effect, 1, 1 << 20);
    }

    /** The stricter of both, part by part. */
    public Limits and(Limits other) {
        return new Limits(
                Math.min(payload, other.payload), Math.min(state, other.state), Math.min(effect, other.effect));
    }
}

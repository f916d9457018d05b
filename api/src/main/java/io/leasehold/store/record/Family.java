package io.leasehold.store.record;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Status;
import io.leasehold.store.StoredJob;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The indexes: each has a place for a job, or none. A place is the beginning of an entry's key, and of the keys of all that have the same
 * place; parts of it have a fixed width.
 */
enum Family {
    /** {@code q-(owner or nobody)(type)(state version)(slot)}: runnable jobs, as claims look for them (R9). */
    LANE("q-"),
    /** {@code o-(owner)}: the jobs that name a lease, in id order (R19). */
    OWNED("o-"),
    /** {@code r-(owner)}: those of them that aren't runnable: wished to stop (R5), or to be cleared of a dead owner (R18). */
    RESTING("r-"),
    /** {@code s-(status)(type)}: all jobs, in id order (R19). */
    STATUS("s-"),
    /** {@code f-(when finished)}: finished jobs, in the order of their end (R18). */
    FINISHED("f-"),
    /** {@code t-(when buried)}: tombstones, in the order of their burial (R18). No job has a place there. */
    BURIED("t-");

    /** All places of {@link #OWNED} begin so. */
    static final String OWNERS = OWNED.prefix;

    private static final int VERSION = 7;
    private static final int MILLIS = 10;

    private final String prefix;

    Family(String prefix) {
        this.prefix = prefix;
    }

    /** The place of this job, if the index holds it. */
    Optional<String> place(StoredJob job) {
        JobRecord record = job.record();
        Optional<LeaseId> owner = record.ownership().owner();
        boolean finished = record.progress().status() == Status.FINISHED;
        return switch (this) {
            case LANE -> record.runnable() ? Optional.of(lane(record)) : Optional.empty();
            case OWNED -> owner.map(Family::owned);
            case RESTING -> record.runnable() ? Optional.empty() : owner.map(Family::resting);
            case STATUS -> Optional.of(status(record.progress().status(), record.type()));
            case FINISHED -> finished ? Optional.of(finished(job.finishedAt())) : Optional.empty();
            case BURIED -> Optional.empty();
        };
    }

    private static String lane(JobRecord job) {
        String owner = job.ownership().owner().map(LeaseId::value).orElse(Keys.NOBODY);
        return lane(
                owner,
                Keys.type(job.type()),
                job.progress().stateVersion(),
                job.id().slot());
    }

    /** All lanes of one owner begin so. */
    static String lanes(String owner) {
        return LANE.prefix + owner;
    }

    static String lane(String owner, String typeKey, int version, int slot) {
        return lanes(owner)
                + typeKey
                + OrderedText.fixed(version, VERSION)
                + HexFormat.of().toHexDigits((short) slot);
    }

    static String owned(LeaseId owner) {
        return OWNERS + owner;
    }

    static String resting(LeaseId owner) {
        return RESTING.prefix + owner;
    }

    static String status(Status status, String type) {
        return statuses(status) + Keys.type(type);
    }

    /** All places of one status begin so. */
    static String statuses(Status status) {
        return STATUS.prefix
                + switch (status) {
                    case READY -> '0';
                    case PARKED -> '1';
                    case FAILED -> '2';
                    case QUARANTINED -> '3';
                    case FINISHED -> '4';
                };
    }

    static String finished(long millis) {
        return FINISHED.prefix + OrderedText.fixed(millis, MILLIS);
    }

    static String buried(long millis) {
        return BURIED.prefix + OrderedText.fixed(millis, MILLIS);
    }

    /** Whether this is the key of an entry of one of the indexes. */
    static boolean holds(String key) {
        return Arrays.stream(values()).anyMatch(family -> key.startsWith(family.prefix));
    }

    /** What a place in {@link #LANE} says. */
    static Lane read(String lane) {
        int type = lanes(Keys.NOBODY).length();
        int version = type + 16;
        int slot = version + VERSION;
        return new Lane(
                lane.substring(type, version),
                Integer.parseInt(lane.substring(version, slot), 32),
                Integer.parseInt(lane.substring(slot), 16));
    }

    /**
     * Where among its owner's a runnable job lies.
     *
     * @param typeKey its type, as keys name it
     * @param version its state version
     * @param slot its slot
     */
    record Lane(String typeKey, int version, int slot) {}
}

package io.leasehold.store;

import java.time.Duration;

/**
 * The token floor of a namespace (R18): the token from which a submission starts where its id has no record, so that tokens go on rising
 * (R7) though the tombstone that knew the id's last one has gone. It only ever rises, and is kept for ever.
 *
 * <p>A tombstone may go only once a floor that covers it has stood for {@link #STANDING}. Until then it is still there, and whoever
 * submits on the strength of an older floor meets it and creates nothing. The clock that measures this is the store's; if it goes back,
 * tombstones stay longer. The limit: a submission that is applied more than {@link #STANDING} after it read the floor may repeat a token.
 *
 * @param token the highest token that it covers
 * @param raisedAt when it was last raised, or surely had been, in epoch milliseconds by the store's clock
 */
public record TokenFloor(long token, long raisedAt) {
    /** No tombstone has ever gone. */
    public static final TokenFloor NONE = new TokenFloor(0, 0);

    /** How long a floor stands before what it covers may go, and before it is raised again. */
    public static final Duration STANDING = Duration.ofMinutes(10);

    /** No operator may set a token higher: the floor makes one job's token everybody's, and half of all numbers must be left. */
    public static final long HIGHEST = Long.MAX_VALUE / 2;

    public TokenFloor {
        Check.between("token floor", token, 0, Long.MAX_VALUE);
    }

    /** Whether it has stood long enough. */
    public boolean stands(long now) {
        return now - raisedAt >= STANDING.toMillis();
    }

    /** Whether a tombstone may go, as far as tokens are concerned. */
    public boolean covers(Tombstone tombstone, long now) {
        return tombstone.token() <= token && stands(now);
    }

    /** The same, or raised to this token: never while it doesn't stand yet, for what it covers would have to wait anew. */
    public TokenFloor raised(long highest, long now) {
        return highest > token && stands(now) ? new TokenFloor(highest, now) : this;
    }
}

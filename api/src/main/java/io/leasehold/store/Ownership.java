package io.leasehold.store;

import java.util.Optional;

/**
 * Who owns a job. Together with run and command number it is the record's version: every change to a record changes one of them.
 *
 * @param owner the lease that the record names, or none
 * @param token the fencing token of the last claim; grows with every claim of this id and never repeats
 * @param revision the number of the owner's last write within its claim, 0 before the first
 * @param claimNumber the owner's number of the claim that brought the job
 */
public record Ownership(Optional<LeaseId> owner, long token, long revision, long claimNumber) {
    public Ownership {
        Check.between("token", token, 0, Long.MAX_VALUE);
        Check.between("revision", revision, 0, Long.MAX_VALUE);
        Check.between("claim number", claimNumber, 0, Long.MAX_VALUE);
    }

    /** A job that nobody has owned since its token was {@code token}. */
    public static Ownership none(long token) {
        return new Ownership(Optional.empty(), token, 0, 0);
    }

    /** The same with nobody as owner; the token stays. */
    public Ownership released() {
        return new Ownership(Optional.empty(), token, revision, claimNumber);
    }

    /** The same after a claim: a higher token, revision 0. */
    public Ownership claimedBy(LeaseId lease, long number) {
        return new Ownership(Optional.of(lease), token + 1, 0, number);
    }

    /** Whether this lease is the owner under this token. */
    public boolean is(LeaseId lease, long ownToken) {
        return token == ownToken && owner.filter(lease::equals).isPresent();
    }
}

package io.leasehold.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where leases and jobs are kept: all that instances share. Safety never reads a clock here: clocks decide only when somebody
 * tries, conditional writes decide who is right.
 *
 * <p>The rules below are numbered; the conformance kit names its tests by them. <em>A caller may assume</em> what they say of any
 * store; <em>a store must</em> keep them whatever a clock does, whichever call is repeated, and in whatever order calls arrive.
 *
 * <h2>Thread rule</h2>
 * Every method blocks and may be called by any thread at any time. {@link #grant}, {@link #renew} and {@link #end} never wait for a
 * connection that another method uses.
 *
 * <h2>Trouble (R21, R22)</h2>
 * Expected outcomes are values. Every method but {@link #close} may throw {@link StoreException}, whose three kinds say what may be
 * concluded, or {@link IllegalArgumentException} naming the argument, its value and the limit. Every call ends within the call
 * timeout of {@link StoreDescription}, counting all its round trips and the wait for a connection; {@link #prepare} within 60 s.
 *
 * <h2>Time</h2>
 * The store's own clock alone judges lapses and due times. Durations cross this interface, instants only as information.
 *
 * <h2>Bytes (R23)</h2>
 * Ids, labels, payloads, effects and states come back byte for byte, and reach a query only as values.
 */
public interface LeaseStore extends AutoCloseable {
    /** What the store is, and every warning a user should hear (R24). */
    StoreDescription describe();

    /**
     * Makes the store ready for use (R24). Many instances may do so at once. The schema has a number; code of schema n runs on
     * schemas n and n+1, and migrations only add.
     */
    void prepare(PrepareMode mode);

    // Leases

    /**
     * R1: creates a live lease that lasts {@code ttl} from when the store applies it. Repeated while its record exists it changes
     * nothing, above all not its end; for an ended one it answers {@link LeaseState.Ended}. After the record has been dropped a very
     * late grant may leave a lease that nobody renews; it lapses after its ttl.
     *
     * @param label the instance's name for people, 1 to 100 characters
     */
    LeaseState grant(LeaseId lease, String label, Duration ttl);

    /**
     * R2: moves the end of a lease that isn't ended, lapsed or not, to {@code extension} from now, and answers the time left; an
     * extension of zero only asks and changes nothing. R3: an ended lease never lives again: the answer is
     * {@link LeaseState.Ended}, whatever any clock does; so it is without a record.
     */
    LeaseState renew(LeaseId lease, Duration extension, Load load);

    /** R4: ends a lease at once and for ever. Repeated, or for a lease of which there is no record, it changes nothing. */
    void end(LeaseId lease, LeaseEnd how);

    /**
     * R5: ends at most {@link SurveyRequest#lapses} lapsed leases, earliest first, then answers a {@link Survey} of bounded size,
     * whatever the number of jobs. It counts no jobs and scans none, and is a hint: nothing may be decided by it.
     */
    Survey survey(SurveyRequest request);

    // Ownership

    /**
     * Takes orphans for the caller's lease.
     *
     * <ul>
     *   <li>R6: only a lease with an ended record is dead; one without a record isn't. A claim in several steps is conditional on
     *       the record's version, or on owner and token with the owner's ended record still there.
     *   <li>R7: two claims of one job never both succeed; each success issues a token higher than any before it for that id.
     *   <li>R8: a claim by a lease that is ended or absent yields nothing. A store that can't check that in the same step reads
     *       the lease again after the claim and, if it has ended, answers nothing; what it took is an orphan at once.
     *   <li>R9: only runnable jobs of the caller's types and state versions are taken, from {@link ClaimRequest#startSlot} upward,
     *       within the request's bounds, and answered as last written. Repeating the last number answers those records that it
     *       brought and that still name this lease and token, and takes new ones only if there are none of those. A lower number
     *       brings and answers nothing, but an attempt applied late may still bring some. Bringing nothing is a hint: others may have
     *       been quicker, and ask again. A store that saw orphans and took none of them looks once more before it answers so.
     *   <li>R10: {@link Progress#lapses} is one more only when the job is taken from a lease ended as {@link LeaseEnd#LAPSED} with
     *       a step open or its due passed.
     * </ul>
     *
     * A claim sets the revision to 0 and keeps everything else of the owner's part. A takeover (the owner had ended) is added to
     * {@link JobRecord#takeovers}.
     */
    List<JobRecord> claim(ClaimRequest request);

    /**
     * Applies owners' writes: the only way an owner changes a job. A batch is judged write by write and answered in order (R13);
     * only trouble of the whole call is thrown. A batch names no job twice and holds at most {@link #WRITES} writes.
     *
     * <p>Each write is judged in this order (R11, R12):
     *
     * <ol>
     *   <li>No record at all, one that is damaged, a stored token lower than the writer's, or the writer's token under another owner:
     *       {@link WriteAnswer.Regressed}. Owner or token otherwise no longer the writer's: {@link WriteAnswer.Fenced}; a repeated
     *       release may answer so.
     *   <li>Same revision as stored: {@link WriteAnswer.Applied} without change. Lower: {@link WriteAnswer.Superseded}.
     *   <li>A sequence lower than stored: {@link WriteAnswer.Refused}.
     *   <li>Otherwise applied: revision and progress replaced; due moved to now + delay where there is one (R15); the owner removed
     *       and the token kept where the write releases. When the open attempt is another one than was stored, its age begins; but while an earlier attempt is in
     *       doubt, the step keeps that one's.
     * </ol>
     *
     * The answer carries the operator's wish and command number (R14).
     */
    List<WriteAnswer> write(List<Write> writes);

    // Locks

    /**
     * R25: how a lock stands, seeing every change acknowledged before. Locks are a key space of their own: never listed, claimed,
     * counted or submitted as jobs. A name of which there is no record is free, at the namespace's token floor (R18).
     *
     * <p>A lock is held until it is released or its holder's lease has an ended record (R6); then it is free at once. A holder that has
     * lapsed still holds it: whoever surveys ends that lease, as it does for jobs.
     */
    LockRecord lock(LockName name);

    /**
     * R25: takes a lock that is free, if its token is the one named and the lease lives (R8): then the lease holds it under the next
     * token, which no holder of this name had before. Repeated while that is so it changes nothing and answers the same. In every other case it
     * changes nothing. It answers how the lock stands then: {@link LockRecord#heldBy heldBy(lease, token + 1)} means taken.
     *
     * <p>A lock that is free stays free, under the same token, until it is taken (a clock that goes back may have it rest again). So a
     * caller names none but a token at which it was told that the lock is free; once it has been answered that it is taken, or that
     * the token is another, no late attempt of that call takes anything, and nobody ever holds a lock unknowingly.
     *
     * @param token at which the lock was free
     */
    LockRecord takeLock(LockName name, LeaseId lease, long token);

    /**
     * R25: releases a lock that the lease holds under this token and that hasn't ended: nobody holds it, the token stays, and it can't be
     * taken before {@code rest} is over on the store's clock. In every other case, repeated too, it changes nothing: no former holder frees the
     * next one's lock. It answers how the lock stands then.
     *
     * @param rest zero to {@link Write#LONGEST_DELAY}
     */
    LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest);

    // Operator

    /**
     * R16: creates jobs, at most {@link Submission#BATCH} a call, no id twice, and answers in order. Nothing is created, and
     * nothing changed, where the id has this run already, or the same type and submitted payload ({@link SubmitAnswer.Same}); or
     * where another record is there than the submission says it replaces ({@link SubmitAnswer.Other}). A submission that names the
     * run of a tombstone replaces it whatever its payload. The token goes on from the tombstone's or, if that is higher or there is
     * none, from the namespace's token floor (R18).
     *
     * <p>A submission that names a run of which there is nothing any more creates nothing, and hears of that run in
     * {@link SubmitAnswer.Other}. After a purge of tombstones a late packet could bring a run back: a submitter repeats a submission
     * for less than their retention.
     */
    List<SubmitAnswer> submit(List<Submission> submissions);

    /**
     * R17: carries out an operator's command by compare-and-set on run and command number. Restart and Delete end a lapsed owner
     * first, and are refused while a live lease owns the job. Start, Restart and Resolve set the owner to none unless it is live, and
     * make the job due at once. Lease and job are two records: a command that another one overtakes may have ended the lapsed owner that it
     * found before it hears that it is stale.
     */
    CommandAnswer command(Command command);

    /** R19: the job with this id, seeing every write acknowledged before. A tombstone is no job. */
    Optional<JobRecord> find(JobId id);

    /** R19: one page of jobs; no job is skipped or shown twice that stood still. */
    JobPage list(JobQuery query);

    /** R19: one page (1,000) of what a lease owns, whatever the wish, never older than the question. */
    OwnedPage owned(LeaseId lease, Optional<JobId> after);

    // Housekeeping and wake-up

    /**
     * R18: one bounded step of housekeeping, anybody may, at any time, at once with others: buries absent owners (never over a live
     * record), clears dead owners from jobs that aren't runnable, un-drains drained leases that a job names, marks drained, drops
     * ended leases past their retention, turns finished jobs past theirs into tombstones. It clears dead owners from locks, and buries their
     * absent ones, before it drops ended leases (R25).
     *
     * <p>Tombstones stay, small, unless {@link Retention#tombstones} is set. Then one pass raises the namespace's {@link TokenFloor} to
     * the highest token of those past their retention, and a pass at least 10 minutes later, by the store's clock, removes what that
     * floor covers. The limit: a submission that is applied more than 10 minutes after it read the floor may repeat a token. While a
     * floor doesn't stand for 10 minutes yet, it isn't raised again.
     *
     * @param cursor what the last step answered; none: begin anew
     */
    TidyAnswer tidy(Optional<String> cursor);

    /** R20: a number that changes with every {@link #ring}; reads one key of its own. A store that is {@link Subscribable} pushes too. */
    long bell();

    /** R20: changes the number, in one key of its own, never inside another operation. */
    void ring();

    /** Gives back threads and connections that the store opened itself. Idempotent; ends no lease. */
    @Override
    void close();

    /** The most writes of one batch. */
    int WRITES = 256;
}

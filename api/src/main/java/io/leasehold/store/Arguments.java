package io.leasehold.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What every store checks of a call's arguments, beyond what its values check of themselves, before it sends anything (R21, R23). Each
 * check throws {@link IllegalArgumentException}: one line that names the argument, its value and the limit. Whoever ports
 * {@link LeaseStore} calls these first in the methods of the same names; whoever ports {@code RecordStore} alone has them already.
 *
 * <p>Pure, so any thread may call them.
 */
public final class Arguments {
    /** The longest ttl of a lease, and the longest extension: a year. */
    public static final Duration LONGEST_LEASE = Duration.ofDays(365);

    /** The shortest, for stores count in milliseconds. */
    public static final Duration SHORTEST_LEASE = Duration.ofMillis(1);

    private Arguments() {}

    /** {@link LeaseStore#grant}: the label as {@link #label} has it, and a ttl of a millisecond to a year. */
    public static void grant(String label, Duration ttl) {
        label(label);
        Check.between("ttl", ttl, SHORTEST_LEASE, LONGEST_LEASE);
    }

    /** An instance's label: 1 to 100 characters, valid Unicode without NUL. */
    public static void label(String label) {
        Check.text("label", label, Limits.NAME_CHARACTERS);
    }

    /** {@link LeaseStore#renew}: an extension of zero, which only asks, or of a millisecond to a year. */
    public static void renew(Duration extension) {
        if (!extension.isZero()) {
            Check.between("extension, unless it is zero,", extension, SHORTEST_LEASE, LONGEST_LEASE);
        }
    }

    /** {@link LeaseStore#write}: at most {@link LeaseStore#WRITES} writes, no job twice, each within the limits that the store publishes. */
    public static void write(List<Write> writes, Limits limits) {
        Check.atMost("writes of a batch", writes.size(), LeaseStore.WRITES);
        once("write", writes.stream().map(Write::job).toList());
        writes.forEach(write -> fits(write.progress(), limits));
    }

    /** {@link LeaseStore#submit}: at most {@link Submission#BATCH} submissions, no id twice, each within the limits that the store publishes. */
    public static void submit(List<Submission> submissions, Limits limits) {
        Check.atMost("submissions of a call", submissions.size(), Submission.BATCH);
        once("submission", submissions.stream().map(Submission::id).toList());
        submissions.forEach(submission -> payload(submission.payload(), limits));
    }

    /** {@link LeaseStore#command}: a payload within the limits that the store publishes. */
    public static void command(Command command, Limits limits) {
        if (command.order() instanceof Command.Amend amend) {
            payload(amend.payload(), limits);
        }
    }

    /** {@link LeaseStore#takeLock}: a token of zero or more. */
    public static void takeLock(long token) {
        Check.between("token of the lock", token, 0, Long.MAX_VALUE - 1);
    }

    /** {@link LeaseStore#releaseLock}: a token of one or more, and a rest of zero to {@link Write#LONGEST_DELAY}. */
    public static void releaseLock(long token, Duration rest) {
        Check.between("token of the lock", token, 1, Long.MAX_VALUE);
        Check.between("rest of the lock", rest, Duration.ZERO, Write.LONGEST_DELAY);
    }

    /** The refusal of a cursor that {@link LeaseStore#tidy} did not answer. */
    public static IllegalArgumentException foreignCursor(String cursor) {
        return new IllegalArgumentException(
                "tidy cursor must be one that tidy answered, but is: " + Check.shown(cursor));
    }

    private static void once(String what, List<JobId> jobs) {
        Set<JobId> named = new HashSet<>();
        for (JobId job : jobs) {
            if (!named.add(job)) {
                throw new IllegalArgumentException("a " + what + " must name a job that no other of its call names,"
                        + " but two name " + Check.shown(job.value()));
            }
        }
    }

    private static void fits(Progress progress, Limits limits) {
        progress.state().ifPresent(state -> Check.atMost("bytes of the state", state.size(), limits.state()));
        progress.open().ifPresent(step -> {
            Check.atMost("bytes of the effect", step.effect().size(), limits.effect());
            Check.atMost("bytes of the next state", step.nextState().size(), limits.state());
        });
    }

    private static void payload(Bytes payload, Limits limits) {
        Check.atMost("bytes of the payload", payload.size(), limits.payload());
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets, proves and loses the instance's lease (E1, E2, E7). One call at a time in the heartbeat lane. The deadline counts from before
 * the renewal was sent. While a renewal is unanswered it only asks (R2, extension zero), so that an instance whose answers get lost
 * keeps nobody from taking over.
 */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Core core;
    private final Gate gate;
    private final String label;
    private final Duration retention;
    private final Owner owner;

    private Phase phase = Phase.JOINING;
    private LeaseId lease;
    private boolean calling;
    private boolean fresh = true;
    private boolean renewalUnanswered;
    private int failures;
    private long reported;
    private long provenNanos;
    private long endsNanos;
    private long provenWall;
    private long answeredNanos;
    private long blindUntilNanos;
    private long distrustedNanos;
    private Timer beat = () -> {};
    private Timer deadline = () -> {};

    /** What the keeper tells the rest of the engine. */
    interface Owner {
        /** What to report of the instance. */
        Load load();

        /** A fresh lease was granted. */
        void joined();

        /** The lease was proven once more. */
        void proven();

        /** The deadline has passed without proof. */
        void suspended();

        /** The lease was proven after a suspension. */
        void resumed();

        /** The lease is lost; the keeper goes for another one, unless it was given up. */
        void lost(LeaseId lost, LossReason reason);

        /** The store has ended a lease that the keeper gave up. */
        void ended();
    }

    /** Where the keeper stands. */
    enum Phase {
        JOINING,
        LIVE,
        SUSPENDED,
        GIVEN_UP,
        CLOSED
    }

    LeaseKeeper(Core core, Gate gate, String label, Duration retention, Owner owner) {
        this.core = core;
        this.gate = gate;
        this.label = label;
        this.retention = retention;
        this.owner = owner;
        this.lease = LeaseId.of(core.runtime().randomBits());
        this.answeredNanos = core.runtime().nanos();
        this.endsNanos = answeredNanos;
        this.blindUntilNanos = answeredNanos;
        this.distrustedNanos = answeredNanos;
    }

    LeaseId lease() {
        return lease;
    }

    Phase phase() {
        return phase;
    }

    /** How many jobs the store has been told that this instance owns. */
    long reported() {
        return reported;
    }

    /** How long nobody can end the lease by its time, by this instance's own clock: the guard goes beyond the gate's deadline. */
    Duration timeLeft() {
        return until(endsNanos);
    }

    /** E7: whether the engine was itself cut off until a moment ago, so that it must not judge others. */
    boolean blind() {
        return phase != Phase.LIVE || core.runtime().nanos() - blindUntilNanos < 0;
    }

    /** Asks for the lease, or proves it, now. */
    void beatNow() {
        if (calling || phase == Phase.CLOSED || phase == Phase.GIVEN_UP) {
            return;
        }
        beat.cancel();
        try {
            if (phase == Phase.JOINING) {
                grant();
            } else {
                renew();
            }
        } catch (RuntimeException | Error problem) {
            LOG.error("a heartbeat could not be sent; the next one will be", problem);
            calling = false;
            retry();
        }
    }

    /** E8: nothing proven before this moment counts any more. */
    void distrust() {
        gate.close();
        distrustedNanos = core.runtime().nanos();
        blindUntilNanos = distrustedNanos + core.settings().heartbeat().toNanos();
        beatNow();
    }

    /** Ends the lease over stuck workers; {@link #rejoin} goes on. */
    void giveUp() {
        LeaseId given = lease;
        phase = Phase.GIVEN_UP;
        stop();
        endQuietly(given, LeaseEnd.LAPSED, 0);
        owner.lost(given, LossReason.WORKERS_STUCK);
    }

    /** Goes for a fresh lease after {@link #giveUp}. */
    void rejoin() {
        if (phase == Phase.GIVEN_UP) {
            join();
        }
    }

    /** No heartbeat any more. */
    void close() {
        phase = Phase.CLOSED;
        stop();
    }

    private void stop() {
        gate.close();
        beat.cancel();
        deadline.cancel();
    }

    private void join() {
        phase = Phase.JOINING;
        lease = LeaseId.of(core.runtime().randomBits());
        renewalUnanswered = false;
        reported = 0;
        beatNow();
    }

    private void grant() {
        LeaseId asked = lease;
        long sent = core.runtime().nanos();
        Duration ttl = core.settings().ttl();
        calling = true;
        core.<LeaseState>ask(Operation.GRANT, store -> store.grant(asked, label, ttl), answer -> {
            calling = false;
            if (!asked.equals(lease) || phase != Phase.JOINING) {
                beatNow();
            } else if (answer instanceof Answer.Returned<LeaseState> returned) {
                surviving(() -> granted(returned.value(), sent));
            } else {
                retry();
            }
        });
    }

    /** E2: whatever an answer leads to, there is a next heartbeat. */
    private void surviving(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error problem) {
            LOG.error("what a heartbeat's answer led to failed; the heartbeats go on", problem);
            retry();
        }
    }

    private void granted(LeaseState state, long sent) {
        if (state instanceof LeaseState.Live live && !live.remaining().isZero()) {
            phase = Phase.LIVE;
            answered();
            if (fresh) {
                fresh = false;
                blindUntilNanos = core.runtime().nanos();
            }
            proven(sent, live.remaining());
            owner.joined();
        } else {
            join();
        }
    }

    private void renew() {
        LeaseId asked = lease;
        boolean onlyAsk = renewalUnanswered;
        Duration extension = onlyAsk ? Duration.ZERO : core.settings().ttl();
        Load load = owner.load();
        calling = true;
        long sent = core.runtime().nanos();
        core.<LeaseState>ask(Operation.RENEW, store -> store.renew(asked, extension, load), answer -> {
            calling = false;
            if (!asked.equals(lease) || phase == Phase.CLOSED || phase == Phase.GIVEN_UP) {
                beatNow();
            } else if (answer instanceof Answer.Returned<LeaseState> returned) {
                reported = load.jobs();
                surviving(() -> renewed(returned.value(), sent, onlyAsk));
            } else {
                renewalUnanswered |= !onlyAsk && !surelyNotApplied(answer);
                retry();
            }
        });
    }

    private void renewed(LeaseState state, long sent, boolean onlyAsked) {
        renewalUnanswered = false;
        answered();
        if (unprovenTooLong()) {
            endQuietly(lease, LeaseEnd.LOST, 0);
            lost(LossReason.UNPROVEN_TOO_LONG);
        } else if (state instanceof LeaseState.Live live) {
            proven(sent, onlyAsked ? live.remaining() : core.settings().ttl());
            if (onlyAsked) {
                beatNow();
            }
        } else {
            lost(LossReason.LEASE_ENDED);
        }
    }

    private void proven(long sent, Duration lasting) {
        long now = core.runtime().nanos();
        provenNanos = now;
        provenWall = core.runtime().wallMillis();
        endsNanos = sent + lasting.toNanos();
        long end = endsNanos - core.settings().guard().toNanos();
        beat.cancel();
        beat = core.runtime().schedule(until(sent + core.settings().heartbeat().toNanos()), this::beatNow);
        if (end - now <= 0 || sent - distrustedNanos < 0) {
            beatNow();
            return;
        }
        gate.prove(lease, end);
        deadline.cancel();
        deadline = core.runtime().schedule(until(end), this::checkDeadline);
        if (phase == Phase.SUSPENDED) {
            phase = Phase.LIVE;
            owner.resumed();
        }
        owner.proven();
    }

    /** E1: past the deadline nothing starts, and what runs is interrupted. A wall clock that ran ahead interrupts nothing. */
    private void checkDeadline() {
        if (phase == Phase.LIVE) {
            phase = Phase.SUSPENDED;
            gate.close();
            owner.suspended();
        }
    }

    private void lost(LossReason reason) {
        LeaseId gone = lease;
        stop();
        phase = Phase.JOINING;
        try {
            owner.lost(gone, reason);
        } finally {
            if (phase == Phase.JOINING) {
                join();
            }
        }
    }

    /** E7: the larger of the monotonic and the wall time since the last proof, against half the retention of ended leases. */
    private boolean unprovenTooLong() {
        long byNanos = TimeUnit.NANOSECONDS.toMillis(core.runtime().nanos() - provenNanos);
        long byWall = core.runtime().wallMillis() - provenWall;
        return Math.max(byNanos, byWall) > retention.toMillis() / 2;
    }

    private void answered() {
        failures = 0;
        long now = core.runtime().nanos();
        long heartbeat = core.settings().heartbeat().toNanos();
        if (now - answeredNanos > 2 * heartbeat) {
            blindUntilNanos = now + heartbeat;
        }
        answeredNanos = now;
    }

    private void retry() {
        failures++;
        beat.cancel();
        beat = core.runtime().schedule(core.storeBackoff(failures), this::beatNow);
    }

    private void endQuietly(LeaseId gone, LeaseEnd how, int tries) {
        core.<Boolean>ask(
                Operation.END,
                store -> {
                    store.end(gone, how);
                    return true;
                },
                answer -> {
                    if (answer instanceof Answer.Returned<Boolean>) {
                        owner.ended();
                    } else if (phase != Phase.CLOSED && tries < 20) {
                        core.runtime().schedule(core.storeBackoff(tries + 1), () -> endQuietly(gone, how, tries + 1));
                    }
                });
    }

    private static boolean surelyNotApplied(Answer<LeaseState> answer) {
        return answer instanceof Answer.Threw<LeaseState> threw
                && (threw.problem() instanceof StoreException.StoreUnavailable
                        || threw.problem() instanceof StoreException.StoreRejected);
    }

    private Duration until(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - core.runtime().nanos()));
    }
}

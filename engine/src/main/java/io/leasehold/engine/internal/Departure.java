package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import java.util.function.Consumer;

/**
 * E6: the orderly end. Where no step and no lock is in hand, ending the lease is the whole hand-over; otherwise resting jobs are handed
 * back one by one while the others finish, and locks are waited for, for at most the drain time; a heartbeat says at once that this
 * instance takes nothing any more, so that nobody leaves a share to it. Then workers are interrupted, locks revoked, what they leave is
 * in doubt, the lease ends, the bell rings; heartbeats stop last.
 */
final class Departure {
    private final Core core;
    private final LeaseKeeper keeper;
    private final Jobs jobs;
    private final LockBoard locks;
    private final Consumer<Boolean> gone;
    private State state = State.STAYING;
    private long budgetEndsNanos;

    private enum State {
        STAYING,
        DRAINING,
        INTERRUPTED,
        ENDING,
        GONE
    }

    /** {@code gone} hears whether the store acknowledged the lease's end. */
    Departure(Core core, LeaseKeeper keeper, Jobs jobs, LockBoard locks, Consumer<Boolean> gone) {
        this.core = core;
        this.keeper = keeper;
        this.jobs = jobs;
        this.locks = locks;
        this.gone = gone;
    }

    boolean begun() {
        return state != State.STAYING;
    }

    /** Whether resting jobs are to be handed back one by one. */
    boolean handsBack() {
        return state == State.DRAINING || state == State.INTERRUPTED;
    }

    void begin() {
        budgetEndsNanos =
                core.runtime().nanos() + core.settings().shutdownBudget().toNanos();
        if (!jobs.anyBusy() && !locks.anyHeld()) {
            end();
            return;
        }
        state = State.DRAINING;
        keeper.beatNow();
        core.runtime().schedule(core.settings().drain(), this::interrupt);
        jobs.handBack();
    }

    /** A job was handed back, or lost; or a lock was. */
    void released() {
        if (handsBack() && jobs.count() == 0 && !locks.anyHeld()) {
            end();
        }
    }

    private void interrupt() {
        if (state == State.DRAINING) {
            state = State.INTERRUPTED;
            jobs.interruptAll();
            locks.revoke();
            core.runtime().schedule(core.settings().callTimeout(), this::end);
        }
    }

    private void end() {
        if (state != State.ENDING && state != State.GONE) {
            state = State.ENDING;
            locks.revoke();
            end(keeper.lease(), 0);
        }
    }

    /** No try begins that could outlast the budget. */
    private void end(LeaseId lease, int tries) {
        core.<Boolean>ask(
                Operation.END,
                store -> {
                    store.end(lease, LeaseEnd.CLEAN);
                    return true;
                },
                answer -> {
                    if (answer instanceof Answer.Returned<Boolean>) {
                        ended(true);
                    } else if (core.runtime().nanos()
                                    + core.settings().callTimeout().toNanos()
                                    - budgetEndsNanos
                            >= 0) {
                        ended(false);
                    } else {
                        core.runtime().schedule(core.storeBackoff(tries + 1), () -> end(lease, tries + 1));
                    }
                });
    }

    /** The bell is rung once for an end that somebody can hear of, whatever becomes of it: every bound that doesn't name the bell holds without. */
    private void ended(boolean acknowledged) {
        state = State.GONE;
        keeper.close();
        if (!acknowledged) {
            gone.accept(false);
            return;
        }
        core.<Boolean>ask(
                Operation.RING,
                store -> {
                    store.ring();
                    return true;
                },
                answer -> gone.accept(true));
    }
}

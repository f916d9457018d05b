package io.leasehold.engine.internal;

import io.leasehold.engine.HeldLock;
import io.leasehold.engine.HeldLock.Loss;
import io.leasehold.engine.HeldLock.Reason;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The locks of one engine (E14): a seat for each that somebody wants, has, or may yet get. {@link #request} and {@link #patience} may be called by any thread; all
 * else runs on the loop.
 */
public final class LockBoard implements LockSeat.Board {
    private final Core core;
    private final Gate gate;
    private final LeaseKeeper keeper;
    private final Ringer ringer;
    private final Teller teller;
    private final Runnable freed;
    private final Map<LockName, LockSeat> seats = new TreeMap<>();
    private volatile boolean closed;

    /** {@code freed} hears of each release, and of each hold that is over otherwise. */
    LockBoard(Core core, Gate gate, LeaseKeeper keeper, Ringer ringer, Teller teller, Runnable freed) {
        this.core = core;
        this.gate = gate;
        this.keeper = keeper;
        this.ringer = ringer;
        this.teller = teller;
        this.freed = freed;
    }

    /** How long the store may be silent before a try gives up. */
    public Duration patience() {
        return core.settings().callTimeout().multipliedBy(2);
    }

    /** Asks for a lock; zero: doesn't wait for a holder. */
    public CompletableFuture<Optional<HeldLock>> request(LockName name, Duration most) {
        CompletableFuture<Optional<HeldLock>> answer = new CompletableFuture<>();
        if (closed) {
            answer.complete(Optional.empty());
        } else {
            core.runtime().execute(() -> add(name, most, new LockWaiter(answer, most.isZero())));
        }
        return answer;
    }

    private void add(LockName name, Duration most, LockWaiter waiter) {
        if (closed) {
            waiter.refuse();
            return;
        }
        waiter.limited(core.runtime().schedule(waiter.tries() ? patience() : most, () -> {
            if (waiter.tries()) {
                waiter.fail(new StoreException.StoreUnavailable("lock \"" + name
                        + "\": no answer from the store, or no lease yet, within " + patience()
                        + "; it isn't held"));
            } else {
                waiter.refuse();
            }
        }));
        seats.computeIfAbsent(name, absent -> new LockSeat(core, absent, this)).add(waiter);
    }

    boolean anyHeld() {
        return seats.values().stream().anyMatch(LockSeat::held);
    }

    /** Something has changed somewhere: whoever waits looks again. */
    void wake() {
        each(LockSeat::look);
    }

    /** E1: past the deadline a hold is over; it is released once the store answers, if the lease still lives then. */
    void suspended() {
        lose(Reason.UNPROVEN, keeper.timeLeft());
    }

    private void lose(Reason reason, Duration left) {
        each(seat -> {
            seat.losing(new Loss(reason, left));
            seat.revoke();
        });
    }

    /** What was held under this lease is free already. */
    void lost(LeaseId lease) {
        each(seat -> {
            seat.losing(new Loss(Reason.LEASE_LOST, Duration.ZERO));
            seat.leaseEnded(lease);
        });
    }

    /** E6: nobody gets a lock any more; who has one hears how long it may be kept. */
    void leave() {
        closed = true;
        Duration drain = core.settings().drain();
        Duration left = keeper.timeLeft();
        each(seat -> {
            seat.losing(new Loss(Reason.SHUTDOWN, left.compareTo(drain) < 0 ? left : drain));
            seat.refuseAll();
        });
    }

    /** No hold is valid any more: the lease's end, which frees them all, is about to be sent. */
    void revoke() {
        each(LockSeat::revoke);
    }

    /** A seat may leave, and its listeners come, meanwhile. */
    private void each(Consumer<LockSeat> step) {
        List.copyOf(seats.values()).forEach(step);
    }

    // What the seats ask

    @Override
    public LeaseId lease() {
        return keeper.lease();
    }

    @Override
    public boolean mayTake() {
        return !closed && keeper.phase() == LeaseKeeper.Phase.LIVE;
    }

    @Override
    public Hold held(LockName name, LeaseId lease, long token) {
        return new Hold(core, gate, name, lease, token, this::over, teller);
    }

    private void over(Hold hold) {
        Optional.ofNullable(seats.get(new LockName(hold.name()))).ifPresent(seat -> seat.letGo(hold));
    }

    @Override
    public void released() {
        ringer.ring();
        freed.run();
    }

    @Override
    public void idle(LockName name) {
        seats.remove(name);
    }
}

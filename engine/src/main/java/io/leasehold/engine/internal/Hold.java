package io.leasehold.engine.internal;

import io.leasehold.engine.HeldLock;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One hold of one lock, from the take's answer to its end. The user's threads see what is volatile; all else is the loop's. The seat says what
 * becomes of it in the store.
 */
final class Hold implements HeldLock {
    private final Core core;
    private final Gate gate;
    private final LockName name;
    private final LeaseId lease;
    private final long token;
    private final long takenNanos;
    private final Consumer<Hold> closed;
    private final LossTeller teller;
    private final List<Consumer<Loss>> listeners = new ArrayList<>();
    private Optional<Loss> loss = Optional.empty();
    private volatile boolean over;
    private volatile Duration least = Duration.ZERO;

    /** Tells of a loss, in the listeners' lane. */
    interface LossTeller {
        /** Has it known in general. */
        void losing(Hold hold, Loss loss);

        /** Has this listener told. */
        void tell(Hold hold, Consumer<Loss> listener, Loss loss);
    }

    /** {@code closed} is told on the loop when the user closes it. */
    Hold(Core core, Gate gate, LockName name, LeaseId lease, long token, Consumer<Hold> closed, LossTeller teller) {
        this.core = core;
        this.gate = gate;
        this.name = name;
        this.lease = lease;
        this.token = token;
        this.takenNanos = core.runtime().nanos();
        this.closed = closed;
        this.teller = teller;
    }

    LeaseId lease() {
        return lease;
    }

    @Override
    public String name() {
        return name.value();
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public boolean valid() {
        return !timeLeft().isZero();
    }

    @Override
    public Duration timeLeft() {
        return over ? Duration.ZERO : gate.timeLeft(lease);
    }

    @Override
    public HeldLock holdAtLeast(Duration atLeast) {
        if (atLeast.isNegative() || atLeast.compareTo(Write.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "holdAtLeast must be between 0 and " + Write.LONGEST_DELAY + ", but is " + atLeast);
        }
        least = atLeast;
        return this;
    }

    /** What is left of the least time, counted from when the take was answered. */
    Duration rest() {
        Duration left = least.minusNanos(core.runtime().nanos() - takenNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void onLost(Consumer<Loss> told) {
        core.runtime().execute(() -> {
            listeners.add(told);
            loss.ifPresent(known -> teller.tell(this, told, known));
        });
    }

    @Override
    public void close() {
        over = true;
        core.runtime().execute(() -> closed.accept(this));
    }

    /** It isn't valid any more. */
    void end() {
        over = true;
    }

    /** The user hears of it, of the first loss alone, unless it is over already. */
    void losing(Loss news) {
        if (loss.isEmpty() && !over) {
            loss = Optional.of(news);
            teller.losing(this, news);
            listeners.forEach(listener -> teller.tell(this, listener, news));
        }
    }
}

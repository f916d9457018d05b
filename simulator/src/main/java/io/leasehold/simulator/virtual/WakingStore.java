package io.leasehold.simulator.virtual;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import java.util.Optional;

/** A store whose rings reach an engine by push, by the bell alone, or not at all. */
final class WakingStore extends ForwardingStore {
    private final WakeUp way;
    private final Runnable lost;

    /** {@code lost} hears of each ring that nobody will hear. */
    WakingStore(LeaseStore kept, WakeUp way, Runnable lost) {
        super(kept);
        this.way = way;
        this.lost = lost;
    }

    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return switch (way) {
            case PUSH -> super.subscribe(rung);
            case BELL -> Optional.empty();
            case LOST -> Optional.of(() -> {});
        };
    }

    @Override
    public long bell() {
        return way == WakeUp.LOST ? 0 : super.bell();
    }

    @Override
    public void ring() {
        super.ring();
        if (way == WakeUp.LOST) {
            lost.run();
        }
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.LockRecord;
import java.time.Duration;

/** When to look again at a lock that can't be taken, unless the bell rings before. Pure. */
final class LockPause {
    private LockPause() {}

    /**
     * When its rest is over, or its holder's lease lapses unless it is renewed; a lapsed one is ended by the next survey, which is soon. In any case within a scan
     * interval, so that a ring that got lost costs no more.
     */
    static Duration after(LockRecord lock, EngineSettings settings) {
        Duration left = Duration.ZERO;
        if (lock.standing() instanceof LockRecord.Held held) {
            left = held.remaining();
        } else if (lock.standing() instanceof LockRecord.Resting resting) {
            left = resting.remaining();
        }
        Duration least = left.isZero() ? settings.roundPause() : left;
        return least.compareTo(settings.scan()) < 0 ? least : settings.scan();
    }
}

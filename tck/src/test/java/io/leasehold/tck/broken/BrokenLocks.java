package io.leasehold.tck.broken;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Mistakes with locks (R25). */
final class BrokenLocks {
    private BrokenLocks() {}

    /** R25: a lock that is released has no token any more. */
    static Breaking tokenRestarts() {
        Map<LockName, Long> forgotten = new ConcurrentSkipListMap<>();
        return (kept, behind) -> new RestartingTokens(kept, forgotten);
    }

    /** R25: whoever releases a lock frees it, whoever holds it. */
    static Breaking releaseUnchecked() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
                LockRecord now = lock(name);
                return now.standing() instanceof LockRecord.Held held
                        ? Changed.thereafter(() -> super.releaseLock(name, held.owner(), now.token(), rest))
                        : super.releaseLock(name, lease, token, rest);
            }
        };
    }

    /** R25: who asks for a lock gets it. */
    static Breaking givenWhileHeld() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LockRecord takeLock(LockName name, LeaseId lease, long token) {
                LockRecord now = lock(name);
                if (token == now.token() && now.standing() instanceof LockRecord.Held held) {
                    super.releaseLock(name, held.owner(), token, Duration.ZERO);
                    return Changed.thereafter(() -> super.takeLock(name, lease, token));
                }
                return super.takeLock(name, lease, token);
            }
        };
    }

    /** R25: a lock that is released may be taken at once, whatever rest was asked for. */
    static Breaking restForgotten() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
                return super.releaseLock(name, lease, token, Duration.ZERO);
            }
        };
    }

    /** R25: a take doesn't look at the token that it names, so one that comes late takes the lock once more. */
    static Breaking lateTakeObeyed() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public LockRecord takeLock(LockName name, LeaseId lease, long token) {
                LockRecord now = lock(name);
                return super.takeLock(name, lease, now.free() ? now.token() : token);
            }
        };
    }

    /** Tells tokens, and takes them, as if those before the last release of their lock had never been given. */
    private static final class RestartingTokens extends ForwardingStore {
        private final Map<LockName, Long> forgotten;

        RestartingTokens(LeaseStore kept, Map<LockName, Long> forgotten) {
            super(kept);
            this.forgotten = forgotten;
        }

        @Override
        public LockRecord lock(LockName name) {
            return lowered(super.lock(name));
        }

        @Override
        public LockRecord takeLock(LockName name, LeaseId lease, long token) {
            return lowered(super.takeLock(name, lease, token + before(name)));
        }

        @Override
        public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
            LockRecord released = super.releaseLock(name, lease, token + before(name), rest);
            if (!(released.standing() instanceof LockRecord.Held)) {
                forgotten.put(name, released.token());
            }
            return lowered(released);
        }

        private LockRecord lowered(LockRecord lock) {
            return new LockRecord(lock.name(), lock.token() - before(lock.name()), lock.standing());
        }

        private long before(LockName name) {
            return forgotten.getOrDefault(name, 0L);
        }
    }
}

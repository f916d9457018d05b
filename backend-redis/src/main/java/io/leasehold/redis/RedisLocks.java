package io.leasehold.redis;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import java.time.Duration;
import java.util.List;

/** The locks of R25. */
final class RedisLocks {
    private final Calls calls;

    RedisLocks(Calls calls) {
        this.calls = calls;
    }

    LockRecord find(LockName name) {
        return lock(name, calls.run(Script.LOCK, new Values().add(name.value())));
    }

    LockRecord take(LockName name, LeaseId lease, long token) {
        Arguments.takeLock(token);
        return lock(
                name,
                calls.run(
                        Script.TAKE_LOCK,
                        new Values().add(name.value()).add(lease.value()).add(token)));
    }

    LockRecord release(LockName name, LeaseId lease, long token, Duration rest) {
        Arguments.releaseLock(token, rest);
        return lock(
                name,
                calls.run(
                        Script.RELEASE_LOCK,
                        new Values()
                                .add(name.value())
                                .add(lease.value())
                                .add(token)
                                .add(rest.toMillis())));
    }

    /** Token, standing, owner and what is left. */
    private static LockRecord lock(LockName name, Reply reply) {
        List<Reply> parts = reply.parts();
        return new LockRecord(name, parts.get(0).number(), standing(parts));
    }

    private static LockRecord.Standing standing(List<Reply> parts) {
        Duration remaining = parts.get(3).millis();
        return switch (parts.get(1).text()) {
            case "HELD" -> new LockRecord.Held(new LeaseId(parts.get(2).text()), remaining);
            case "RESTING" -> new LockRecord.Resting(remaining);
            default -> new LockRecord.Free();
        };
    }
}

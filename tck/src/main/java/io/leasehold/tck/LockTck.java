package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.function.Function;

/** What the rules on locks share: the words in which their stories are told. */
abstract class LockTck extends RulesTck {
    static final LockName DOOR = new LockName("door");

    LockTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    /** Takes the lock, which is free; answers the token. */
    long taken(LockName name, LeaseId by) {
        long free = free(name);
        LockRecord lock = store.takeLock(name, by, free);
        assertThat(lock.heldBy(by, free + 1))
                .as("%s; %s takes %s, which was free: %s", rule, by, name, lock)
                .isTrue();
        return lock.token();
    }

    /** Asserts that the lock is free; answers at which token. */
    long free(LockName name) {
        LockRecord lock = store.lock(name);
        assertThat(lock.free()).as("%s; %s is free: %s", rule, name, lock).isTrue();
        return lock.token();
    }

    /** Asserts that this lease holds the lock under this token. */
    void held(LockName name, LeaseId by, long token) {
        LockRecord lock = store.lock(name);
        assertThat(lock.heldBy(by, token))
                .as("%s; %s holds %s under %s: %s", rule, by, name, token, lock)
                .isTrue();
    }

    /** Releases a lock that is held, without a rest. */
    void released(LockName name, LeaseId by, long token) {
        LockRecord lock = store.releaseLock(name, by, token, Duration.ZERO);
        assertThat(lock)
                .as("%s; %s releases %s", rule, by, name)
                .isEqualTo(new LockRecord(name, token, new LockRecord.Free()));
    }
}

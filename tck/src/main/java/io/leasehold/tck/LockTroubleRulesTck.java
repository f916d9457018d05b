package io.leasehold.tck;

import io.leasehold.store.LockName;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R21 for what concerns locks. */
abstract class LockTroubleRulesTck extends TroubleTck {
    LockTroubleRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @ParameterizedTest(name = "R21 a take of a lock tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void take(Cut cut) {
        live(ALICE);
        endures(cut, number -> {
            LockName door = new LockName("door" + number);
            return new Telling(
                    client -> client.takeLock(door, ALICE, 0),
                    client -> client.lock(door)
                            .toString()
                            .replace(door.value(), "it")
                            .replaceAll("remaining=[^\\]]*", ""));
        });
    }

    @ParameterizedTest(name = "R21 a release of a lock tells the truth of what it did; each request in turn is {0}")
    @EnumSource
    void release(Cut cut) {
        live(ALICE);
        endures(cut, number -> {
            LockName door = new LockName("door" + number);
            store.takeLock(door, ALICE, 0);
            return new Telling(
                    client -> client.releaseLock(door, ALICE, 1, Duration.ZERO),
                    client -> client.lock(door)
                            .toString()
                            .replace(door.value(), "it")
                            .replaceAll("remaining=[^\\]]*", ""));
        });
    }
}

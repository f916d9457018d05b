package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R25: who gets a lock that several want at once. */
abstract class LockRacesTck extends RacesTck {
    LockRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R25 of four that take a lock at once one gets it: of which there is no record")
    void first() throws Exception {
        rounds(() -> raceFor(door(), 0));
    }

    @Test
    @DisplayName("R25 of four that take a lock at once one gets it: of a dead holder")
    void afterADeadHolder() throws Exception {
        rounds(() -> {
            LeaseId dead = granted(5);
            store.takeLock(door(), dead, 0);
            end(dead, LeaseEnd.LAPSED);
            raceFor(door(), 1);
        });
    }

    private void raceFor(LockName door, long token) throws Exception {
        List<LeaseId> takers = IntStream.range(0, 4).mapToObj(this::granted).toList();
        List<LockRecord> heard = race(IntStream.range(0, 4)
                .<Callable<LockRecord>>mapToObj(i -> () -> client(i).takeLock(door, takers.get(i), token))
                .toList());
        List<LeaseId> winners = takers.stream()
                .filter(taker -> heard.get(takers.indexOf(taker)).heldBy(taker, token + 1))
                .toList();
        assertThat(winners).as("%s: %s", rule(), heard).hasSize(1);
        LockRecord stored = store.lock(door);
        assertThat(stored.heldBy(winners.get(0), token + 1))
                .as("%s: %s", rule(), stored)
                .isTrue();
    }

    @Test
    @DisplayName("R25 a lock that is taken at once with the end of the taker's lease is free at once")
    void takeAndOwnEnd() throws Exception {
        rounds(() -> {
            LeaseId taker = granted(0);
            race(() -> client(0).takeLock(door(), taker, 0), () -> {
                client(1).end(taker, LeaseEnd.CLEAN);
                return client(1).lock(door());
            });
            LockRecord left = store.lock(door());
            assertThat(left.free()).as("%s: %s", rule(), left).isTrue();
            assertThat(store.takeLock(door(), granted(1), left.token()).heldBy(lease(1), left.token() + 1))
                    .as(rule())
                    .isTrue();
        });
    }

    @Test
    @DisplayName("R25 a release that is sent twice and the next take at once: the next holder keeps the lock")
    void releaseTwiceAndTake() throws Exception {
        rounds(() -> {
            LeaseId first = granted(0);
            LeaseId next = granted(1);
            store.takeLock(door(), first, 0);
            store.releaseLock(door(), first, 1, Duration.ZERO);
            List<LockRecord> heard = race(
                    () -> client(0).releaseLock(door(), first, 1, Duration.ZERO),
                    () -> client(1).takeLock(door(), next, 1));
            assertThat(heard.get(1).heldBy(next, 2)).as("%s: %s", rule(), heard).isTrue();
            assertThat(store.lock(door()).heldBy(next, 2)).as(rule()).isTrue();
        });
    }

    private LockName door() {
        return new LockName(id("door"));
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R25: taking and releasing a lock. */
abstract class LockRulesTck extends LockTck {
    LockRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void aliceAndBobLive() {
        live(ALICE, BOB);
    }

    @Test
    @DisplayName("R25 a name that was never taken is free at token 0, and asking makes nothing of it")
    void neverTaken() {
        assertThat(store.lock(DOOR)).as(rule).isEqualTo(new LockRecord(DOOR, 0, new LockRecord.Free()));
        assertThat(taken(DOOR, ALICE)).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R25 who takes a free lock holds it, for every client to see, with the time left of the lease")
    void takenForAll() {
        long token = taken(DOOR, ALICE);
        LockRecord lock = underTest.another().lock(DOOR);
        assertThat(lock.heldBy(ALICE, token)).as("%s: %s", rule, lock).isTrue();
        assertThat(((LockRecord.Held) lock.standing()).remaining()).as(rule).isBetween(HOUR.minus(SLACK), HOUR);
    }

    @Test
    @DisplayName("R25 a lock that is held is given to nobody else, whatever token is named")
    void givenToOne() {
        long token = taken(DOOR, ALICE);
        for (long named = 0; named <= token + 1; named++) {
            store.takeLock(DOOR, BOB, named);
            held(DOOR, ALICE, token);
        }
    }

    @Test
    @DisplayName("R25 its holder doesn't take it twice: the same call again changes nothing and answers the same")
    void repeatedTake() {
        long token = taken(DOOR, ALICE);
        LockRecord again = store.takeLock(DOOR, ALICE, token - 1);
        assertThat(again.heldBy(ALICE, token)).as("%s: %s", rule, again).isTrue();
        store.takeLock(DOOR, ALICE, token);
        held(DOOR, ALICE, token);
    }

    @Test
    @DisplayName("R25 a take that names another token than the lock is free at takes nothing, however late it comes")
    void lateTake() {
        released(DOOR, ALICE, taken(DOOR, ALICE));
        long free = free(DOOR);
        Stream.of(free - 1, free + 1).forEach(named -> {
            assertThat(store.takeLock(DOOR, ALICE, named).free()).as(rule).isTrue();
            assertThat(store.takeLock(DOOR, BOB, named).free()).as(rule).isTrue();
        });
        assertThat(free(DOOR)).as(rule).isEqualTo(free);
    }

    @Test
    @DisplayName("R25 tokens rise from holder to holder through every release, and never repeat")
    void risingTokens() {
        List<Long> tokens = Stream.of(ALICE, BOB, BOB, ALICE, BOB)
                .map(by -> {
                    long token = taken(DOOR, by);
                    released(DOOR, by, token);
                    return token;
                })
                .toList();
        assertThat(tokens).as(rule).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    @DisplayName("R25 a late release by a former holder frees nothing of the next one's, nor does anybody else's")
    void lateRelease() {
        long first = taken(DOOR, ALICE);
        released(DOOR, ALICE, first);
        long second = taken(DOOR, BOB);
        store.releaseLock(DOOR, ALICE, first, Duration.ZERO);
        held(DOOR, BOB, second);
        store.releaseLock(DOOR, ALICE, second, Duration.ZERO);
        held(DOOR, BOB, second);
        store.releaseLock(DOOR, BOB, first, Duration.ZERO);
        held(DOOR, BOB, second);
    }

    @Test
    @DisplayName("R25 a late release of one's own former hold frees nothing of the present one")
    void lateReleaseOfOnesOwn() {
        long first = taken(DOOR, ALICE);
        released(DOOR, ALICE, first);
        long second = taken(DOOR, ALICE);
        store.releaseLock(DOOR, ALICE, first, HOUR);
        held(DOOR, ALICE, second);
    }

    @Test
    @DisplayName(
            "R25 a lock that was released with a rest yields nothing before it is over, to its former holder neither")
    void rest() {
        long token = taken(DOOR, ALICE);
        LockRecord lock = store.releaseLock(DOOR, ALICE, token, minutes(10));
        assertThat(lock.standing()).as(rule).isInstanceOf(LockRecord.Resting.class);
        assertThat(((LockRecord.Resting) lock.standing()).remaining())
                .as(rule)
                .isBetween(minutes(10).minus(SLACK), minutes(10));
        passMinutes(9);
        for (LeaseId by : List.of(ALICE, BOB)) {
            assertThat(store.takeLock(DOOR, by, token).standing()).as(rule).isInstanceOf(LockRecord.Resting.class);
        }
        passMinutes(2);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
        released(DOOR, BOB, token + 1);
    }

    @Test
    @DisplayName("R25 a release that is repeated doesn't begin the rest anew, nor end it")
    void repeatedRelease() {
        long token = taken(DOOR, ALICE);
        store.releaseLock(DOOR, ALICE, token, minutes(10));
        store.releaseLock(DOOR, ALICE, token, Duration.ZERO);
        assertThat(store.lock(DOOR).standing()).as(rule).isInstanceOf(LockRecord.Resting.class);
        passMinutes(6);
        store.releaseLock(DOOR, ALICE, token, minutes(10));
        passMinutes(5);
        free(DOOR);
    }

    @Test
    @DisplayName("R25 locks do not meet: names are compared byte for byte")
    void names() {
        List<LockName> names = Stream.of(
                        "door",
                        "Door",
                        "door ",
                        "dôor",
                        "do\u0308or",
                        "d%",
                        "d_or",
                        "'; DROP",
                        "x".repeat(200),
                        "\uD83D\uDE80")
                .map(LockName::new)
                .toList();
        for (LockName name : names) {
            assertThat(taken(name, ALICE)).as("%s: %s", rule, name).isEqualTo(1);
        }
        released(names.get(1), ALICE, 1);
        held(names.get(0), ALICE, 1);
        assertThat(store.lock(names.get(9)).name()).as(rule).isEqualTo(names.get(9));
    }

    @Test
    @DisplayName("R25 tokens below zero, and rests below zero or too long, are refused")
    void refused() {
        long token = taken(DOOR, ALICE);
        assertThatThrownBy(() -> store.takeLock(DOOR, BOB, -1))
                .as(rule)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        for (Duration rest : List.of(Duration.ofMillis(-1), Write.LONGEST_DELAY.plusMillis(1))) {
            assertThatThrownBy(() -> store.releaseLock(DOOR, ALICE, token, rest))
                    .as(rule)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rest");
        }
        held(DOOR, ALICE, token);
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R25: what becomes of a lock with its holder's lease, and that locks are no jobs. */
abstract class LockHolderRulesTck extends LockTck {
    LockHolderRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void aliceAndBobLive() {
        live(ALICE);
        store.grant(BOB, "bob", Duration.ofDays(1));
    }

    @ParameterizedTest(name = "R25 a lock whose holder''s lease has ended {0} is free at once, and the token goes on")
    @EnumSource
    void ended(LeaseEnd how) {
        long token = taken(DOOR, ALICE);
        end(ALICE, how);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
    }

    @Test
    @DisplayName("R25 a holder that has lapsed holds its locks until its lease is ended")
    void lapsed() {
        long token = taken(DOOR, ALICE);
        passMinutes(61);
        assertThat(store.takeLock(DOOR, BOB, token).standing())
                .as(rule)
                .isEqualTo(new LockRecord.Held(ALICE, Duration.ZERO));
        survey(BOB, 64);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
    }

    @Test
    @DisplayName("R25 a lapsed holder that renews its lease in time holds its locks as before")
    void renewed() {
        long token = taken(DOOR, ALICE);
        passMinutes(61);
        store.renew(ALICE, HOUR, io.leasehold.store.Load.NONE);
        survey(BOB, 64);
        held(DOOR, ALICE, token);
    }

    @Test
    @DisplayName("R25 a lease that has ended, or of which there is no record, takes no lock")
    void deadTaker() {
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(store.takeLock(DOOR, ALICE, 0).free()).as(rule).isTrue();
        assertThat(store.takeLock(DOOR, CAROL, 0).free()).as(rule).isTrue();
        long token = taken(DOOR, BOB);
        released(DOOR, BOB, token);
        assertThat(store.takeLock(DOOR, ALICE, token).free()).as(rule).isTrue();
        assertThat(store.takeLock(DOOR, CAROL, token).free()).as(rule).isTrue();
        assertThat(free(DOOR)).as(rule).isEqualTo(token);
    }

    @Test
    @DisplayName("R25 a lease that has ended releases nothing: its locks are free, and it brings no rest over them")
    void deadReleaser() {
        long token = taken(DOOR, ALICE);
        end(ALICE, LeaseEnd.LAPSED);
        store.releaseLock(DOOR, ALICE, token, HOUR);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
        store.releaseLock(DOOR, ALICE, token, HOUR);
        held(DOOR, BOB, token + 1);
    }

    @Test
    @DisplayName("R25 a holder of which there is no record isn't dead until housekeeping has buried it")
    void buried() {
        assumeThat(underTest)
                .as("the store under test can lose a lease")
                .isInstanceOf(StoreUnderTest.CanLoseLeases.class);
        long token = taken(DOOR, ALICE);
        ((StoreUnderTest.CanLoseLeases) underTest).lose(ALICE);
        assertThat(store.takeLock(DOOR, BOB, token).standing()).as(rule).isInstanceOf(LockRecord.Held.class);
        assertThat(tidyAll().buried()).as(rule).isEqualTo(1);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
    }

    @Test
    @DisplayName("R25 housekeeping clears dead holders, tokens kept, and no living one; then their leases may go")
    void cleared() {
        long mine = taken(DOOR, ALICE);
        long theirs = taken(new LockName("gate"), BOB);
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(tidyAll().cleared()).as(rule).isEqualTo(1);
        assertThat(free(DOOR)).as(rule).isEqualTo(mine);
        held(new LockName("gate"), BOB, theirs);
        passMinutes(61);
        assertThat(tidyAll().dropped()).as(rule).isEqualTo(1);
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(mine + 1);
    }

    @Test
    @DisplayName("R25 one step of housekeeping looks at 64 locks; a walk comes to all of them")
    void manyCleared() {
        IntStream.range(0, 150).forEach(i -> taken(new LockName("door " + i), ALICE));
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(TidyWalk.steps(store, rule))
                .as(rule)
                .allMatch(step -> step.cleared() <= TidyAnswer.OWNERS)
                .extracting(TidyAnswer::cleared)
                .contains(64);
        IntStream.range(0, 150)
                .forEach(i -> assertThat(taken(new LockName("door " + i), BOB))
                        .as(rule)
                        .isEqualTo(2));
        assertThat(tidyAll().cleared()).as(rule).isZero();
    }

    @Test
    @DisplayName("R25 a lock is no job: not listed, walked, surveyed or claimed, and of the same name there may be one")
    void noJob() {
        long token = taken(DOOR, ALICE);
        assertThat(store.find(new JobId("door"))).as(rule).isEmpty();
        assertThat(store.list(JobQuery.all()).jobs()).as(rule).isEmpty();
        assertThat(store.owned(ALICE, Optional.empty()).jobs()).as(rule).isEmpty();
        end(ALICE, LeaseEnd.CLEAN);
        assertThat(survey(BOB, 0).orphans()).as(rule).isFalse();
        assertThat(takeAll(BOB, ALICE)).as(rule).isEmpty();
        submit("door");
        take(BOB, "door");
        assertThat(taken(DOOR, BOB)).as(rule).isEqualTo(token + 1);
        assertThat(job("door").ownership().token()).as(rule).isEqualTo(1);
    }

    @Test
    @DisplayName("R25 two leases of one instance are two holders")
    void secondLease() {
        long token = taken(DOOR, ALICE);
        LeaseId later = LeaseId.of(77);
        store.grant(later, "instance " + ALICE, HOUR);
        store.takeLock(DOOR, later, token);
        store.releaseLock(DOOR, later, token, Duration.ZERO);
        held(DOOR, ALICE, token);
    }

    private TidyAnswer tidyAll() {
        return TidyWalk.through(store, rule);
    }
}

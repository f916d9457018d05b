package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R1 to R4: how a lease begins, goes on and ends. */
abstract class LeaseRulesTck extends RulesTck {
    private static final Load BUSY = new Load(7, 3, 2);

    LeaseRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R1 a granted lease lives for its ttl")
    void grantLivesForTtl() {
        lives(store.grant(ALICE, "alice", minutes(10)), 10);
        passMinutes(4);
        lives(ask(ALICE), 6);
        passMinutes(7);
        lives(ask(ALICE), 0);
    }

    @Test
    @DisplayName("R1 a repeated grant moves nothing")
    void repeatedGrant() {
        store.grant(ALICE, "alice", minutes(10));
        passMinutes(4);
        lives(store.grant(ALICE, "someone else", HOUR), 6);
        passMinutes(6);
        lives(store.grant(ALICE, "someone else", HOUR), 0);
        assertThat(survey(BOB, 1).ended())
                .as(rule + ", nor the label")
                .extracting(EndedLease::label)
                .containsExactly("alice");
    }

    @Test
    @DisplayName("R1 a grant of an ended lease answers ENDED")
    void grantOfEnded() {
        live(ALICE);
        store.end(ALICE, LeaseEnd.CLEAN);
        ended(store.grant(ALICE, "alice", HOUR));
        ended(ask(ALICE));
    }

    @Test
    @DisplayName("R1 leases are granted one by one: each has its own end")
    void independentGrants() {
        store.grant(ALICE, "same label", minutes(10));
        store.grant(BOB, "same label", minutes(20));
        store.end(ALICE, LeaseEnd.CLEAN);
        lives(ask(BOB), 20);
    }

    @Test
    @DisplayName("R2 renew moves the end to the extension from now, to a sooner end too")
    void renewMovesEnd() {
        store.grant(ALICE, "alice", minutes(10));
        passMinutes(4);
        lives(store.renew(ALICE, minutes(20), BUSY), 20);
        passMinutes(1);
        lives(store.renew(ALICE, minutes(5), BUSY), 5);
        lives(ask(ALICE), 5);
    }

    @Test
    @DisplayName("R2 a lapsed lease that nobody has ended can be renewed")
    void renewOfLapsed() {
        store.grant(ALICE, "alice", minutes(10));
        passMinutes(60);
        lives(store.renew(ALICE, minutes(10), BUSY), 10);
        assertThat(survey(BOB, 64).lapsed()).as(rule).isZero();
    }

    @Test
    @DisplayName("R2 an extension of zero only asks")
    void renewZero() {
        store.grant(ALICE, "alice", minutes(10));
        store.renew(ALICE, minutes(10), BUSY);
        passMinutes(3);
        lives(store.renew(ALICE, Duration.ZERO, new Load(99, 99, 99)), 7);
        assertThat(survey().fleet().jobs())
                .as(rule + ": not even the load changes")
                .isEqualTo(7);
        passMinutes(8);
        lives(store.renew(ALICE, Duration.ZERO, BUSY), 0);
        assertThat(survey(BOB, 64).lapsed())
                .as(rule + ": the lapsed lease can be ended")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R2 the load is what was last reported")
    void lastLoad() {
        live(ALICE);
        store.renew(ALICE, HOUR, new Load(1, Load.UNLIMITED, 1_000));
        store.renew(ALICE, HOUR, BUSY);
        store.end(ALICE, LeaseEnd.CLEAN);
        store.renew(ALICE, HOUR, new Load(99, 99, 99));
        assertThat(survey().ended()).as(rule).extracting(EndedLease::last).containsExactly(BUSY);
    }

    @ParameterizedTest(name = "R3 an ended lease never lives again, however it ended: {0}")
    @EnumSource
    void endedStaysEnded(LeaseEnd how) {
        live(ALICE);
        store.end(ALICE, how);
        ended(store.renew(ALICE, HOUR, BUSY));
        ended(store.renew(ALICE, Duration.ZERO, BUSY));
        passMinutes(30);
        ended(store.renew(ALICE, HOUR, BUSY));
        ended(store.grant(ALICE, "alice", HOUR));
        ended(store.renew(ALICE, HOUR, BUSY));
        assertThat(survey().fleet().instances()).as(rule).isZero();
    }

    @Test
    @DisplayName("R3 a lease that a survey ended never lives again")
    void endedBySurvey() {
        live(ALICE);
        lapse(ALICE);
        ended(store.renew(ALICE, HOUR, BUSY));
        ended(store.grant(ALICE, "alice", HOUR));
    }

    @Test
    @DisplayName("R3 renew without a record answers ENDED and leaves no record")
    void renewOfAbsent() {
        ended(store.renew(ALICE, HOUR, BUSY));
        assertThat(survey().ended()).as(rule).isEmpty();
        lives(store.grant(ALICE, "alice", minutes(10)), 10);
    }

    @Test
    @DisplayName("R4 end is immediate, long before the lease would lapse")
    void endIsImmediate() {
        live(ALICE);
        store.end(ALICE, LeaseEnd.LOST);
        assertThat(survey().ended())
                .as(rule)
                .extracting(EndedLease::id, EndedLease::how)
                .containsExactly(tuple(ALICE, LeaseEnd.LOST));
        ended(ask(ALICE));
    }

    @ParameterizedTest(name = "R4 end is idempotent and the first end stands: {0}")
    @EnumSource
    void firstEndStands(LeaseEnd first) {
        live(ALICE);
        store.end(ALICE, first);
        List.of(LeaseEnd.values()).forEach(later -> store.end(ALICE, later));
        assertThat(survey().ended()).as(rule).extracting(EndedLease::how).containsExactly(first);
    }

    @Test
    @DisplayName("R4 an end without a record changes nothing")
    void endOfAbsent() {
        store.end(ALICE, LeaseEnd.CLEAN);
        assertThat(survey().ended()).as(rule).isEmpty();
        lives(store.grant(ALICE, "alice", minutes(10)), 10);
    }

    @Test
    @DisplayName("R4 an end concerns one lease alone")
    void endOfOne() {
        live(ALICE, BOB);
        store.end(ALICE, LeaseEnd.LAPSED);
        lives(ask(BOB), 60);
        assertThat(survey().ended()).as(rule).extracting(EndedLease::id).containsExactly(ALICE);
    }

    private void lives(LeaseState state, long minutesLeft) {
        assertThat(state)
                .as(rule)
                .isInstanceOfSatisfying(
                        LeaseState.Live.class,
                        live -> assertThat(live.remaining())
                                .as("%s; time left of the lease", rule)
                                .isCloseTo(minutes(minutesLeft), SLACK));
    }

    private void ended(LeaseState state) {
        assertThat(state).as(rule).isEqualTo(new LeaseState.Ended());
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R5: what a survey tells, and within what bounds. */
abstract class SurveyRulesTck extends RulesTck {
    SurveyRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R5 a survey tells whether the caller's lease lives, and how long")
    void caller() {
        store.grant(ALICE, "alice", minutes(10));
        assertThat(survey(ALICE, 0).caller())
                .as(rule)
                .isInstanceOfSatisfying(
                        LeaseState.Live.class,
                        live -> assertThat(live.remaining()).as(rule).isCloseTo(minutes(10), SLACK));
        assertThat(survey(BOB, 0).caller()).as(rule + ": without a record").isEqualTo(new LeaseState.Ended());
        store.end(ALICE, LeaseEnd.CLEAN);
        assertThat(survey(ALICE, 0).caller()).as(rule + ": once ended").isEqualTo(new LeaseState.Ended());
    }

    @Test
    @DisplayName("R5 a survey sums up the live leases with their load, room and weight")
    void fleet() {
        assertThat(survey().fleet()).as(rule).isEqualTo(new Survey.Fleet(0, 0, 0, 0));
        live(ALICE, BOB, CAROL);
        store.renew(ALICE, HOUR, new Load(5, 10, 2));
        store.renew(BOB, HOUR, new Load(7, Load.UNLIMITED, 3));
        assertThat(survey().fleet())
                .as(rule + "; one that never renewed counts as unlimited, weight 1")
                .isEqualTo(new Survey.Fleet(3, 12, 10 + 2 * Load.UNLIMITED, 6));
        store.end(BOB, LeaseEnd.CLEAN);
        assertThat(survey().fleet()).as(rule).isEqualTo(new Survey.Fleet(2, 5, 10 + Load.UNLIMITED, 3));
    }

    @Test
    @DisplayName("R5 a survey ends at most as many lapsed leases as it may, earliest first")
    void earliestFirst() {
        store.grant(ALICE, "third", minutes(3));
        store.grant(BOB, "first", minutes(1));
        store.grant(CAROL, "second", minutes(2));
        passMinutes(10);
        LeaseId dave = LeaseId.of(0xdabe);
        live(dave);
        Survey first = survey(dave, 2);
        assertThat(first.lapsed()).as(rule).isEqualTo(2);
        assertThat(first.ended()).as(rule).extracting(EndedLease::id).containsExactlyInAnyOrder(BOB, CAROL);
        assertThat(first.ended()).as(rule).extracting(EndedLease::how).containsOnly(LeaseEnd.LAPSED);
        assertThat(survey(dave, 2).lapsed()).as(rule).isEqualTo(1);
        assertThat(survey(dave, 2).lapsed())
                .as(rule + ": live leases are left alone")
                .isZero();
    }

    @Test
    @DisplayName("R5 a survey with zero lapses ends nothing")
    void zeroLapses() {
        store.grant(ALICE, "alice", minutes(1));
        passMinutes(10);
        Survey survey = survey(BOB, 0);
        assertThat(survey.lapsed()).as(rule).isZero();
        assertThat(survey.ended()).as(rule).isEmpty();
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R5 a survey ends 64 lapsed leases at most, and a walk with the cursor sees every ended one")
    void boundedWalk() {
        List<LeaseId> all = LongStream.range(0, 70).mapToObj(LeaseId::of).toList();
        all.forEach(lease -> store.grant(lease, "many", minutes(1)));
        passMinutes(2);
        assertThat(survey(ALICE, SurveyRequest.LEASES).lapsed()).as(rule).isEqualTo(64);
        assertThat(survey(ALICE, SurveyRequest.LEASES).lapsed()).as(rule).isEqualTo(6);
        Survey first = survey(ALICE, 0);
        assertThat(first.ended())
                .as(rule + ", in id order")
                .extracting(EndedLease::id)
                .isEqualTo(all.subList(0, 64));
        assertThat(first.more()).as(rule + ": more lie beyond").isTrue();
        Survey second = survey(ALICE, Optional.of(all.get(63)), 0);
        assertThat(second.ended()).as(rule).extracting(EndedLease::id).isEqualTo(all.subList(64, 70));
        assertThat(second.more()).as(rule + ": nothing lies beyond").isFalse();
        assertThat(survey(ALICE, Optional.of(all.get(5)), 0).more())
                .as(rule + ": exactly 64 lie after the cursor, so no more beyond")
                .isFalse();
    }

    @Test
    @DisplayName("R5 ended leases lie strictly after the cursor, which need not exist")
    void cursor() {
        List.of(2L, 4L).forEach(id -> {
            live(LeaseId.of(id));
            store.end(LeaseId.of(id), LeaseEnd.CLEAN);
        });
        assertThat(survey(ALICE, Optional.of(LeaseId.of(2)), 0).ended())
                .as(rule)
                .extracting(EndedLease::id)
                .containsExactly(LeaseId.of(4));
        assertThat(survey(ALICE, Optional.of(LeaseId.of(3)), 0).ended())
                .as(rule)
                .hasSize(1);
        assertThat(survey(ALICE, Optional.of(LeaseId.of(-1)), 0).ended())
                .as(rule)
                .isEmpty();
    }

    @Test
    @DisplayName("R5 an ended lease is named with its label, its end and its last load")
    void endedLease() {
        store.grant(ALICE, "alice", HOUR);
        store.renew(ALICE, HOUR, new Load(5, 10, 2));
        store.end(ALICE, LeaseEnd.LOST);
        assertThat(survey().ended())
                .as(rule)
                .containsExactly(new EndedLease(ALICE, "alice", LeaseEnd.LOST, new Load(5, 10, 2)));
    }

    @Test
    @DisplayName("R5 orphans: a runnable job that names nobody counts, by type and state version")
    void orphansByTypeAndVersion() {
        assertThat(survey().orphans()).as(rule + ": no job, no orphan").isFalse();
        submit(mail("letter", "mail", 2, Duration.ZERO));
        assertThat(orphans(new ReadableType("mail", 1, 3))).as(rule).isTrue();
        assertThat(orphans(new ReadableType("mail", 2, 2))).as(rule).isTrue();
        assertThat(orphans(new ReadableType("mail", 1, 1)))
                .as(rule + ": written by newer code")
                .isFalse();
        assertThat(orphans(new ReadableType("mail", 3, 9)))
                .as(rule + ": written by older code")
                .isFalse();
        assertThat(orphans(new ReadableType("Mail", 1, 3)))
                .as(rule + ": another type")
                .isFalse();
        assertThat(orphans()).as(rule + ": a caller without types").isFalse();
        assertThat(orphans(new ReadableType("fax", 1, 9), new ReadableType("mail", 1, 3)))
                .as(rule)
                .isTrue();
    }

    @Test
    @DisplayName("R5 orphans: a job of a live owner, or one that isn't runnable, doesn't count")
    void noOrphans() {
        live(ALICE);
        submit("stopped", "owned", "parked");
        ordered("stopped", new Command.Stop());
        take(ALICE, "owned");
        leave(ALICE, "parked", Status.PARKED);
        assertThat(survey().orphans()).as(rule).isFalse();
        ordered("stopped", new Command.Start());
        assertThat(survey().orphans()).as(rule + ", but a started one does").isTrue();
    }

    @Test
    @DisplayName("R5 orphans: a job counts that names one of the ended leases of this answer, and of no other")
    void orphansOfTheNamed() {
        live(ALICE);
        submit("letter");
        take(ALICE, "letter");
        store.end(ALICE, LeaseEnd.CLEAN);
        assertThat(survey(BOB, 0).orphans()).as(rule).isTrue();
        assertThat(survey(BOB, Optional.of(ALICE), 0).orphans())
                .as(rule + ": its owner lies before the cursor")
                .isFalse();
    }

    @Test
    @DisplayName("R5 a survey names the caller's own jobs that the operator wants stopped")
    void stopped() {
        live(ALICE, BOB);
        submit("mine", "theirs", "nobody's", "running");
        take(ALICE, "mine");
        take(BOB, "theirs");
        take(ALICE, "running");
        List.of("mine", "theirs", "nobody's").forEach(id -> ordered(id, new Command.Stop()));
        assertThat(survey(ALICE, 0).stopped()).as(rule).containsExactly(new JobId("mine"));
        ordered("mine", new Command.Start());
        assertThat(survey(ALICE, 0).stopped()).as(rule + ": as the wish is now").isEmpty();
    }

    @Test
    @DisplayName("R5 a survey names 256 stopped jobs at most")
    void stoppedIsBounded() {
        live(ALICE);
        List<String> many = submitMany(260);
        takeAll(ALICE);
        takeAll(ALICE);
        many.forEach(id -> ordered(id, new Command.Stop()));
        assertThat(survey(ALICE, 0).stopped())
                .as(rule)
                .hasSize(SurveyRequest.STOPS)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R5 the next lapse is the earliest of the other live leases; zero if it has come")
    void nextLapse() {
        store.grant(ALICE, "alice", minutes(5));
        assertThat(survey(ALICE, 0).nextLapse())
                .as(rule + ": nobody else lives")
                .isEmpty();
        store.grant(BOB, "bob", minutes(20));
        store.grant(CAROL, "carol", minutes(30));
        assertThat(survey(ALICE, 0).nextLapse().orElseThrow()).as(rule).isCloseTo(minutes(20), SLACK);
        assertThat(survey(BOB, 0).nextLapse().orElseThrow()).as(rule).isCloseTo(minutes(5), SLACK);
        store.end(BOB, LeaseEnd.CLEAN);
        assertThat(survey(ALICE, 0).nextLapse().orElseThrow()).as(rule).isCloseTo(minutes(30), SLACK);
        passMinutes(40);
        assertThat(survey(ALICE, 0).nextLapse()).as(rule).contains(Duration.ZERO);
    }

    private boolean orphans(ReadableType... types) {
        return store.survey(new SurveyRequest(BOB, List.of(types), Optional.empty(), 0))
                .orphans();
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store's own clock alone judges lapses and due times: a client whose clock is a day off changes nothing. */
abstract class ClockRulesTck extends RulesTck {
    ClockRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Override
    StoreOptions options() {
        return super.options().retention(Retention.DEFAULT.finishedJobs(HOUR));
    }

    static Stream<Duration> skews() {
        return Stream.of(Duration.ofDays(1), Duration.ofDays(-1));
    }

    @ParameterizedTest(name = "R1 a lease granted by a client that is off by {0} lives for its ttl, whoever asks")
    @MethodSource("skews")
    void grant(Duration skew) {
        LeaseStore skewed = skewed(skew);
        lives(skewed.grant(ALICE, "alice", minutes(10)), 10);
        lives(ask(ALICE), 10);
        passMinutes(4);
        lives(ask(ALICE), 6);
        lives(skewed.renew(ALICE, Duration.ZERO, Load.NONE), 6);
    }

    @ParameterizedTest(name = "R2 a renewal by a client that is off by {0} moves the end from the store''s now")
    @MethodSource("skews")
    void renew(Duration skew) {
        live(ALICE);
        LeaseStore skewed = skewed(skew);
        lives(skewed.renew(ALICE, minutes(20), Load.NONE), 20);
        lives(ask(ALICE), 20);
    }

    @ParameterizedTest(
            name =
                    "R5 a survey by a client that is off by {0} ends what has lapsed by the store''s clock, and nothing else")
    @MethodSource("skews")
    void survey(Duration skew) {
        LeaseStore skewed = skewed(skew);
        store.grant(ALICE, "alice", minutes(10));
        live(BOB);
        assertThat(surveyed(skewed).lapsed()).as(rule).isZero();
        assertThat(surveyed(skewed).nextLapse().orElseThrow()).as(rule).isCloseTo(minutes(10), SLACK);
        lives(ask(ALICE), 10);
        passMinutes(11);
        assertThat(surveyed(skewed).lapsed()).as(rule).isEqualTo(1);
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Ended.class);
        lives(ask(BOB), 49);
    }

    @ParameterizedTest(
            name =
                    "R10 a claim by a client that is off by {0} counts a lapse if the due has passed by the store''s clock alone")
    @MethodSource("skews")
    void lapses(Duration skew) {
        LeaseStore skewed = skewed(skew);
        submitAll(List.of(mail("later", "mail", 1, Duration.ofHours(4)), mail("now")));
        live(ALICE);
        take(ALICE, "later");
        take(ALICE, "now");
        lapse(ALICE);
        live(BOB);
        var orphans = new ClaimRequest.Orphans(List.of(ALICE), 9, ClaimRequest.Orphans.DEFAULT_BYTES);
        for (int claims = 0; claims < 2; claims++) {
            skewed.claim(new ClaimRequest(BOB, nextClaim(BOB), List.of(MAIL), orphans));
        }
        assertThat(job("later").ownership().owner()).as(rule).contains(BOB);
        assertThat(job("later").progress().lapses()).as(rule).isZero();
        assertThat(job("now").progress().lapses()).as(rule).isEqualTo(1);
    }

    @ParameterizedTest(
            name =
                    "R12 an intent''s age is told by the store''s clock to a client that is off by {0}, and of its own intents")
    @MethodSource("skews")
    void intentAge(Duration skew) {
        LeaseStore skewed = skewed(skew);
        live(ALICE);
        submit("letter");
        skewed.write(List.of(intent(take(ALICE, "letter"), 1, step("greet"))));
        passMinutes(5);
        for (LeaseStore client : List.of(store, skewed)) {
            assertThat(seenBy(client).intentAge().orElseThrow()).as(rule).isCloseTo(minutes(5), SLACK);
        }
    }

    @ParameterizedTest(
            name =
                    "R15 a delay asked for by a client that is off by {0} counts from the store''s now, for whoever reads it")
    @MethodSource("skews")
    void delays(Duration skew) {
        LeaseStore skewed = skewed(skew);
        skewed.submit(List.of(mail("letter", "mail", 1, minutes(30))));
        remains(skewed, 30);
        live(ALICE);
        JobRecord mine = take(ALICE, "letter");
        skewed.write(List.of(delayed(mine, 1, minutes(10))));
        remains(skewed, 10);
        passMinutes(4);
        remains(skewed, 6);
        passMinutes(60);
        remains(skewed, 0);
    }

    @ParameterizedTest(
            name =
                    "R18 housekeeping by a client that is off by {0} drops no lease and buries no job before its retention is over, and buries it then")
    @MethodSource("skews")
    void tidy(Duration skew) {
        LeaseStore skewed = skewed(skew);
        live(ALICE);
        submit("letter");
        leave(ALICE, "letter", Status.FINISHED);
        end(ALICE, LeaseEnd.CLEAN);
        TidyWalk.through(skewed, rule);
        TidyWalk.through(skewed, rule);
        assertThat(job("letter").progress().status()).as(rule).isEqualTo(Status.FINISHED);
        assertThat(store.grant(ALICE, "alice", HOUR))
                .as(rule + "; its record is there")
                .isInstanceOf(LeaseState.Ended.class);
        passMinutes(61);
        TidyWalk.through(skewed, rule);
        assertThat(store.find(mail("letter").id())).as(rule).isEmpty();
    }

    private LeaseStore skewed(Duration ahead) {
        assumeThat(underTest)
                .as("the store under test can open a client whose clock is wrong")
                .isInstanceOf(StoreUnderTest.CanSkewClient.class);
        return ((StoreUnderTest.CanSkewClient) underTest).skewed(ahead);
    }

    private Survey surveyed(LeaseStore client) {
        return client.survey(new SurveyRequest(CAROL, List.of(MAIL), Optional.empty(), SurveyRequest.LEASES));
    }

    private void lives(LeaseState state, long minutes) {
        assertThat(state).as(rule).isInstanceOf(LeaseState.Live.class);
        assertThat(((LeaseState.Live) state).remaining()).as(rule).isCloseTo(minutes(minutes), SLACK);
    }

    private void remains(LeaseStore skewed, long minutes) {
        for (LeaseStore client : List.of(store, skewed)) {
            assertThat(seenBy(client).remaining()).as(rule).isCloseTo(minutes(minutes), SLACK);
        }
    }

    private JobRecord seenBy(LeaseStore client) {
        return client.find(mail("letter").id()).orElseThrow();
    }
}

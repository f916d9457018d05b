package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R1 to R6: what becomes of a lease that two callers change at once. */
abstract class LeaseRacesTck extends RacesTck {
    LeaseRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R1 of two grants at once one creates the lease, and both hear of the same end")
    void grants() throws Exception {
        rounds(() -> {
            List<LeaseState> heard = race(
                    () -> client(0).grant(lease(0), "one", HOUR),
                    () -> client(1).grant(lease(0), "other", HOUR.multipliedBy(2)));
            Duration left = left(ask(lease(0)));
            assertThat(heard)
                    .as(rule())
                    .allSatisfy(state -> assertThat(left(state)).isCloseTo(left, SLACK));
        });
    }

    private Duration left(LeaseState state) {
        assertThat(state).as(rule()).isInstanceOf(LeaseState.Live.class);
        return ((LeaseState.Live) state).remaining();
    }

    @Test
    @DisplayName("R3 a lease that is renewed and ended at once has ended, and never lives again")
    void renewAndEnd() throws Exception {
        rounds(() -> {
            LeaseId lease = granted(0);
            race(
                    () -> client(0).renew(lease, HOUR.multipliedBy(2), Load.NONE),
                    ending(() -> client(1).end(lease, LeaseEnd.CLEAN)));
            assertThat(ask(lease)).as(rule()).isInstanceOf(LeaseState.Ended.class);
            assertThat(client(1).renew(lease, HOUR, Load.NONE)).as(rule()).isInstanceOf(LeaseState.Ended.class);
        });
    }

    private static Callable<LeaseState> ending(Runnable end) {
        return Executors.callable(end, new LeaseState.Ended());
    }

    @Test
    @DisplayName("R3 a lapsed lease that is renewed and surveyed at once either lives or has ended, as both hear")
    void renewAndSurvey() throws Exception {
        rounds(() -> {
            LeaseId lease = lapsed(0);
            List<Object> heard = race(
                    () -> client(0).renew(lease, HOUR, Load.NONE),
                    () -> client(1).survey(surveyBy(lease, SurveyRequest.LEASES)));
            boolean lives = heard.get(0) instanceof LeaseState.Live;
            exactlyOne(lives, ((Survey) heard.get(1)).lapsed() == 1, heard);
            assertThat(ask(lease) instanceof LeaseState.Live)
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(lives);
            store.end(lease, LeaseEnd.CLEAN);
        });
    }

    private LeaseId lapsed(int number) {
        store.grant(lease(number), "lapses", minutes(1));
        passMinutes(2);
        return lease(number);
    }

    private static SurveyRequest surveyBy(LeaseId caller, int lapses) {
        return new SurveyRequest(caller, List.of(MAIL), Optional.empty(), lapses);
    }

    @Test
    @DisplayName("R5 of two surveys at once one ends each lapsed lease")
    void surveys() throws Exception {
        rounds(() -> {
            for (int number = 1; number <= 3; number++) {
                store.grant(lease(number), "lapses", minutes(number));
            }
            passMinutes(4);
            SurveyRequest request = surveyBy(lease(0), SurveyRequest.LEASES);
            List<Survey> heard =
                    race(() -> client(0).survey(request), () -> client(1).survey(request));
            assertThat(heard.stream().mapToInt(Survey::lapsed).sum())
                    .as("%s: leases ended, of three", rule())
                    .isEqualTo(3);
            assertThat(List.of(ask(lease(1)), ask(lease(2)), ask(lease(3))))
                    .as(rule())
                    .allMatch(LeaseState.Ended.class::isInstance);
        });
    }

    @Test
    @DisplayName("R4 of two ends at once the first stands for ever")
    void ends() throws Exception {
        rounds(() -> {
            LeaseId lease = granted(0);
            race(
                    ending(() -> client(0).end(lease, LeaseEnd.CLEAN)),
                    ending(() -> client(1).end(lease, LeaseEnd.LOST)));
            LeaseEnd how = how(lease);
            assertThat(how).as(rule()).isIn(LeaseEnd.CLEAN, LeaseEnd.LOST);
            client(1).end(lease, LeaseEnd.LAPSED);
            assertThat(how(lease)).as(rule()).isEqualTo(how);
        });
    }

    private LeaseEnd how(LeaseId lease) {
        Optional<LeaseId> before = Optional.of(LeaseId.of(Long.parseLong(lease.value(), 16) - 1));
        List<EndedLease> ended = survey(CAROL, before, 0).ended();
        assertThat(ended).as(rule()).isNotEmpty();
        assertThat(ended.get(0).id()).as(rule()).isEqualTo(lease);
        return ended.get(0).how();
    }

    @Test
    @DisplayName("R6 an owner that is granted and buried at once either lives or has ended, as it hears")
    void grantAndBurial() throws Exception {
        assumeTrue(underTest instanceof StoreUnderTest.CanLoseLeases, "the store can lose leases");
        rounds(() -> {
            LeaseId lease = granted(0);
            take(lease, submitted("letter"));
            ((StoreUnderTest.CanLoseLeases) underTest).lose(lease);
            List<Object> heard =
                    race(() -> client(0).grant(lease, "again", HOUR), () -> TidyWalk.through(client(1), rule()));
            boolean lives = heard.get(0) instanceof LeaseState.Live;
            assertThat(ask(lease) instanceof LeaseState.Live)
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(lives);
            store.end(lease, LeaseEnd.CLEAN);
        });
    }
}

package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R5 and R15 between two clients, each with whatever clock of its own: the store's alone judges. */
abstract class ClientRulesTck extends RulesTck {
    ClientRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R5 no survey ends a lease before its time by the store's clock, whichever client asks")
    void nobodyEndsEarly() {
        live(ALICE);
        assertThat(lapsedBy(underTest.another())).as(rule).isZero();
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Live.class);
        store.renew(ALICE, minutes(30), Load.NONE);
        passMinutes(29);
        assertThat(lapsedBy(underTest.another())).as(rule).isZero();
    }

    @Test
    @DisplayName("R5 a survey ends a lease whose time has come by the store's clock, whichever client granted it")
    void everybodyEndsInTime() {
        underTest.another().grant(ALICE, "alice", HOUR);
        live(BOB);
        passMinutes(61);
        store.grant(CAROL, "carol", HOUR);
        assertThat(lapsedBy(store)).as(rule).isEqualTo(2);
        assertThat(underTest.another().renew(ALICE, Duration.ZERO, Load.NONE))
                .as(rule)
                .isEqualTo(new LeaseState.Ended());
    }

    @Test
    @DisplayName("R15 a due time is kept and told by the store's clock, whichever clients write and read it")
    void due() {
        LeaseStore other = underTest.another();
        live(ALICE);
        submitAll(List.of(mail("mine", "mail", 1, minutes(30))));
        other.submit(List.of(mail("theirs", "mail", 1, minutes(30))));
        passMinutes(10);
        remains(20, other.find(new JobId("mine")));
        remains(20, store.find(new JobId("theirs")));
        JobRecord mine = take(ALICE, "mine");
        other.write(List.of(delayed(mine, 1, minutes(50))));
        remains(50, store.find(mine.id()));
        applied(delayed(mine, 2, minutes(40)));
        remains(40, other.find(mine.id()));
    }

    private int lapsedBy(LeaseStore client) {
        return client.survey(new SurveyRequest(CAROL, List.of(MAIL), Optional.empty(), SurveyRequest.LEASES))
                .lapsed();
    }

    private void remains(long minutes, Optional<JobRecord> job) {
        assertThat(job.orElseThrow().remaining())
                .as("%s; time left until the job is due", rule)
                .isCloseTo(minutes(minutes), SLACK);
    }
}

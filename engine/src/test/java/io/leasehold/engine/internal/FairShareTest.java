package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** E4, plain arithmetic. */
class FairShareTest {
    private static final LeaseId DEAD = LeaseId.of(9);

    @Test
    void takesWhatItLacksOfItsShareFirst() {
        assertThat(FairShare.of(survey(2, 20, 10), Set.of(), 10, 10, EngineSettings.DEFAULT, 0))
                .isEqualTo(5);
    }

    @Test
    void leavesTheFirstRoundToThoseWhoLackMore() {
        assertThat(FairShare.of(survey(2, 30, 2), Set.of(), 20, 20, EngineSettings.DEFAULT, 0))
                .isZero();
        assertThat(FairShare.of(survey(2, 30, 2), Set.of(), 20, 20, EngineSettings.DEFAULT, 1))
                .isPositive();
    }

    @Test
    void takesABiteOfWhatNoLeaseEverReportedAndThenWhateverIsLeft() {
        assertThat(FairShare.of(survey(3, 0, 0), Set.of(), 0, 0, EngineSettings.DEFAULT, 0))
                .isEqualTo(FairShare.BITE);
        assertThat(FairShare.of(survey(3, 30, 0), Set.of(), 8, 8, EngineSettings.DEFAULT, 1))
                .isEqualTo(FairShare.MOST);
    }

    @Test
    void whoHasTooManyTakesFewOfWhatNoLeaseEverReportedAndMoreOnlyIfTheyStay() {
        Survey uneven = survey(2, 100, 0);
        assertThat(FairShare.of(uneven, Set.of(), 60, 60, EngineSettings.DEFAULT, 0))
                .isZero();
        assertThat(FairShare.of(uneven, Set.of(), 60, 60, EngineSettings.DEFAULT, 1))
                .isEqualTo(FairShare.BITE);
        assertThat(FairShare.of(uneven, Set.of(), 60, 60, EngineSettings.DEFAULT, 3))
                .isEqualTo(4 * FairShare.BITE);
        assertThat(FairShare.of(uneven, Set.of(), 60, 60, EngineSettings.DEFAULT, 20))
                .isEqualTo(FairShare.MOST);
        assertThat(FairShare.of(survey(2, 100, 5), Set.of(), 60, 60, EngineSettings.DEFAULT, 1))
                .isEqualTo(FairShare.MOST);
    }

    @Test
    void whoHasTooManyTakesOneOfWhatIsHandedOverAndMoreOnlyIfTheyStay() {
        Survey uneven = survey(2, 100, 0);
        assertThat(FairShare.of(uneven, Set.of(DEAD), 60, 60, EngineSettings.DEFAULT, 1))
                .isEqualTo(1);
        assertThat(FairShare.of(uneven, Set.of(DEAD), 60, 60, EngineSettings.DEFAULT, 3))
                .isEqualTo(4);
        assertThat(FairShare.of(uneven, Set.of(DEAD), 60, 60, EngineSettings.DEFAULT, 20))
                .isEqualTo(FairShare.MOST);
    }

    @Test
    void countsNoLeaseThatIsKnownToHaveLeftNothing() {
        assertThat(FairShare.of(survey(2, 20, 100), Set.of(DEAD), 10, 10, EngineSettings.DEFAULT, 0))
                .isZero();
        assertThat(FairShare.of(survey(2, 20, 100), Set.of(DEAD), 10, 10, EngineSettings.DEFAULT.handOver(false), 0))
                .isEqualTo(FairShare.BITE);
    }

    @Test
    void takesAllWhenItIsAlone() {
        assertThat(FairShare.of(survey(1, 0, 1_000), Set.of(), 0, 0, EngineSettings.DEFAULT.room(1_000), 0))
                .isEqualTo(1_000);
    }

    @Test
    void takesAllThatNobodyElseHasRoomFor() {
        assertThat(FairShare.of(survey(2, 1_000, 0, Load.UNLIMITED - 3), Set.of(), 3, 3, EngineSettings.DEFAULT, 0))
                .isEqualTo(FairShare.MOST);
        assertThat(FairShare.of(survey(2, 1_000, 0, Load.UNLIMITED + 5), Set.of(), 3, 3, EngineSettings.DEFAULT, 0))
                .isLessThan(FairShare.MOST);
    }

    @Test
    void itsOwnRoomAsLastReportedIsNobodyElses() {
        assertThat(FairShare.of(survey(2, 1_000, 0, Load.UNLIMITED - 3), Set.of(), 8, 3, EngineSettings.DEFAULT, 0))
                .isEqualTo(FairShare.MOST);
        assertThat(FairShare.of(survey(2, 1_000, 0, Load.UNLIMITED - 2), Set.of(), 8, 3, EngineSettings.DEFAULT, 0))
                .isLessThan(FairShare.MOST);
    }

    @Test
    void neverTakesMoreThanItHasRoomFor() {
        assertThat(FairShare.of(survey(1, 0, 1_000), Set.of(), 7, 7, EngineSettings.DEFAULT.room(10), 0))
                .isEqualTo(3);
        assertThat(FairShare.of(survey(2, 0, 1_000), Set.of(), 10, 10, EngineSettings.DEFAULT.room(10), 5))
                .isZero();
    }

    @Test
    void heavierInstancesTakeMore() {
        Survey survey = survey(2, 0, 12);
        assertThat(FairShare.of(survey, Set.of(), 0, 0, EngineSettings.DEFAULT.weight(2), 0))
                .isEqualTo(12);
    }

    private static Survey survey(long instances, long jobs, long orphans) {
        return survey(instances, jobs, orphans, instances * Load.UNLIMITED);
    }

    private static Survey survey(long instances, long jobs, long orphans, long room) {
        EndedLease dead = new EndedLease(DEAD, "dead", LeaseEnd.LAPSED, new Load(orphans, Load.UNLIMITED, 1));
        return new Survey(
                new LeaseState.Live(Duration.ofSeconds(60)),
                new Survey.Fleet(instances, jobs, room, instances),
                List.of(dead),
                true,
                List.of(),
                Optional.empty(),
                false,
                0);
    }
}

package io.leasehold.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a survey's answer weighs. */
class SurveySizeTest {
    @Test
    void namesWeighAndNumbersOfInstancesDoNot() {
        long alone = SurveySize.bytes(survey(1, List.of(), List.of()));
        assertThat(SurveySize.bytes(survey(1_000, List.of(), List.of()))).isEqualTo(alone);
        assertThat(SurveySize.bytes(survey(1, List.of(new JobId("über")), List.of())))
                .isEqualTo(alone + 2 + 5);
        EndedLease ended = new EndedLease(LeaseId.of(1), "host", LeaseEnd.LAPSED, Load.NONE);
        assertThat(SurveySize.bytes(survey(1, List.of(), List.of(ended, ended))))
                .isEqualTo(alone + 2 * (2 + 16 + 2 + 4 + 1 + 24));
    }

    private static Survey survey(long instances, List<JobId> stopped, List<EndedLease> ended) {
        return new Survey(
                new LeaseState.Ended(),
                new Survey.Fleet(instances, 0, 0, instances),
                ended,
                false,
                stopped,
                Optional.empty(),
                false,
                0);
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.simulator.automation.MessageType;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Owners of all jobs that a story begins behind: each claimed them and was never heard of again. */
final class FormerOwners {
    private static final Duration LASTED = Duration.ofSeconds(3);

    private FormerOwners() {}

    /** So many have lapsed, one after the other; the jobs still name the last of them. */
    static void lapse(Stage stage, int owners) {
        LeaseStore store = stage.store();
        List<ReadableType> types =
                List.of(MessageType.sending((message, delivery) -> {}).readable());
        List<LeaseId> dead = new ArrayList<>();
        for (int i = 0; i < owners; i++) {
            LeaseId lease = LeaseId.of(stage.world.random().nextLong());
            store.grant(lease, "gone", LASTED);
            store.survey(new SurveyRequest(lease, types, Optional.empty(), SurveyRequest.LEASES));
            store.claim(new ClaimRequest(
                    lease,
                    2,
                    types,
                    new ClaimRequest.Orphans(
                            dead, ClaimRequest.Orphans.DEFAULT_JOBS, ClaimRequest.Orphans.DEFAULT_BYTES)));
            dead.add(lease);
            stage.world.run(LASTED.plusMillis(1));
        }
    }
}

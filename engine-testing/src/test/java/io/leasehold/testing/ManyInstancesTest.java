package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.LeaseId;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One owner of very many jobs dies, and a hundred instances see its one lapse, at the default settings. */
class ManyInstancesTest {
    private static final int JOBS = 3_000;
    private static final int OTHERS = 100;

    @Test
    void aHundredShareOutWhatOneHeldWithinTheBoundAndFewClaimsBringNothing() {
        Fleet fleet = new Fleet(11, EngineSettings.DEFAULT);
        fleet.pace = Duration.ofHours(2);
        Fleet.Member owner = fleet.start("owner", Nature.kind());
        for (int i = 0; i < JOBS; i++) {
            fleet.submit("job-" + i, 5);
        }
        assertThat(fleet.world.runUntil(() -> owner.engine().health().jobs() == JOBS, Duration.ofMinutes(10)))
                .isTrue();
        for (int i = 0; i < OTHERS; i++) {
            fleet.start("i" + i, Nature.kind());
        }
        fleet.world.run(Duration.ofMinutes(2));
        fleet.emptyClaims.clear();
        LeaseId lost = owner.engine().health().lease();
        owner.runtime().kill();
        Duration bound = EngineSettings.DEFAULT.crashBound();

        assertThat(fleet.world.runUntil(() -> heldByOthers(fleet) == JOBS, bound))
                .isTrue();
        fleet.world.run(Duration.ofMinutes(1));

        assertThat(fleet.emptyClaims).isNotEmpty();
        assertThat(fleet.emptyClaims.values()).allMatch(empty -> empty <= 2);
        Map<LeaseId, Long> shares = fleet.steps.keySet().stream()
                .map(fleet::record)
                .collect(Collectors.groupingBy(
                        record -> record.ownership().owner().orElseThrow(), Collectors.counting()));
        assertThat(shares).hasSize(OTHERS).doesNotContainKey(lost);
        assertThat(fleet.violations()).noneMatch(line -> line.startsWith("DUP") || line.startsWith("LOSS"));
    }

    private static long heldByOthers(Fleet fleet) {
        return fleet.members.values().stream()
                .filter(member -> !member.label().equals("owner"))
                .mapToLong(member -> member.engine().health().jobs())
                .sum();
    }
}

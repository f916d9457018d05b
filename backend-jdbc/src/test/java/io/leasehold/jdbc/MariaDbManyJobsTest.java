package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What survey and claim cost on MariaDB doesn't grow with the jobs: 1,000 orphans and 1,000 ended leases among 10,000 jobs and among
 * 60,000, or as many as {@code leasehold.jobs} says. Rows are counted by the server.
 */
@WithMariaDb
class MariaDbManyJobsTest {
    private static final int MANY = Integer.getInteger("leasehold.jobs", 60_000);
    private static final double LIMIT = 3;

    @Test
    void surveyAndClaimCostLessThanThreeTimesWhatTheyCostWithTenThousand() {
        try (MariaDbFleet few = new MariaDbFleet(10_000);
                MariaDbFleet many = new MariaDbFleet(MANY)) {
            compare("survey", few.rows(() -> surveys(few)), many.rows(() -> surveys(many)));
            compare("survey that finds nothing", few.rows(() -> idles(few)), many.rows(() -> idles(many)));
            compare("claim of 256", few.rows(claiming(few)), many.rows(claiming(many)));
        }
    }

    @Test
    void withoutItsIndexTheCountsGrow() {
        try (MariaDbFleet few = new MariaDbFleet(2_000);
                MariaDbFleet many = new MariaDbFleet(8_000)) {
            for (MariaDbFleet fleet : List.of(few, many)) {
                fleet.execute("ALTER TABLE leasehold_job DROP INDEX leasehold_job_orphan,"
                        + " ADD INDEX leasehold_job_orphan (runnable)");
            }
            assertThat(many.rows(() -> surveys(many))).isGreaterThan((long) LIMIT * few.rows(() -> surveys(few)));
        }
    }

    /** What is asked of each owner and type, and no more: {@code -Dleasehold.plans=true} prints how. */
    @Test
    void whatIsAskedOfEachOwnerGoesByTheIndexOnOrphans() {
        try (MariaDbFleet many = new MariaDbFleet(MANY)) {
            for (String asked : List.of(MariaDbLanes.NEXT, MariaDbLook.OfOrphans.EACH)) {
                String plan = many.plan(asked.replace("lane.owner", "'" + LeaseId.of(4097) + "'")
                        .replace("lane.type", "'mail'")
                        .replace("lane.newest", "9")
                        .replace("found", "0")
                        .replace(":slot", "100")
                        .replace(":most", "256"));
                if (Boolean.getBoolean("leasehold.plans")) {
                    System.out.println(plan);
                }
                assertThat(plan).contains("key=leasehold_job_orphan").doesNotContain("filesort", "temporary");
            }
        }
    }

    private static void surveys(MariaDbFleet fleet) {
        assertThat(fleet.survey().orphans()).isTrue();
    }

    private static void idles(MariaDbFleet fleet) {
        assertThat(fleet.idleSurvey().orphans()).isFalse();
    }

    private static Runnable claiming(MariaDbFleet fleet) {
        List<LeaseId> dead = fleet.dead();
        assertThat(dead).hasSize(64);
        return () -> assertThat(fleet.claim(dead)).hasSize(256);
    }

    private static void compare(String what, long few, long many) {
        String told = "%s: %,d and %,d rows".formatted(what, few, many);
        System.out.printf("MariaDB, 10,000 and %,d jobs: %s%n", MANY, told);
        assertThat((double) many).as(told).isLessThan(LIMIT * few);
    }
}

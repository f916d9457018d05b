package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.jdbc.Explained.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What survey and claim cost on PostgreSQL doesn't grow with the jobs: 1,000 orphans and 1,000 ended leases among 10,000 jobs and among
 * 100,000, or as many as {@code leasehold.jobs} says. Rows and pages are counted by the server.
 */
class PostgresManyJobsTest {
    private static final int MANY = Integer.getInteger("leasehold.jobs", 100_000);
    private static final double LIMIT = 3;
    private static final int ROUNDS = 9;

    @Test
    void surveyAndClaimGoByAnIndexAndCostLessThanThreeTimesWhatTheyCostWithTenThousand() {
        try (PostgresFleet few = new PostgresFleet(10_000);
                PostgresFleet many = new PostgresFleet(MANY)) {
            assertThat(many.survey().orphans()).isTrue();
            assertThat(many.survey().ended()).hasSize(64);

            compare("survey", few.explainedSurvey(), many.explainedSurvey());
            compare("survey that finds nothing", few.explainedIdleSurvey(), many.explainedIdleSurvey());
            compare("claim of 256", few.explainedClaim(), many.explainedClaim());
            System.out.printf("10,000 and %,d jobs: median %s and %s%n", MANY, times(few), times(many));
        }
    }

    @Test
    void withoutItsIndexTheCountsGrow() {
        try (PostgresFleet few = new PostgresFleet(2_000);
                PostgresFleet many = new PostgresFleet(20_000)) {
            for (PostgresFleet fleet : List.of(few, many)) {
                for (String index : List.of("orphan", "owned", "claim")) {
                    fleet.execute("DROP INDEX leasehold_job_" + index);
                }
            }
            List<Plan> survey = many.explainedSurvey();
            assertThat(survey).anyMatch(plan -> !goesByAnIndex(plan));
            assertThat(rows(survey)).isGreaterThan((long) LIMIT * rows(few.explainedSurvey()));
        }
    }

    private static void compare(String what, List<Plan> few, List<Plan> many) {
        String told = "%s: %d statements, %,d and %,d rows, %,d and %,d pages"
                .formatted(what, many.size(), rows(few), rows(many), pages(few), pages(many));
        System.out.printf("10,000 and %,d jobs: %s%n", MANY, told);
        if (Boolean.getBoolean("leasehold.plans")) {
            many.forEach(plan -> System.out.println(plan.text()));
        }
        assertThat(many)
                .isNotEmpty()
                .hasSameSizeAs(few)
                .allSatisfy(
                        plan -> assertThat(goesByAnIndex(plan)).as(plan.text()).isTrue());
        assertThat((double) rows(many)).as(told).isLessThan(LIMIT * rows(few));
        assertThat((double) pages(many)).as(told).isLessThan(LIMIT * pages(few));
    }

    private static boolean goesByAnIndex(Plan plan) {
        return !plan.text().contains("Seq Scan on leasehold_job");
    }

    private static long rows(List<Plan> plans) {
        return plans.stream().mapToLong(Plan::rows).sum();
    }

    private static long pages(List<Plan> plans) {
        return plans.stream().mapToLong(Plan::pages).sum();
    }

    private static String times(PostgresFleet fleet) {
        List<Long> surveys = new ArrayList<>();
        List<Long> claims = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            surveys.add(micros(() -> assertThat(fleet.survey().orphans()).isTrue()));
            claims.add(micros(() -> assertThat(fleet.claim()).hasSize(256)));
            fleet.giveBack();
        }
        return "survey %,d µs, survey and claim %,d µs".formatted(median(surveys), median(claims));
    }

    private static long micros(Runnable what) {
        long from = System.nanoTime();
        what.run();
        return (System.nanoTime() - from) / 1_000;
    }

    private static long median(List<Long> micros) {
        Collections.sort(micros);
        return micros.get(micros.size() / 2);
    }
}

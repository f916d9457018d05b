package io.leasehold.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an instance asks of its store doesn't grow with their number, and jobs of the dead go on within the bound. */
class ScaleRunTest {
    private static final int JOBS = 6_000;
    private static final List<String> TOLD = new ArrayList<>();
    private static final ScaleResult FEW = measured(20);
    private static final ScaleResult MANY = measured(60);

    private static ScaleResult measured(int instances) {
        return new ScaleRun(ScaleOptions.DEFAULT.instances(instances).jobs(JOBS), TOLD::add).run();
    }

    @Test
    void callsOfAnInstanceStayFlatAsInstancesGrow() {
        for (ScaleResult result : List.of(FEW, MANY)) {
            Asked quiet = result.quiet();
            long instances = result.options().instances();
            assertThat(quiet.time()).isEqualTo(Duration.ofMinutes(10));
            assertThat(quiet.sum().calls(Operation.RENEW)).isBetween(59 * instances, 61 * instances);
            assertThat(quiet.sum().calls(Operation.OWNED)).isBetween(59 * instances, 61 * instances);
            assertThat(quiet.sum().calls(Operation.SURVEY)).isBetween(19 * instances, 21 * instances);
            assertThat(quiet.sum().calls(Operation.TIDY)).isBetween(1L, 60L);
            assertThat(Stream.of(Operation.CLAIM, Operation.WRITE, Operation.FIND, Operation.RING, Operation.BELL)
                            .mapToLong(quiet.sum()::calls))
                    .containsOnly(0L);
            assertThat(quiet.most().calls()).isLessThanOrEqualTo(61 + 61 + 21 + 10);
        }
        assertThat(MANY.quiet().callRate() / FEW.quiet().callRate()).isBetween(0.95, 1.05);
    }

    /** Those that have left are named until housekeeping has been there: here the former owner alone. */
    @Test
    void whatASurveyAnswersIsAsLargeForMany_AndTheLeasesThatItSumsUpAreNot() {
        assertThat(bytesOfASurvey(FEW)).isEqualTo(bytesOfASurvey(MANY)).isLessThan(100);
        assertThat(ofASurvey(FEW, FEW.quiet().sum().live())).isEqualTo(20);
        assertThat(ofASurvey(MANY, MANY.quiet().sum().live())).isEqualTo(60);
        assertThat(ofASurvey(MANY, MANY.quiet().sum().ended())).isLessThanOrEqualTo(1);
    }

    private static double bytesOfASurvey(ScaleResult result) {
        Counts sum = result.quiet().sum();
        int former = 2 + 16 + 2 + "former".length() + 1 + 3 * 8;
        return ofASurvey(result, sum.surveyBytes() - sum.ended() * former);
    }

    private static double ofASurvey(ScaleResult result, long counted) {
        return (double) counted / result.quiet().sum().calls(Operation.SURVEY);
    }

    @Test
    void jobsOfTheDeadHaveAnOwnerAgainWithinTheBound() {
        for (ScaleResult result : List.of(FEW, MANY)) {
            Died died = result.died();
            assertThat(died.instances()).isEqualTo(1);
            assertThat(died.jobs()).isBetween((long) result.fresh().smallest(), (long)
                    result.fresh().largest());
            assertThat(died.bound())
                    .isEqualTo(result.options().settings().crashBound())
                    .isEqualTo(Duration.ofSeconds(62));
            assertThat(died.sinceRenewal()).isBetween(Duration.ofSeconds(60), died.bound());
            assertThat(died.longest()).isBetween(Duration.ofSeconds(49), died.sinceRenewal());
            assertThat(died.asked().each(died.asked().sum().emptyClaims())).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void loadsAreEven() {
        for (ScaleResult result : List.of(FEW, MANY)) {
            int instances = result.options().instances();
            assertEven(result.fresh(), JOBS / instances);
            assertEven(result.after(), JOBS / (instances - 1));
        }
    }

    /** E5: more than the fair share by a tenth, or by two jobs, is handed over. */
    private static void assertEven(Loads loads, int share) {
        assertThat(loads.largest()).isLessThanOrEqualTo(share + Math.max(2, share / 10) + 1);
        assertThat(loads.median()).isBetween(share - share / 5, share + share / 10 + 1);
        assertThat(loads.smallest()).isPositive();
    }

    /** As behind a rolling restart of a large fleet: surveys name 64 ended leases at most, and go on to the next ones. */
    @Test
    void loadsAreEvenThoughMoreHaveLeftThanASurveyNames() {
        ScaleResult result =
                new ScaleRun(ScaleOptions.DEFAULT.instances(10).jobs(1_000).former(100), TOLD::add).run();
        assertThat(result.options().former()).isGreaterThan(SurveyRequest.LEASES);
        assertEven(result.fresh(), 100);
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        ScaleOptions small = ScaleOptions.DEFAULT.instances(5).jobs(500);
        ScaleResult once = new ScaleRun(small, TOLD::add).run();
        ScaleResult twice = new ScaleRun(small, TOLD::add).run();
        assertThat(ScaleTable.of(new ScaleSeries(List.of(twice))))
                .isEqualTo(ScaleTable.of(new ScaleSeries(List.of(once))));
        assertThat(twice.events()).isEqualTo(once.events());
    }

    @Test
    void readingTheBellIsTwoCallsASecondMore_AndStepsAreTwoWritesEach() {
        ScaleResult stepping = new ScaleRun(
                        ScaleOptions.DEFAULT.instances(5).jobs(1_000).bell(true).every(Duration.ofMinutes(10)),
                        TOLD::add)
                .run();
        Asked quiet = stepping.quiet();
        assertThat(quiet.callRate(Operation.BELL)).isBetween(1.8, 2.0);
        assertThat(quiet.sum().rows(Operation.WRITE)).isBetween(1_990L, 2_010L);
    }

    @Test
    void seriesTellWhatIsNotAsItMustBe() {
        assertThat(new ScaleSeries(List.of(FEW, MANY)).violations()).isEmpty();
        assertThat(new ScaleSeries(List.of(FEW, callingMore(MANY), late(MANY))).violations())
                .hasSize(2)
                .anyMatch(sentence -> sentence.contains("times as many calls a second and instance with 60"))
                .contains(
                        "with 60 instances a job had no owner for 70.0 s after the last renewal, which must be at most 62.0 s");
    }

    private static ScaleResult callingMore(ScaleResult result) {
        Asked quiet = result.quiet();
        Counts twice = quiet.sum().plus(quiet.sum());
        return with(result, new Asked(quiet.time(), quiet.instances(), twice, quiet.most()), result.died());
    }

    private static ScaleResult late(ScaleResult result) {
        Died died = result.died();
        Duration late = Duration.ofSeconds(70);
        return with(
                result,
                result.quiet(),
                new Died(died.instances(), died.jobs(), died.median(), late, late, died.bound(), died.asked()));
    }

    private static ScaleResult with(ScaleResult result, Asked quiet, Died died) {
        return new ScaleResult(
                result.options(),
                result.owned(),
                result.even(),
                result.fresh(),
                result.gathering(),
                quiet,
                died,
                result.after(),
                result.events());
    }

    @Test
    void fleetsHaveLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScaleOptions.DEFAULT.instances(1))
                .withMessage("instances must be between 2 and 5000, but is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScaleOptions.DEFAULT.jobs(9))
                .withMessage("jobs must be between 10 and 5000000, but is 9");
    }
}

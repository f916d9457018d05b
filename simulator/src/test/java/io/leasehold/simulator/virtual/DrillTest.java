package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every drill is green; the sweep tells them all too. */
class DrillTest {
    /** What a person does by hand to records of a storage. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "ERASED_JOBS",
                "ERASED_LEASE",
                "ERASED_DEAD",
                "DAMAGED_RECORDS",
                "SET_BACK_STORE",
                "SET_BACK_LEASES",
                "SET_BACK_JOBS",
                "PURGED",
                "RESOLVED"
            })
    void isGreenOverRecords(Drill drill) {
        assertThat(new DrillRun(drill, 1, Over.RECORDS, event -> {}).run())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as("%s over records: %s", drill.word(), judgement.oracle())
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void isGreen(Drill drill) {
        for (long seed = 1; seed <= 3; seed++) {
            long told = seed;
            assertThat(new DrillRun(drill, seed, event -> {}).run())
                    .allSatisfy(judgement -> assertThat(judgement.violations())
                            .as("%s, seed %d: %s", drill.word(), told, judgement.oracle())
                            .isEmpty());
        }
    }

    /** What is handed back one by one is taken one by one, by who has just taken another one too. */
    @ParameterizedTest
    @ValueSource(longs = {29, 142, 149, 182, 284})
    void whatALongDrainHandsBackStandsStillForASecondAtMost(long seed) {
        assertThat(new DrillRun(Drill.LONG_DRAIN, seed, event -> {}).run())
                .filteredOn(judgement -> judgement.oracle().equals("DOWN"))
                .allSatisfy(judgement -> assertThat(judgement.violations()).isEmpty());
    }
}

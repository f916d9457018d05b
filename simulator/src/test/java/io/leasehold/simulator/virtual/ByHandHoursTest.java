package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.sink.Delivering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn hours in which records change behind the store's back (faults 14 and 15). */
class ByHandHoursTest {
    private static final List<Trouble> BY_HAND = List.of(Trouble.SET_BACK, Trouble.TAMPERED_JOB, Trouble.ERASED_LEASE);
    private static final VirtualOptions OPTIONS = VirtualOptions.DEFAULT.time(Duration.ofMinutes(40));

    /** Where engine or oracles once took something of it for something else. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                36, 53, 170, 346, 603, 1151, 1244, 1252, 1510, 1579, 1845, 2049, 2144, 3042, 3398, 3859, 4750, 5530,
                7073, 7732, 8344
            })
    void areGreen(long seed) {
        assertThat(new VirtualRun(seed, OPTIONS).run().judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }

    /** The same where jobs step seldom, so that a loss goes unnoticed for minutes. */
    @ParameterizedTest
    @ValueSource(
            longs = {5_000_005, 5_000_210, 5_000_356, 5_000_396, 5_000_774, 5_001_558, 5_001_749, 5_002_073, 5_002_277})
    void areGreenWhereStepsAreSeldom(long seed) {
        VirtualOptions seldom = VirtualOptions.DEFAULT.time(Duration.ofHours(4)).pace(Duration.ofMinutes(5));
        assertThat(new VirtualRun(seed, seldom).run().judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }

    @Test
    void haveEachOfItAndOnlyWhereItIsTold() {
        Tally tally = new Tally();
        for (long seed : new long[] {36, 53, 170, 346}) {
            tally.add(new VirtualRun(seed, OPTIONS).run().tally());
        }
        assertThat(BY_HAND)
                .allSatisfy(trouble -> assertThat(tally.total(trouble)).isPositive());

        Tally without = new Tally();
        FaultChoice others = FaultChoice.of("-14,-15", FaultChoice.DRAWN);
        without.add(new VirtualRun(53, OPTIONS.faults(others)).run().tally());
        without.add(new VirtualRun(53, OPTIONS.delivering(Delivering.CONFIRMED))
                .run()
                .tally());
        assertThat(BY_HAND)
                .allSatisfy(trouble -> assertThat(without.total(trouble)).isZero());
        assertThat(without.total(Trouble.KILL)).isPositive();
    }
}

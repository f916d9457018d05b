package io.leasehold.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How far, and for how long it will go on. */
class TimeLeftTest {
    @Test
    void saysNothingBeforeAnythingIsDone() {
        assertThat(TimeLeft.bar(0, 10, 5_000)).isEmpty();
        assertThat(TimeLeft.bar(0, 0, 5_000)).isEmpty();
    }

    @Test
    void goesOnAsUntilNow() {
        assertThat(TimeLeft.bar(10, 40, 30_000)).isEqualTo("[#####---------------]  25 %  1:30 left  ");
    }

    @Test
    void hasAnEnd() {
        assertThat(TimeLeft.bar(41, 40, 30_000)).isEqualTo("[####################] 100 %  0:00 left  ");
    }
}

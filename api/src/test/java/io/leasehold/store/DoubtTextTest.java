package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Doubt.Cause;
import io.leasehold.store.Doubt.Resolution;
import org.junit.jupiter.api.Test;

class DoubtTextTest {
    @Test
    void everyCauseAndResolutionComesBack() {
        DoubtLog log = DoubtLog.EMPTY;
        for (Cause cause : Cause.values()) {
            for (Resolution resolution : Resolution.values()) {
                log = log.with(new Doubt(log.count() + 1, 2, cause, resolution));
            }
        }

        assertThat(DoubtText.read(log.count(), DoubtText.of(log))).isEqualTo(log);
        assertThat(DoubtText.of(log)).startsWith("1.2.OS,2.2.OD");
        assertThat(DoubtText.read(0, DoubtText.of(DoubtLog.EMPTY))).isEqualTo(DoubtLog.EMPTY);
    }

    @Test
    void anUnknownLetterIsDamage() {
        assertThatThrownBy(() -> DoubtText.read(1, "1.1.OX"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("X");
    }
}

package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** E1. The clock stands just before its overflow, so that a comparison that isn't a difference fails. */
class GateTest {
    private static final LeaseId OURS = LeaseId.of(1);

    private final HandClock clock = new HandClock();
    private final Gate gate = new Gate(clock, Duration.ofSeconds(2));

    @Test
    void isClosedUntilTheLeaseIsProven() {
        assertThat(gate.passes(OURS)).isFalse();
    }

    @Test
    void isOpenUntilTheDeadlineAndNotAtIt() {
        gate.prove(OURS, clock.nanos + Duration.ofSeconds(50).toNanos());
        clock.pass(Duration.ofSeconds(50).minusNanos(1));
        assertThat(gate.passes(OURS)).isTrue();
        assertThat(gate.timeLeft(OURS)).isEqualTo(Duration.ofNanos(1));
        clock.nanos += 1;
        assertThat(gate.passes(OURS)).isFalse();
    }

    @Test
    void isClosedForClaimsUnderAnotherLease() {
        gate.prove(OURS, clock.nanos + Duration.ofSeconds(50).toNanos());
        assertThat(gate.passes(LeaseId.of(2))).isFalse();
    }

    @Test
    void closesWhenTheWallClockRanAheadAndOpensWithTheNextProof() {
        gate.prove(OURS, clock.nanos + Duration.ofSeconds(50).toNanos());
        clock.wallMillis += 2_001;
        assertThat(gate.passes(OURS)).isFalse();
        gate.prove(OURS, clock.nanos + Duration.ofSeconds(50).toNanos());
        assertThat(gate.passes(OURS)).isTrue();
    }

    @Test
    void letsAWallClockThatFellBackPass() {
        gate.prove(OURS, clock.nanos + Duration.ofSeconds(50).toNanos());
        clock.wallMillis -= 3_600_000;
        assertThat(gate.passes(OURS)).isTrue();
    }
}

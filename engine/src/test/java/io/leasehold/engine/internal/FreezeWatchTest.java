package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E8 at a heartbeat of 10 s, so a tick of 5 s; clocks may drift apart by 2 s. */
class FreezeWatchTest {
    private final HandClock clock = new HandClock();
    private final Core core = new Core(
            new InMemoryLeaseStore(() -> clock.wallMillis, StoreOptions.DEFAULT), EngineSettings.DEFAULT, clock);
    private int told;
    private final FreezeWatch watch = new FreezeWatch(core, Duration.ofSeconds(2), () -> told++);

    @BeforeEach
    void start() {
        watch.start();
    }

    @Test
    void tellsOnceOfATickThatIsMoreThanTwoHeartbeatsLate() {
        clock.pass(Duration.ofSeconds(25));
        watch.look();
        assertThat(told).isZero();
        clock.pass(Duration.ofNanos(1));
        watch.look();
        watch.look();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void tellsOfClocksThatDriftedApartEitherWay() {
        clock.wallMillis += 2_000;
        watch.look();
        assertThat(told).isZero();
        clock.wallMillis += 1;
        watch.look();
        assertThat(told).isEqualTo(1);
        clock.wallMillis -= 2_001;
        watch.look();
        assertThat(told).isEqualTo(2);
    }
}

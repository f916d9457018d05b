package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import org.junit.jupiter.api.Test;

/** E5, plain arithmetic. */
class SurplusTest {
    private static final EngineSettings SETTINGS = EngineSettings.DEFAULT;

    @Test
    void handsOverATenthOfWhatIsOver() {
        assertThat(of(2, 1_000, 1_000).handOver(false)).isEqualTo(50);
        assertThat(of(2, 1_000, 600).handOver(false)).isEqualTo(10);
    }

    @Test
    void handsOverOneAtLeast() {
        assertThat(of(2, 2, 2).handOver(false)).isEqualTo(1);
        assertThat(of(2, 30, 20).handOver(false)).isEqualTo(1);
    }

    @Test
    void handsOverNothingWithinATenthOfTheShareOrOneJob() {
        assertThat(of(2, 1_000, 549).handOver(false)).isZero();
        assertThat(of(2, 1_000, 550).handOver(false)).isEqualTo(5);
        assertThat(of(2, 1, 1).handOver(false)).isZero();
        assertThat(of(2, 3, 2).handOver(false)).isZero();
        assertThat(of(3, 7, 3).handOver(false)).isZero();
    }

    @Test
    void handsOverNothingThatWouldBeHandedOn() {
        assertThat(of(5, 20, 5).handOver(false)).isZero();
        assertThat(of(5, 20, 6).handOver(false)).isEqualTo(1);
        assertThat(of(3, 7, 4).handOver(false)).isEqualTo(1);
    }

    @Test
    void givesANewcomerItsShareThoughTheFleetIsLarge() {
        assertThat(of(11, 10_000, 990).handOver(false)).isZero();
        assertThat(of(11, 10_000, 990).handOver(true)).isEqualTo(8);
        assertThat(of(11, 10_000, 910).handOver(true)).isZero();
    }

    @Test
    void keepsAllWhenItIsAlone() {
        assertThat(of(1, 1_000, 1_000).handOver(true)).isZero();
        assertThat(Surplus.of(new Survey.Fleet(1, 10, Load.UNLIMITED, 1), 1_000, SETTINGS)
                        .handOver(true))
                .isZero();
    }

    @Test
    void keepsWhatOthersHaveNoRoomFor() {
        EngineSettings bounded = SETTINGS.room(1_000);
        assertThat(Surplus.of(new Survey.Fleet(2, 110, 900, 2), 100, bounded).handOver(true))
                .isZero();
        assertThat(Surplus.of(new Survey.Fleet(2, 110, 902, 2), 100, bounded).handOver(true))
                .isEqualTo(2);
    }

    @Test
    void aHeavierOneKeepsMore() {
        Survey.Fleet fleet = new Survey.Fleet(2, 300, 2 * Load.UNLIMITED, 3);
        assertThat(Surplus.of(fleet, 200, SETTINGS.weight(2)).over()).isZero();
        assertThat(Surplus.of(fleet, 200, SETTINGS.weight(1)).over()).isEqualTo(100);
        assertThat(Surplus.of(fleet, 40, SETTINGS.weight(1)).over()).isEqualTo(-60);
    }

    @Test
    void neverHandsOverMoreThanOneRoundBrings() {
        assertThat(of(2, 2_000_000, 2_000_000).handOver(false)).isEqualTo(Surplus.MOST);
    }

    private static Surplus of(long instances, long jobs, long owned) {
        return Surplus.of(new Survey.Fleet(instances, jobs, instances * Load.UNLIMITED, instances), owned, SETTINGS);
    }
}

package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedOrderTest {
    /** a hands its job over; b's claim is answered 100 ms before a's release. */
    private static Story crossed() {
        return Story.of(9).claimed("a", 1).claimed("b", 2).released("a", 1, "READY");
    }

    @Test
    void whoHandedAJobOverHasLostNothing() {
        crossed().at(9_000).renewed("a", 1, true).keeps(new Told());
    }

    @Test
    void whoeverLosesItThenHasToHearOfIt() {
        crossed()
                .at(4_000)
                .claimed("c", 3)
                .at(9_000)
                .renewed("c", 1, true)
                .breaks(new Told(), "b ran from 4000 to 5000 ms without \"reminder\", which c had claimed");
    }

    @Test
    void itIsTheNextOwnersWhenThatOneDies() {
        crossed().killed("b", Phase.IDLE).at(30_000).renewed("a", 1, true).breaks(new Down(), "");
    }

    @Test
    void aReleaseStandsBeforeTheClaimAndNotAfterItsTime() {
        List<HistoryEvent> events = Evidence.ofHistory(crossed().told()).events().stream()
                .filter(event -> event instanceof Claimed || event instanceof Released)
                .toList();
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Claimed", "Released", "Claimed");
        assertThat(events.get(1).atMillis()).isEqualTo(events.get(2).atMillis());
    }

    @Test
    void inVirtualTimeAnEventStandsWhereItHappened() {
        Story.virtual()
                .claimed("a", 1)
                .claimed("b", 2)
                .released("a", 1, "READY")
                .at(9_000)
                .renewed("a", 1, true)
                .breaks(new Told(), "its listener didn't hear of it");
    }
}

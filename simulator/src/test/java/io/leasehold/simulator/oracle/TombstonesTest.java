package io.leasehold.simulator.oracle;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What GROWTH makes of tombstones that go. */
class TombstonesTest {
    private static final long RETENTION = Duration.ofHours(2).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private static Story deleted() {
        return Story.virtual("a").ordered("Delete");
    }

    @Test
    void theyStayForTheirRetention() {
        deleted()
                .after(RETENTION - MINUTE)
                .countedWhereTombstonesGo(1, RETENTION)
                .keeps(new Growth());
        deleted()
                .after(RETENTION - MINUTE)
                .countedWhereTombstonesGo(0, RETENTION)
                .breaks(new Growth(), "where it should be 1");
    }

    @Test
    void theyStayUntilTheFloorHasStood() {
        deleted()
                .after(RETENTION + 9 * MINUTE)
                .countedWhereTombstonesGo(0, RETENTION)
                .breaks(new Growth(), "where it should be 1");
        deleted()
                .after(RETENTION + 11 * MINUTE)
                .countedWhereTombstonesGo(0, RETENTION)
                .keeps(new Growth());
        deleted()
                .after(RETENTION + 11 * MINUTE)
                .countedWhereTombstonesGo(1, RETENTION)
                .keeps(new Growth());
    }

    @Test
    void theyDoNotStayForEver() {
        deleted()
                .after(RETENTION + 45 * MINUTE)
                .countedWhereTombstonesGo(1, RETENTION)
                .breaks(new Growth(), "where it should be 0");
        deleted()
                .after(RETENTION + 45 * MINUTE)
                .countedWhereTombstonesGo(0, RETENTION)
                .keeps(new Growth());
    }

    @Test
    void aJobThatIsThereStaysAndOneThatWasSubmittedAgainIsOne() {
        Story.virtual("a")
                .after(2 * RETENTION)
                .countedWhereTombstonesGo(1, RETENTION)
                .keeps(new Growth());
        Story.virtual("a")
                .after(2 * RETENTION)
                .countedWhereTombstonesGo(0, RETENTION)
                .breaks(new Growth(), "where it should be 1");
        deleted()
                .submittedAgain()
                .after(2 * RETENTION)
                .countedWhereTombstonesGo(1, RETENTION)
                .keeps(new Growth());
    }
}

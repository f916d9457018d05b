package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.Survey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that announces a lapse that has come, and doesn't end it. */
class UnendedLapseTest {
    private final Fleet fleet = new Fleet(4, EngineSettings.DEFAULT);

    @Test
    void isAskedForAgainAfterARoundsPauseAndNotWithoutOne() {
        fleet.push = true;
        fleet.surveying = UnendedLapseTest::unended;
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(fleet.asked.get("survey")).isBetween(60, 125);
    }

    private static Survey unended(Survey seen) {
        return new Survey(
                seen.caller(),
                seen.fleet(),
                seen.ended(),
                seen.orphans(),
                seen.stopped(),
                Optional.of(Duration.ZERO),
                seen.more(),
                0);
    }
}

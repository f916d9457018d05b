package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A claim of a job brings it back before the engine has heard that its release of it was applied. */
class OvertakenReleaseTest {
    private static final JobId JOB = new JobId("job");

    private final Fleet fleet = new Fleet(3, EngineSettings.DEFAULT);
    private Duration answering = Duration.ofMillis(1);

    @Test
    void isNoLossAndTheJobGoesOnUnderTheLaterToken() {
        fleet.push = true;
        fleet.start("a", new SlowAnswers());
        fleet.submit("job", 20);
        fleet.world.run(Duration.ofSeconds(40));
        long token = fleet.record(JOB).ownership().token();

        answering = Duration.ofSeconds(4);
        order(new Command.Stop());
        fleet.world.run(Duration.ofMillis(500));
        assertThat(fleet.record(JOB).ownership().owner())
                .as("released, unheard")
                .isEmpty();
        order(new Command.Start());
        fleet.world.run(Duration.ofMillis(1_500));

        assertThat(fleet.record(JOB).ownership().owner()).as("claimed again").isPresent();
        assertThat(fleet.record(JOB).ownership().token()).isGreaterThan(token);
        answering = Duration.ofMillis(1);
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(1)))
                .isTrue();
        assertThat(fleet.events).noneMatch(EngineEvent.ClaimLost.class::isInstance);
        assertThat(fleet.violations()).isEmpty();
    }

    private void order(Command.Order order) {
        JobRecord record = fleet.record(JOB);
        fleet.store.command(new Command(JOB, record.run(), record.commandNumber(), order));
        fleet.store.ring();
    }

    /** All goes well, but for answers to writes, which take their time. */
    private final class SlowAnswers implements Nature {
        private final Nature kind = Nature.kind();

        @Override
        public Fate call(Operation operation) {
            return operation == Operation.WRITE ? Fate.well(Duration.ofMillis(1), answering) : kind.call(operation);
        }

        @Override
        public Duration scheduling() {
            return kind.scheduling();
        }

        @Override
        public Duration working() {
            return kind.working();
        }
    }
}

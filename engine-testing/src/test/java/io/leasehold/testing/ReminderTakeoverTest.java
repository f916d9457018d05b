package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderTakeoverTest {
    private final List<String> sent = new ArrayList<>();
    private final JobType<String, Integer, String> reminders = JobType.named("reminder", 1)
            .codecs(Codec.text(), Codec.number(), Codec.text())
            .startingAt(recipient -> 0)
            .next((job, done) -> done == 3
                    ? Step.finish()
                    : Step.perform("reminder " + (done + 1)).then(done + 1).every(Duration.ofMinutes(1)))
            .perform((text, delivery) -> sent.add(text));

    @Test
    void goesOnWhereTheFirstInstanceWasKilled() {
        VirtualFleet fleet = new VirtualFleet(1);
        VirtualFleet.Instance first = fleet.start("first", reminders);
        fleet.submit(reminders, "user-42", "+91 98450 00042");
        fleet.pass(Duration.ofSeconds(70));
        assertThat(sent).containsExactly("reminder 1", "reminder 2");

        first.kill();
        fleet.start("second", reminders);

        assertThat(fleet.passUntilAllHaveEnded(Duration.ofMinutes(3))).isTrue();
        assertThat(sent).containsExactly("reminder 1", "reminder 2", "reminder 3");
        assertThat(fleet.job("user-42").progress().doubts().count()).isZero();
    }

    @Test
    void ridesOutAnOutageOfTheStore() {
        VirtualFleet fleet = new VirtualFleet(1);
        VirtualFleet.Instance only = fleet.start("only", reminders);
        fleet.submit(reminders, "user-42", "+91 98450 00042");
        fleet.pass(Duration.ofSeconds(10));

        only.disconnect();
        fleet.pass(Duration.ofMinutes(10));
        assertThat(sent).hasSize(1);

        only.reconnect();
        assertThat(fleet.passUntilAllHaveEnded(Duration.ofMinutes(5))).isTrue();
        assertThat(sent).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void anInstanceThatWasFrozenPastItsLeaseSendsNothingTwice() {
        VirtualFleet fleet = new VirtualFleet(1);
        VirtualFleet.Instance first = fleet.start("first", reminders);
        fleet.submit(reminders, "user-42", "+91 98450 00042");
        fleet.pass(Duration.ofSeconds(10));
        first.freeze();
        fleet.start("second", reminders);
        fleet.pass(Duration.ofSeconds(90));
        first.wake();

        assertThat(fleet.passUntilAllHaveEnded(Duration.ofMinutes(5))).isTrue();
        assertThat(sent).containsExactly("reminder 1", "reminder 2", "reminder 3");
    }
}

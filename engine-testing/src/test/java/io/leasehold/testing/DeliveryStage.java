package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.job.Codec;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two instances, one job of three messages a minute apart, and a sink: what the stories of delivery have in common. */
final class DeliveryStage {
    static final Duration LONG = Duration.ofMinutes(10);

    final VirtualFleet fleet = new VirtualFleet(11);
    final MessageSink sink;
    final JobType<String, Integer, String> type;
    final List<EngineEvent> events = new ArrayList<>();

    /** What happens in the hands of whoever performs, before anything is sent, and behind it. */
    Trouble before = delivery -> {};

    Trouble behind = delivery -> {};

    VirtualFleet.Instance first;
    VirtualFleet.Instance second;

    @FunctionalInterface
    interface Trouble {
        void happen(String text) throws Exception;
    }

    DeliveryStage(MessageSink.Help help, DeliveryMode<String> mode) {
        this.sink = new MessageSink(fleet.world(), help);
        this.type = type(mode);
    }

    /** A stage whose jobs ask their own sink. */
    static DeliveryStage confirmed(MessageSink.Help help, DeliveryMode.Confirmed.Missing missing) {
        DeliveryStage[] self = new DeliveryStage[1];
        DeliveryMode<String> mode = DeliveryMode.<String>confirmed(
                        (text, key, fence) -> self[0].sink.confirm(text, key, fence))
                .whenMissing(missing);
        self[0] = new DeliveryStage(help, mode);
        return self[0];
    }

    private JobType<String, Integer, String> type(DeliveryMode<String> mode) {
        return JobType.named("message", 1)
                .codecs(Codec.text(), Codec.number(), Codec.text())
                .startingAt(to -> 0)
                .next((job, done) -> done == 3
                        ? Step.finish()
                        : Step.perform("message " + (done + 1)).then(done + 1).every(Duration.ofMinutes(1)))
                .perform((text, delivery) -> {
                    before.happen(text);
                    sink.deliver(text, delivery);
                    behind.happen(text);
                })
                .mode(mode);
    }

    VirtualFleet.Instance start(String label) {
        return fleet.start(label, events::add, type);
    }

    /** The first instance alone, with the job. */
    void begin() {
        first = start("first");
        fleet.submit(type, "user-42", "+91");
    }

    /** The first instance dies once it has sent this message, before it can say so; another starts. */
    void firstDiesBehind(String message) {
        behind = text -> {
            if (text.equals(message)) {
                behind = other -> {};
                first.kill();
            }
        };
        begin();
        assertThat(fleet.world().runUntil(() -> !first.runtime().alive(), LONG)).isTrue();
        second = start("second");
    }

    /** The first instance dies once its intent is recorded, before it has sent anything; another starts. */
    void firstDiesBeforeSending() {
        begin();
        assertThat(fleet.world().runUntil(() -> job().progress().open().isPresent(), LONG))
                .isTrue();
        first.kill();
        second = start("second");
    }

    JobRecord job() {
        return fleet.job("user-42");
    }

    void ends() {
        assertThat(fleet.passUntilAllHaveEnded(LONG)).isTrue();
    }

    List<Doubt.Resolution> resolutions() {
        return job().progress().doubts().last().stream().map(Doubt::resolution).toList();
    }

    void order(Command.Order order) {
        JobRecord seen = job();
        assertThat(fleet.store().command(new Command(seen.id(), seen.run(), seen.commandNumber(), order)))
                .isInstanceOf(CommandAnswer.Applied.class);
        fleet.store().ring();
    }

    void allSentOnce() {
        assertThat(sink.texts()).containsExactly("message 1", "message 2", "message 3");
        assertThat(sink.keys()).doesNotHaveDuplicates();
    }
}

package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of a scenario.
 *
 * @param id the job's id
 * @param to the recipient
 * @param every the time from one message to the next, in real numbers
 * @param texts what the messages say, in turn
 * @param repeat how often the texts are gone through
 */
public record Automation(JobId id, String to, Duration every, List<String> texts, int repeat) {
    public Automation {
        texts = List.copyOf(texts);
        Required.that(!texts.isEmpty(), "texts must hold at least one message, but is empty");
        Required.that(repeat >= 1 && repeat <= 100_000, "repeat must be between 1 and 100000, but is " + repeat);
        Required.that(!to.isBlank(), "to must name a recipient, but is empty");
    }

    @JsonCreator
    static Automation of(
            @JsonProperty("id") @Nullable JobId id,
            @JsonProperty("type") @Nullable AutomationType type,
            @JsonProperty("to") @Nullable String to,
            @JsonProperty("every") @Nullable Duration every,
            @JsonProperty("texts") @Nullable List<String> texts,
            @JsonProperty("repeat") @Nullable Integer repeat) {
        Required.given("type", type);
        return new Automation(
                Required.given("id", id),
                Required.given("to", to),
                Required.given("every", every),
                Required.given("texts", texts),
                repeat == null ? 1 : repeat);
    }

    /** How long it takes from its first message to its last one's pace, in real numbers. */
    public Duration length() {
        return every.multipliedBy((long) texts.size() * repeat);
    }

    /** The same, its texts gone through often enough to take at least this long, in real numbers. */
    Automation lasting(Duration least) {
        Duration once = every.multipliedBy(texts.size());
        long enough = (least.toMillis() + once.toMillis() - 1) / once.toMillis();
        return new Automation(id, to, every, texts, (int) Math.max(repeat, enough));
    }
}

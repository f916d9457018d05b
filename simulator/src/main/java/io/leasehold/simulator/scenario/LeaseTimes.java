package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leasehold.engine.EngineSettings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instances' lease times, in real numbers.
 *
 * @param ttl how long a lease lasts after its last renewal
 * @param heartbeat how often it is renewed
 * @param scan how often at least the fleet is surveyed
 * @param promise the longest that a job may stand still
 */
public record LeaseTimes(Duration ttl, Duration heartbeat, Duration scan, Duration promise) {
    /** 60, 10, 30 and 90 s. */
    public static final LeaseTimes DEFAULT = new LeaseTimes(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));

    @JsonCreator
    static LeaseTimes of(
            @JsonProperty("ttl") @Nullable Duration ttl,
            @JsonProperty("heartbeat") @Nullable Duration heartbeat,
            @JsonProperty("scan") @Nullable Duration scan,
            @JsonProperty("promise") @Nullable Duration promise) {
        return new LeaseTimes(
                Objects.requireNonNullElse(ttl, DEFAULT.ttl),
                Objects.requireNonNullElse(heartbeat, DEFAULT.heartbeat),
                Objects.requireNonNullElse(scan, DEFAULT.scan),
                Objects.requireNonNullElse(promise, DEFAULT.promise));
    }

    /** The engine's settings, everything that many times faster. */
    public EngineSettings settings(int factor) {
        EngineSettings real = EngineSettings.DEFAULT;
        return EngineSettings.lasting(ttl.dividedBy(factor), heartbeat.dividedBy(factor), scan.dividedBy(factor))
                .maxDowntime(promise.dividedBy(factor))
                .stepTimeout(real.stepTimeout().dividedBy(factor))
                .shutdown(real.drain().dividedBy(factor), real.shutdownBudget().dividedBy(factor));
    }
}

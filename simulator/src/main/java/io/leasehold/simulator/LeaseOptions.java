package io.leasehold.simulator;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.scenario.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The lease times that a user's own engines have. */
final class LeaseOptions {
    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            converter = Time.class,
            description =
                    "How long a lease lasts after its last renewal, as in 60s (default: 60s; real: the scenario's).")
    private @Nullable Duration ttl;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How often it is renewed (default: 10s; real: the scenario's).")
    private @Nullable Duration heartbeat;

    @Option(
            names = "--scan",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How often at least the fleet is surveyed (default: 30s; real: the scenario's).")
    private @Nullable Duration scan;

    /** Times as people write them. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return DurationText.read(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    Optional<Duration> heartbeat() {
        return Optional.ofNullable(heartbeat);
    }

    Optional<Duration> scan() {
        return Optional.ofNullable(scan);
    }

    /**
     * The settings with these times.
     *
     * @throws IllegalArgumentException if engines would refuse them
     */
    EngineSettings settings() {
        EngineSettings usual = EngineSettings.DEFAULT;
        if (ttl == null && heartbeat == null && scan == null) {
            return usual;
        }
        EngineSettings settings = EngineSettings.lasting(
                ttl().orElse(usual.ttl()), heartbeat().orElse(usual.heartbeat()), scan().orElse(usual.scan()));
        List<String> obstacles = settings.obstacles();
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException(
                    "engines would refuse these lease times: " + String.join("; ", obstacles));
        }
        return settings;
    }
}

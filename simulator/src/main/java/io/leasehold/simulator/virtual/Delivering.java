package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.job.DeliveryMode;
import io.leasehold.simulator.automation.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the jobs of a run do about a step in doubt, and what help their sink gives. */
public enum Delivering {
    /** Skip it; the sink carries out whatever arrives. */
    AT_MOST_ONCE {
        @Override
        DeliveryMode<Message> mode(MessageSink sink) {
            return DeliveryMode.atMostOnce();
        }
    },
    /** Repeat it under its key; the sink honours keys for a day. */
    AT_LEAST_ONCE {
        @Override
        DeliveryMode<Message> mode(MessageSink sink) {
            return DeliveryMode.<Message>atLeastOnce().keyWindow(MessageSink.KNOWN);
        }
    },
    /** Ask the sink, whose answers are final: what it has said it will not do later. */
    CONFIRMED {
        @Override
        DeliveryMode<Message> mode(MessageSink sink) {
            return DeliveryMode.confirmed(sink::confirm);
        }

        @Override
        Duration settle(EngineSettings settings) {
            return settings.settleDelay();
        }
    };

    abstract DeliveryMode<Message> mode(MessageSink sink);

    /** How long a successor waits before it asks. */
    Duration settle(EngineSettings settings) {
        return Duration.ZERO;
    }

    /** As the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@link #word} wrote. */
    public static Optional<Delivering> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** All words. */
    public static String known() {
        return Arrays.stream(values()).map(Delivering::word).collect(Collectors.joining(", "));
    }

    /** What a command that replays a run of this has to say of it, a blank before it. */
    String option() {
        return this == AT_MOST_ONCE ? "" : " --delivery " + word();
    }
}

package io.leasehold.simulator.sink;

import io.leasehold.engine.EngineSettings;
import io.leasehold.job.Confirmer;
import io.leasehold.job.DeliveryMode;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.Repeats;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the jobs of a run do about a step in doubt. */
public enum Delivering {
    /** Skip it. */
    AT_MOST_ONCE(Sink.PLAIN) {
        @Override
        public DeliveryMode<Message> mode(Confirmer<Message> confirmer) {
            return DeliveryMode.atMostOnce();
        }

        @Override
        Repeats repeats(Sink sink) {
            return Repeats.NEVER;
        }
    },
    /** Repeat it under its key. */
    AT_LEAST_ONCE(Sink.KEYS) {
        @Override
        public DeliveryMode<Message> mode(Confirmer<Message> confirmer) {
            return DeliveryMode.<Message>atLeastOnce().keyWindow(MessageSink.KNOWN);
        }

        @Override
        Repeats repeats(Sink sink) {
            return sink == Sink.KEYS ? Repeats.NEVER : Repeats.IN_DOUBT;
        }
    },
    /** Ask the sink what became of it. */
    CONFIRMED(Sink.FINAL) {
        @Override
        public DeliveryMode<Message> mode(Confirmer<Message> confirmer) {
            return DeliveryMode.confirmed(confirmer);
        }

        @Override
        Repeats repeats(Sink sink) {
            return sink == Sink.ASK_ONLY ? Repeats.OVERTAKEN : Repeats.NEVER;
        }

        @Override
        public Duration settle(EngineSettings settings) {
            return settings.settleDelay();
        }

        @Override
        boolean goesWith(Sink sink) {
            return sink.answers();
        }
    };

    private final Sink usual;

    Delivering(Sink usual) {
        this.usual = usual;
    }

    /** The mode of a job type, whose sink is asked by this. */
    public abstract DeliveryMode<Message> mode(Confirmer<Message> confirmer);

    /** When such a sink may get the same step again. */
    abstract Repeats repeats(Sink sink);

    /** How long a successor waits before it asks. */
    public Duration settle(EngineSettings settings) {
        return Duration.ZERO;
    }

    /** Whether a job can come to its end with such a sink. */
    boolean goesWith(Sink sink) {
        return true;
    }

    /** The sink whose help this counts on: with it nothing is sent twice. */
    public Sink usual() {
        return usual;
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
}

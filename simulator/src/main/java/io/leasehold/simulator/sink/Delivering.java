package io.leasehold.simulator.sink;

import io.leasehold.engine.EngineSettings;
import io.leasehold.job.Confirmer;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
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
        public <P, S> JobType<P, S, Message> in(JobType<P, S, Message> type, Confirmer<Message> confirmer) {
            return type.mode(DeliveryMode.atMostOnce());
        }

        @Override
        Repeats repeats(Sink sink) {
            return Repeats.NEVER;
        }
    },
    /** Repeat it under its key. */
    AT_LEAST_ONCE(Sink.KEYS) {
        @Override
        public <P, S> JobType<P, S, Message> in(JobType<P, S, Message> type, Confirmer<Message> confirmer) {
            return type.mode(DeliveryMode.<Message>atLeastOnce().keyWindow(MessageSink.KNOWN));
        }

        @Override
        Repeats repeats(Sink sink) {
            return sink == Sink.KEYS ? Repeats.NEVER : Repeats.IN_DOUBT;
        }
    },
    /** Ask the sink what became of it. */
    CONFIRMED(Sink.FINAL) {
        @Override
        public <P, S> JobType<P, S, Message> in(JobType<P, S, Message> type, Confirmer<Message> confirmer) {
            return type.mode(DeliveryMode.confirmed(confirmer));
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

        @Override
        String needs() {
            return "a sink that can be asked: keys, ask-only or final";
        }
    },
    /** There is none: each message commits together with its step. */
    IN_STORE(Sink.STORE) {
        @Override
        public <P, S> JobType<P, S, Message> in(JobType<P, S, Message> type, Confirmer<Message> confirmer) {
            return type;
        }

        @Override
        Repeats repeats(Sink sink) {
            return Repeats.NEVER;
        }

        @Override
        boolean goesWith(Sink sink) {
            return sink == Sink.STORE;
        }

        @Override
        String needs() {
            return "the store for its sink: leave --sink out";
        }
    };

    private final Sink usual;

    Delivering(Sink usual) {
        this.usual = usual;
    }

    /** The type in this mode, its sink asked by this; for {@link #IN_STORE} it has to be one that performs in the store. */
    public abstract <P, S> JobType<P, S, Message> in(JobType<P, S, Message> type, Confirmer<Message> confirmer);

    /** When such a sink may get the same step again. */
    abstract Repeats repeats(Sink sink);

    /** How long a successor waits before it asks. */
    public Duration settle(EngineSettings settings) {
        return Duration.ZERO;
    }

    /** Whether a job can come to its end with such a sink. */
    boolean goesWith(Sink sink) {
        return sink != Sink.STORE;
    }

    /** What kind of sink that takes, in words. */
    String needs() {
        return "a sink outside the store";
    }

    /** Whether messages are performed in the store's own transaction. */
    public boolean inStore() {
        return this == IN_STORE;
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

package io.leasehold.simulator.sink;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much help a sink gives to those who must not send a message twice. */
public enum Sink {
    /** None: it carries out whatever arrives, and can't tell what became of it. */
    PLAIN,
    /** It carries nothing out for a token below the highest that it has seen of that job. */
    TOKENS,
    /** It carries no key out again that it knows still, for a day; while the first request is under way it turns others away (409). */
    KEYS,
    /** It tells truthfully what has become of a key until now, and no more. */
    ASK_ONLY,
    /** The same, and once it has said that a key was not delivered, it carries no request out for it with a lower fence. */
    FINAL,
    /** The store itself: a message is a row there, written in one transaction with its step. */
    STORE;

    /** Whether it can be asked what became of a key. */
    public boolean answers() {
        return this == KEYS || this == ASK_ONLY || this == FINAL;
    }

    /** As the command line has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What {@link #word} wrote. */
    public static Optional<Sink> of(String word) {
        return Arrays.stream(values()).filter(sink -> sink.word().equals(word)).findFirst();
    }

    /** All words. */
    public static String known() {
        return Arrays.stream(values()).map(Sink::word).collect(Collectors.joining(", "));
    }
}

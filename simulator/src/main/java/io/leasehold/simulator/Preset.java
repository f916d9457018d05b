package io.leasehold.simulator;

import io.leasehold.simulator.virtual.VirtualOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much evidence is asked for, in a word: batches of drawn seeds in virtual time. */
enum Preset {
    /** Before a commit. */
    QUICK(100, true),
    /** With every build: enough for every cell of the coverage. */
    CI(5_000, true),
    /** At night: twenty simulated years, other seeds each time; long lives with a step now and then. */
    NIGHTLY(28_000, false, Duration.ofHours(4), Duration.ofMinutes(5)),
    /** Until it is stopped, other seeds each time. */
    SOAK(10_000_000, false);

    private final int seeds;
    private final boolean repeats;
    private final Duration trouble;
    private final Duration pace;

    Preset(int seeds, boolean repeats) {
        this(seeds, repeats, Duration.ofMinutes(40), VirtualOptions.DEFAULT.pace());
    }

    Preset(int seeds, boolean repeats, Duration trouble, Duration pace) {
        this.seeds = seeds;
        this.repeats = repeats;
        this.trouble = trouble;
        this.pace = pace;
    }

    /** How many seeds. */
    int seeds() {
        return seeds;
    }

    /** Whether it is the same seeds each time. */
    boolean repeats() {
        return repeats;
    }

    /** For how long each seed has trouble; some more time goes by until all jobs have finished. */
    Duration trouble() {
        return trouble;
    }

    /** From one step of a job to the next. */
    Duration pace() {
        return pace;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Preset> of(String word) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(word))
                .findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Preset::word).collect(Collectors.joining(", "));
    }
}

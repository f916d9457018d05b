package io.leasehold.simulator;

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
    /** At night: twenty simulated years, other seeds each time. */
    NIGHTLY(170_000, false),
    /** Until it is stopped, other seeds each time. */
    SOAK(10_000_000, false);

    /** With what follows until all jobs have finished, a seed comes to an hour and more. */
    static final Duration TROUBLE = Duration.ofMinutes(40);

    private final int seeds;
    private final boolean repeats;

    Preset(int seeds, boolean repeats) {
        this.seeds = seeds;
        this.repeats = repeats;
    }

    /** How many seeds. */
    int seeds() {
        return seeds;
    }

    /** Whether it is the same seeds each time. */
    boolean repeats() {
        return repeats;
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

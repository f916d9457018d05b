package io.leasehold.simulator.virtual;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The small stories whose every event is hit: two instances, one job of four steps, and what happens during the second one's effect.
 */
public enum SweepStory {
    /** Nothing. */
    PLAIN,
    /** The owner is killed, the other one takes over. */
    CRASH,
    /** The owner stops in order. */
    STOP,
    /** A person stops the job, and starts it again. */
    ORDER,
    /**
     * Two jobs, of one step and of two, have seen two owners die, and the first takes the next one down too; a person mends and starts
     * it once it is quarantined.
     */
    PROBATION,
    /** Two jobs, of two steps and of one, have one owner, another joins, and the first is handed over while both have a step in hand. */
    HANDOVER;

    /** As the command line writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The story that the command line names. */
    public static Optional<SweepStory> of(String word) {
        return Arrays.stream(values())
                .filter(story -> story.word().equals(word))
                .findFirst();
    }

    /** All of them, as the command line writes them. */
    public static String known() {
        return Arrays.stream(values()).map(SweepStory::word).collect(Collectors.joining(", "));
    }
}

package io.leasehold.simulator.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where in a job's step an instance is hit. */
public enum Phase {
    /** The intent is recorded, the effect has not begun. */
    AFTER_INTENT("after-intent", "after the intent, before the effect"),
    /** The effect has happened, its outcome is not recorded. */
    AFTER_EFFECT("after-effect", "after the effect, before the outcome"),
    /** The instance's jobs merely wait for their next step. */
    IDLE("idle", "idle");

    private final String word;
    private final String words;

    Phase(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** As scenario files write it. */
    public String word() {
        return word;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The phase that a scenario file names. */
    public static Optional<Phase> of(String word) {
        return Arrays.stream(values()).filter(phase -> phase.word.equals(word)).findFirst();
    }

    /** All of them, as scenario files write them. */
    public static String known() {
        return Arrays.stream(values()).map(Phase::word).collect(Collectors.joining(", "));
    }
}

package io.leasehold.simulator.broken;

import java.util.ArrayList;
import java.util.List;

/**
 * An engine that makes one mistake: its own source, with a few lines put another way.
 *
 * @param name the mistake in words, as the scenarios call it
 * @param oracle who is to notice
 * @param edits what is put another way
 */
record BrokenEngine(String name, String oracle, List<Edit> edits) {
    BrokenEngine {
        edits = List.copyOf(edits);
    }

    /** The engine as it is; what is to be broken is said by {@link #with}. */
    static BrokenEngine noticedBy(String oracle, String name) {
        return new BrokenEngine(name, oracle, List.of());
    }

    /** The same with one more edit. */
    BrokenEngine with(String file, String original, String replacement) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(file, original, replacement));
        return new BrokenEngine(name, oracle, more);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * One place in the source. Originals are found whatever the white space between their words, so that a formatter may wrap lines.
     *
     * @param file the source file, from the root of the repository
     * @param original what stands there, exactly once
     * @param replacement what stands there instead
     */
    record Edit(String file, String original, String replacement) {}
}

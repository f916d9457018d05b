package io.leasehold.simulator.virtual;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which faults runs are to have: all that can befall them, or those that were named. A fault is named by its number in the scenarios, by
 * all its words, as in {@code kill-of-two}, or by some of them, as in {@code clock}, which may name several; {@code -clock} takes away.
 * Immutable.
 */
public final class FaultChoice {
    /** All of them. */
    public static final FaultChoice ALL = new FaultChoice("all", EnumSet.allOf(Trouble.class));

    /** What can befall instances with threads or processes of their own. A kill may be a process's own halt, too. */
    public static final Set<Trouble> IN_REAL_TIME =
            Collections.unmodifiableSet(EnumSet.of(Trouble.STOP, Trouble.KILL, Trouble.FREEZE));

    /** What is drawn in virtual time. A sink that turns away follows from one that is slow. */
    public static final Set<Trouble> DRAWN =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Trouble.SINK_BUSY)));

    private static final String EVERYTHING = "all";

    private final String words;
    private final Set<Trouble> chosen;

    private FaultChoice(String words, Set<Trouble> chosen) {
        this.words = words;
        this.chosen = chosen;
    }

    /** The names of what is drawn in virtual time, among which is what can befall real instances; for a command line's help. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DRAWN.stream().map(FaultChoice::name).iterator();
        }
    }

    /**
     * Those that are named here, with commas between; all but those if the first one is taken away.
     *
     * @throws IllegalArgumentException if a name is none of a possible fault; the message tells those
     */
    public static FaultChoice of(String words, Set<Trouble> possible) {
        String[] names = words.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1);
        EnumSet<Trouble> chosen = names[0].startsWith("-") ? EnumSet.copyOf(possible) : EnumSet.noneOf(Trouble.class);
        for (String name : names) {
            if (name.startsWith("-")) {
                chosen.removeAll(named(name.substring(1), possible));
            } else {
                chosen.addAll(named(name, possible));
            }
        }
        if (chosen.contains(Trouble.SINK_SLOW)) {
            chosen.add(Trouble.SINK_BUSY);
        }
        return new FaultChoice(String.join(",", names), chosen);
    }

    private static List<Trouble> named(String name, Set<Trouble> possible) {
        List<Trouble> named = possible.stream()
                .filter(trouble -> name.equals(EVERYTHING)
                        || name.equals(Integer.toString(trouble.number()))
                        || ('-' + name(trouble) + '-').contains('-' + name + '-'))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("--faults: no fault of this mode is called \"" + name
                    + "\"; there are all, "
                    + possible.stream().map(FaultChoice::name).collect(Collectors.joining(", "))
                    + ", their numbers, and any word of these; -NAME takes away");
        }
        return named;
    }

    /** All its words: {@code "2 kill of two"} is kill-of-two. */
    private static String name(Trouble trouble) {
        return String.join(
                "-", trouble.what().toLowerCase(Locale.ROOT).replace("'", "").split("[^a-z0-9]+"));
    }

    /** Whether runs are to have it. */
    public boolean has(Trouble trouble) {
        return chosen.contains(trouble);
    }

    /** What is drawn in virtual time, and is not to be. */
    List<Trouble> leftOut() {
        return DRAWN.stream().filter(trouble -> !has(trouble)).toList();
    }

    /** What a run's first line says of it: nothing where all may befall it. */
    public String told() {
        return this == ALL ? "" : ", faults " + words;
    }

    /** As it was said. */
    public String words() {
        return words;
    }

    /** The option that says this, with a space before it; none for all. */
    String option() {
        return this == ALL ? "" : " --faults=" + words;
    }
}

package io.leasehold.simulator.virtual;

import java.util.List;
import java.util.Locale;

/**
 * What is done to one event of a sweep's story.
 *
 * @param event the event's number in its run, from 1
 * @param kind what befalls it, one of {@link #OF_EVENTS} or, if it is a call that leaves, of {@link #OF_CALLS}
 */
public record Hit(int event, Trouble kind) {
    /** Just before any event its instance is killed, or frozen for longer than its lease lasts. */
    static final List<Trouble> OF_EVENTS = List.of(Trouble.KILL, Trouble.FREEZE);

    /** A call's request or answer is lost, it is applied late or once more (after another instance may have taken over), or refused. */
    static final List<Trouble> OF_CALLS =
            List.of(Trouble.REQUEST_LOST, Trouble.ANSWER_LOST, Trouble.LATE, Trouble.TWICE, Trouble.STORE_THROWS);

    /** {@code 17:kill}. */
    public String word() {
        return event + ":" + kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What {@link #word} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Hit read(String word) {
        String[] parts = word.split(":", -1);
        for (List<Trouble> kinds : List.of(OF_EVENTS, OF_CALLS)) {
            for (Trouble kind : kinds) {
                if (parts.length == 2
                        && parts[0].matches("[1-9]\\d{0,5}")
                        && kind.name().equalsIgnoreCase(parts[1])) {
                    return new Hit(Integer.parseInt(parts[0]), kind);
                }
            }
        }
        throw new IllegalArgumentException(
                "a hit must be an event's number and kill, freeze, request_lost, answer_lost, late, twice or store_throws,"
                        + " as in 17:kill, but is \"" + word + '"');
    }
}

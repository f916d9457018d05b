package io.leasehold.store;

import io.leasehold.store.Doubt.Cause;
import io.leasehold.store.Doubt.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps in doubt as a store keeps them in one column or field, oldest first: {@code 17.1.OWNER_GONE.SKIPPED} becomes {@code 17.1.OS},
 * joined by commas. How many there were in all is kept beside it.
 */
public final class DoubtText {
    private DoubtText() {}

    /** The last of them; empty if there were none. */
    public static String of(DoubtLog log) {
        return log.last().stream()
                .map(doubt -> doubt.sequence() + "." + doubt.attempt() + "." + initial(doubt.cause())
                        + initial(doubt.resolution()))
                .collect(Collectors.joining(","));
    }

    /**
     * The log again.
     *
     * @param count how many there were in all
     * @throws RuntimeException if the text was not made by {@link #of}
     */
    public static DoubtLog read(long count, String text) {
        List<Doubt> last = text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(DoubtText::doubt).toList();
        return new DoubtLog(count, last);
    }

    private static Doubt doubt(String text) {
        String[] parts = text.split("\\.", -1);
        return new Doubt(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                startingWith(parts[2].charAt(0), Cause.values()),
                startingWith(parts[2].charAt(1), Resolution.values()));
    }

    private static char initial(Enum<?> value) {
        return value.name().charAt(0);
    }

    private static <E extends Enum<E>> E startingWith(char initial, E[] values) {
        return Arrays.stream(values)
                .filter(value -> initial(value) == initial)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the steps in doubt, as stored, hold an unknown letter: " + initial));
    }
}

package io.leasehold.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the walk over the tombstones stands (R18).
 *
 * @param highest the highest token of the tombstones so far that have to wait for a higher floor
 * @param buriedAt of the last tombstone that was looked at
 * @param id its id; empty at the beginning
 */
record WalkPosition(long highest, long buriedAt, String id) {
    private static final WalkPosition BEGINNING = new WalkPosition(0, 0, "");
    private static final Pattern TEXT = Pattern.compile("([0-9]+):(-?[0-9]+):(.+)", Pattern.DOTALL);

    /** What {@link #toString} told; nothing: the beginning. */
    static Optional<WalkPosition> read(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            long highest = Long.parseLong(parts.group(1));
            return Optional.of(new WalkPosition(highest, Long.parseLong(parts.group(2)), parts.group(3)));
        }
        return text.isEmpty() ? Optional.of(BEGINNING) : Optional.empty();
    }

    @Override
    public String toString() {
        return highest + ":" + buriedAt + ":" + id;
    }
}

package io.leasehold.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one run that were in doubt: how many, and the last 16 of them, oldest first. This record is the report of what may
 * be missing.
 *
 * @param count how many there were in all
 * @param last the last of them
 */
public record DoubtLog(long count, List<Doubt> last) {
    /** How many entries are kept. */
    public static final int KEPT = 16;

    /** No step was ever in doubt. */
    public static final DoubtLog EMPTY = new DoubtLog(0, List.of());

    public DoubtLog {
        last = List.copyOf(last);
        Check.atMost("doubts kept", last.size(), KEPT);
        Check.between("doubts counted", count, last.size(), Long.MAX_VALUE);
    }

    /** This log with one more entry, the oldest dropped if need be. */
    public DoubtLog with(Doubt doubt) {
        List<Doubt> longer = new ArrayList<>(last);
        longer.add(doubt);
        return new DoubtLog(count + 1, longer.subList(Math.max(0, longer.size() - KEPT), longer.size()));
    }

    /** How many steps in a row, up to the one before {@code sequence}, were left in doubt by {@code perform} itself. */
    public int endedInDoubtBefore(long sequence) {
        int row = 0;
        for (int i = last.size() - 1; i >= 0; i--) {
            Doubt doubt = last.get(i);
            if (doubt.cause() != Doubt.Cause.PERFORM_ENDED || doubt.sequence() != sequence - 1 - row) {
                return row;
            }
            row++;
        }
        return row;
    }
}

package io.leasehold.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Cuts a batch whose statement would be longer than a server takes. */
final class Packets {
    /** A server takes 16 MiB, in which each byte may need two; and other values need room. */
    private static final long MOST = 4L << 20;

    private Packets() {}

    /** The items in their order, in lists of at most 4 MiB, or of a single one. */
    static <T> List<List<T>> of(List<T> items, ToLongFunction<T> bytes) {
        List<List<T>> packets = new ArrayList<>();
        long filled = 0;
        for (T item : items) {
            long more = bytes.applyAsLong(item);
            if (packets.isEmpty() || filled + more > MOST) {
                packets.add(new ArrayList<>());
                filled = 0;
            }
            packets.get(packets.size() - 1).add(item);
            filled += more;
        }
        return packets;
    }
}

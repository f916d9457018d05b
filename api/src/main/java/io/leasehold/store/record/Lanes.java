package io.leasehold.store.record;

import io.leasehold.store.ReadableType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for orphans by lanes: one owner, type and state version are one span of keys, in slot order. It jumps over the lanes that the
 * caller doesn't read, so that however many jobs there are in those, none is looked at.
 */
final class Lanes {
    /** How many entries in a lane are looked at to find a true one; if all of them lie, a claim will clear them away. */
    private static final int PROBE = 8;

    private final Index index;

    Lanes(Index index) {
        this.index = index;
    }

    /** Whether a job of these types names this owner and can be claimed (R5). */
    boolean occupied(Call call, String owner, List<ReadableType> types) {
        Walk walk = new Walk(call, owner, types, 0, PROBE);
        List<IndexEntry> lane = walk.nextLane();
        while (!lane.isEmpty()) {
            if (index.anyConfirmed(call, lane) || lane.size() == PROBE) {
                return true;
            }
            lane = walk.nextLane();
        }
        return false;
    }

    /** The first entries of each lane from a slot on (R9). */
    List<IndexEntry> entries(Call call, String owner, List<ReadableType> types, int startSlot, int most) {
        List<IndexEntry> found = new ArrayList<>();
        Walk walk = new Walk(call, owner, types, startSlot, most);
        List<IndexEntry> lane = walk.nextLane();
        while (!lane.isEmpty()) {
            found.addAll(lane);
            lane = walk.nextLane();
        }
        return found;
    }

    /**
     * State versions of one type.
     *
     * @param typeKey the type, as keys name it
     * @param oldest the lowest version
     * @param newest the highest
     */
    private record Span(String typeKey, int oldest, int newest) {
        static Span of(ReadableType type) {
            return new Span(Keys.type(type.type()), type.oldest(), type.newest());
        }

        boolean covers(Family.Lane lane) {
            return typeKey.equals(lane.typeKey()) && lane.version() >= oldest && lane.version() <= newest;
        }

        boolean beyond(Family.Lane lane) {
            int byType = typeKey.compareTo(lane.typeKey());
            return byType > 0 || (byType == 0 && oldest > lane.version());
        }
    }

    /** From lane to lane of one owner, one range of keys a lane, and one more at the end. */
    private final class Walk {
        private final Call call;
        private final String owner;
        private final List<Span> spans;
        private final int startSlot;
        private final int most;
        private Optional<String> from;

        Walk(Call call, String owner, List<ReadableType> types, int startSlot, int most) {
            this.call = call;
            this.owner = owner;
            this.spans = types.stream()
                    .map(Span::of)
                    .sorted(Comparator.comparing(Span::typeKey).thenComparing(Span::oldest))
                    .toList();
            this.startSlot = startSlot;
            this.most = most;
            this.from = start(span -> true);
        }

        /** The first entries of the next lane that has any from the slot on; none: there is no such lane. */
        List<IndexEntry> nextLane() {
            while (from.isPresent()) {
                List<IndexEntry> page = index.range(call, from.get(), Keys.end(Family.lanes(owner)), most);
                if (page.isEmpty()) {
                    from = Optional.empty();
                } else {
                    Family.Lane first = Family.read(page.get(0).place());
                    if (!covered(first)) {
                        from = start(span -> span.beyond(first));
                    } else if (first.slot() < startSlot) {
                        from = Optional.of(key(first, startSlot));
                    } else {
                        return lane(page, first);
                    }
                }
            }
            return List.of();
        }

        private List<IndexEntry> lane(List<IndexEntry> page, Family.Lane first) {
            List<IndexEntry> lane = page.stream()
                    .takeWhile(entry -> sameLane(Family.read(entry.place()), first))
                    .toList();
            boolean wasLast = lane.size() == page.size() && page.size() < most;
            from = wasLast ? Optional.empty() : Optional.of(Keys.end(key(first, 0xffff)));
            return lane;
        }

        private boolean covered(Family.Lane lane) {
            return spans.stream().anyMatch(span -> span.covers(lane));
        }

        private Optional<String> start(Predicate<Span> which) {
            return spans.stream()
                    .filter(which)
                    .findFirst()
                    .map(span -> Family.lane(owner, span.typeKey, span.oldest, startSlot));
        }

        private String key(Family.Lane lane, int slot) {
            return Family.lane(owner, lane.typeKey(), lane.version(), slot);
        }
    }

    private static boolean sameLane(Family.Lane one, Family.Lane other) {
        return one.typeKey().equals(other.typeKey()) && one.version() == other.version();
    }
}

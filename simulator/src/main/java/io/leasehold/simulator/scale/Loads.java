package io.leasehold.simulator.scale;

import java.util.List;

/** How many jobs the smallest, the median and the largest of the living instances own. */
public record Loads(int smallest, int median, int largest) {
    static Loads of(List<Integer> owned) {
        List<Integer> sorted = owned.stream().sorted().toList();
        return new Loads(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    @Override
    public String toString() {
        return String.format("%,d / %,d / %,d", smallest, median, largest);
    }
}

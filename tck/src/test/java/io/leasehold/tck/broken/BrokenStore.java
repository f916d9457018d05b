package io.leasehold.tck.broken;

import io.leasehold.store.StoreOptions;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A store with one mistake.
 *
 * @param name the mistake, in words
 * @param rule the rule that it breaks
 * @param resting other rules at which the kit turns red too, because their cases rest on the broken one
 * @param options what becomes of the options with which the store beneath is opened
 * @param records the mistake over one more set of records
 */
public record BrokenStore(
        String name,
        String rule,
        List<String> resting,
        UnaryOperator<StoreOptions> options,
        Supplier<Breaking> records) {
    static final Comparator<String> BY_NUMBER = Comparator.comparingInt(rule -> Integer.parseInt(rule.substring(1)));

    public BrokenStore {
        resting = List.copyOf(resting);
    }

    static BrokenStore of(String name, String rule, Supplier<Breaking> records, String... resting) {
        return new BrokenStore(name, rule, List.of(resting), UnaryOperator.identity(), records);
    }

    /** The same mistake made by a store that was opened with other options than it was told. */
    BrokenStore opened(UnaryOperator<StoreOptions> otherwise) {
        return new BrokenStore(name, rule, resting, otherwise, records);
    }

    /** Every rule at which the kit turns red over this store. */
    public TreeSet<String> red() {
        TreeSet<String> red = new TreeSet<>(BY_NUMBER);
        red.addAll(resting);
        red.add(rule);
        return red;
    }

    @Override
    public String toString() {
        return name;
    }
}

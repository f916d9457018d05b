package io.leasehold.architecture.planted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Breaks none of the rules on clocks, threads, chance and order: the checks must let it pass. */
public final class KeepsOrder {
    public final Map<Integer, List<String>> byLength = new LinkedHashMap<>();

    public Map<Integer, List<String>> byLength(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }
}

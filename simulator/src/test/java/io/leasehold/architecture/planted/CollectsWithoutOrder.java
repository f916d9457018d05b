package io.leasehold.architecture.planted;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public final class CollectsWithoutOrder {
    public Map<Integer, List<String>> byLength(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(String::length));
    }
}

package io.leasehold.simulator.virtual;

import java.util.Map;
import java.util.TreeMap;

/** What locks guard: it accepts no lower token than it has seen. Not thread-safe. */
final class Guarded {
    private final Map<String, Long> highest = new TreeMap<>();

    boolean accepts(String lock, long token) {
        return highest.merge(lock, token, Math::max) == token;
    }
}

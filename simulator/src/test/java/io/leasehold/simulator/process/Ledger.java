package io.leasehold.simulator.process;

import io.leasehold.simulator.process.Started.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all instances of a test did, from what they printed: beginnings, ends and doubts of steps by key, each key {@code job/run/sequence}. */
final class Ledger {
    private final Map<String, List<Line>> began = new LinkedHashMap<>();
    private final Map<String, List<Line>> ended = new LinkedHashMap<>();
    private final Set<String> doubts = new LinkedHashSet<>();

    /** What these have printed so far. */
    static Ledger of(Started... instances) {
        Ledger ledger = new Ledger();
        for (Started instance : instances) {
            instance.lines("began")
                    .forEach(line -> ledger.began
                            .computeIfAbsent(line.rest(), key -> new ArrayList<>())
                            .add(line));
            instance.lines("ended")
                    .forEach(line -> ledger.ended
                            .computeIfAbsent(line.rest(), key -> new ArrayList<>())
                            .add(line));
            instance.lines("doubt").forEach(line -> ledger.doubts.add(line.rest()));
        }
        return ledger;
    }

    /** How many steps have begun. */
    int begun() {
        return began.size();
    }

    /** The steps reported in doubt. */
    Set<String> doubts() {
        return doubts;
    }

    /** Steps that began more than once. */
    List<String> twice() {
        return began.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Steps below a job's last one that neither ended nor are in doubt. */
    List<String> missing() {
        Map<String, TreeSet<Long>> known = new TreeMap<>();
        ended.keySet()
                .forEach(key ->
                        known.computeIfAbsent(run(key), run -> new TreeSet<>()).add(sequence(key)));
        doubts.forEach(
                key -> known.computeIfAbsent(run(key), run -> new TreeSet<>()).add(sequence(key)));
        List<String> missing = new ArrayList<>();
        known.forEach((run, steps) -> {
            for (long n = 1; n < steps.last(); n++) {
                if (!steps.contains(n)) {
                    missing.add(run + "/" + n);
                }
            }
        });
        return missing;
    }

    boolean hasBegun(String key) {
        return began.containsKey(key);
    }

    /** When this step ended, if it did. */
    Optional<Long> end(String key) {
        return Optional.ofNullable(ended.get(key)).map(lines -> lines.get(0).millis());
    }

    /** The jobs that began a step after this moment, each with when it did first. */
    Map<String, Long> firstAfter(long millis) {
        Map<String, Long> first = new TreeMap<>();
        began.forEach((key, lines) -> lines.stream()
                .filter(line -> line.millis() > millis)
                .forEach(line -> first.merge(job(key), line.millis(), Math::min)));
        return first;
    }

    /** When each job last began a step until this moment. */
    Map<String, Long> lastUntil(long millis) {
        Map<String, Long> last = new TreeMap<>();
        began.forEach((key, lines) -> lines.stream()
                .filter(line -> line.millis() <= millis)
                .forEach(line -> last.merge(job(key), line.millis(), Math::max)));
        return last;
    }

    private static String job(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static String run(String key) {
        return key.substring(0, key.lastIndexOf('/'));
    }

    private static long sequence(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }
}

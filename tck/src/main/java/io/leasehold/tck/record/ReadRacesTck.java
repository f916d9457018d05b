package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.record.RecordStore.Stored;
import io.leasehold.tck.Racers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What readings may show while records are replaced, come and go: nothing that never was, and all that stood. */
abstract class ReadRacesTck extends RecordsTck {
    private static final int WRITES = 200;
    private static final int READINGS = 50;
    private static final int STANDING = 600;
    private static final int COMING = 5;

    private final Racers racers = new Racers();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicBoolean allRead = new AtomicBoolean();

    ReadRacesTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @AfterEach
    void end() {
        racers.close();
    }

    @Test
    @DisplayName(
            "a record that is replaced again and again is read each time, at its then version, and never goes back")
    void readWhileReplaced() throws Exception {
        replacedWhile(
                1,
                () -> List.of(another.read("a0")
                        .orElseThrow(() -> new AssertionError(rule + "; the record was there all the time"))));
    }

    @Test
    @DisplayName(
            "records that are replaced again and again are in every range, once, at their then versions, and never go back")
    void rangeWhileReplaced() throws Exception {
        replacedWhile(8, () -> another.range("a", "b", 100));
    }

    /** One thread replaces these records in turn, while the other reads them all. */
    private void replacedWhile(int records, Supplier<List<Stored>> reading) throws Exception {
        List<String> keys = IntStream.range(0, records).mapToObj(at -> "a" + at).toList();
        Map<String, String> versions = new HashMap<>();
        keys.forEach(key -> versions.put("0 " + key, created(key, "0 " + key)));
        List<List<Stored>> seen = readWhile(reading, write -> {
            String key = keys.get(write % records);
            versions.put(write + " " + key, replaced(key, write + " " + key));
        });
        assertThat(seen.stream().map(RecordsTck::keys).distinct()).as(rule).containsExactly(keys);
        assertThat(seen.stream().flatMap(List::stream).distinct())
                .as("%s; what never was so", rule)
                .filteredOn(record ->
                        !record.version().equals(versions.get(record.value().utf8())))
                .isEmpty();
        neverGoesBack(seen);
    }

    /** Reads in one thread and writes in the other, until both have done so often enough; answers all that was read. */
    private List<List<Stored>> readWhile(Supplier<List<Stored>> reading, IntConsumer writing) throws Exception {
        List<List<Stored>> seen = new ArrayList<>();
        racers.both(
                Executors.callable(() -> writeUntilAllIsRead(writing), true),
                Executors.callable(() -> readUntilEnoughIsWritten(reading, seen), true));
        return seen;
    }

    private void writeUntilAllIsRead(IntConsumer writing) {
        try {
            while (!allRead.get()) {
                writing.accept(writes.incrementAndGet());
            }
        } finally {
            writes.set(WRITES);
        }
    }

    private void readUntilEnoughIsWritten(Supplier<List<Stored>> reading, List<List<Stored>> seen) {
        try {
            while (seen.size() < READINGS || writes.get() < WRITES) {
                seen.add(reading.get());
            }
        } finally {
            allRead.set(true);
        }
    }

    private void neverGoesBack(List<List<Stored>> seen) {
        Map<String, Integer> latest = new TreeMap<>();
        for (List<Stored> range : seen) {
            for (Stored record : range) {
                int write = Integer.parseInt(record.value().utf8().split(" ")[0]);
                if (write < latest.getOrDefault(record.key(), 0)) {
                    throw new AssertionError(
                            rule + "; but " + record.key() + " was " + latest.get(record.key()) + " and then " + write);
                }
                latest.put(record.key(), write);
            }
        }
    }

    @Test
    @DisplayName("records that stand are in every range, each once and in order, while others before them come and go")
    void othersComeAndGo() throws Exception {
        List<String> standing =
                IntStream.range(0, STANDING).mapToObj(at -> "s" + (1_000 + at)).toList();
        standing.forEach(key -> created(key, "stands"));
        List<List<Stored>> seen = readWhile(() -> another.range("a", "z", 1_000), this::comeAndGo);
        for (List<Stored> range : seen) {
            assertThat(keys(range)).as(rule).isSorted().endsWith(standing.toArray(String[]::new));
            assertThat(range.size()).as(rule + "; each once").isBetween(STANDING, STANDING + COMING);
        }
    }

    private void comeAndGo(int write) {
        String key = "b" + write % COMING;
        if (write % (2 * COMING) < COMING) {
            store.create(key, text("came"));
        } else {
            store.remove(key);
        }
    }
}

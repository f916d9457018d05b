package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.RecordStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one client was told is done, the other sees at once; and a long, drawn history agrees with a map. */
abstract class ClientsTck extends RecordsTck {
    private static final int OPERATIONS = 1_000;
    private static final List<String> KEYS = List.of("a", "a-", "a-a", "a0", "b");

    ClientsTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("a reading and a range see every write that either client was told is done")
    void seesAtOnce() {
        for (int round = 0; round < 10; round++) {
            RecordStore writing = round % 2 == 0 ? store : another;
            RecordStore reading = round % 2 == 0 ? another : store;
            assertThat(writing.create("a", text("created"))).as(rule).isTrue();
            String version = seen(reading, "created");
            assertThat(writing.replace("a", version, text("replaced"))).as(rule).isTrue();
            version = seen(reading, "replaced");
            assertThat(writing.delete("a", version)).as(rule).isTrue();
            assertThat(reading.read("a")).as(rule).isEmpty();
            assertThat(reading.range("a", "b", 10)).as(rule).isEmpty();
        }
    }

    private String seen(RecordStore reading, String value) {
        Stored read = reading.read("a").orElseThrow(() -> new AssertionError(rule + "; the record is there"));
        assertThat(read.value().utf8()).as(rule).isEqualTo(value);
        assertThat(reading.range("a", "b", 10)).as(rule).containsExactly(read);
        return read.version();
    }

    @Test
    @DisplayName("a long history of two clients is answered as by a map")
    void asByAMap() {
        History history = new History(new Random(7));
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            String told = history.step("value " + operation);
            Map<String, String> stored = new TreeMap<>();
            another.range("-", "z", 10)
                    .forEach(record -> stored.put(record.key(), record.value().utf8()));
            assertThat(stored).as("%s; operation %d: %s", rule, operation, told).isEqualTo(history.values);
        }
    }

    /** A map beside the records, and all the versions that were read of each key, the latest last. */
    private final class History {
        private final Map<String, String> values = new TreeMap<>();
        private final Map<String, List<String>> versions = new TreeMap<>();
        private final Random random;

        History(Random random) {
            this.random = random;
        }

        /** One operation that is drawn, on the records and on the map; answers what it was. */
        String step(String value) {
            RecordStore client = random.nextBoolean() ? store : another;
            String key = KEYS.get(random.nextInt(KEYS.size()));
            Optional<String> version = version(key);
            int operation = version.isPresent() ? random.nextInt(4) : 0;
            return switch (operation) {
                case 0 -> create(client, key, value);
                case 1 -> replace(client, key, version.orElseThrow(), value);
                case 2 -> delete(client, key, version.orElseThrow());
                default -> remove(client, key);
            };
        }

        /** The latest version that was read of this key, or as often a former one. */
        private Optional<String> version(String key) {
            List<String> known = versions.getOrDefault(key, List.of());
            int back = random.nextBoolean() ? 0 : random.nextInt(4);
            return known.isEmpty() ? Optional.empty() : Optional.of(known.get(Math.max(0, known.size() - 1 - back)));
        }

        private boolean current(String key, String version) {
            List<String> known = versions.getOrDefault(key, List.of());
            return values.containsKey(key) && known.lastIndexOf(version) == known.size() - 1;
        }

        private String create(RecordStore client, String key, String value) {
            boolean created = client.create(key, text(value));
            assertThat(created).as("%s; create %s", rule, key).isEqualTo(!values.containsKey(key));
            return stored(created, key, value, "create ");
        }

        private String replace(RecordStore client, String key, String version, String value) {
            boolean replaced = client.replace(key, version, text(value));
            assertThat(replaced).as("%s; replace %s", rule, key).isEqualTo(current(key, version));
            return stored(replaced, key, value, "replace ");
        }

        private String delete(RecordStore client, String key, String version) {
            boolean current = current(key, version);
            assertThat(client.delete(key, version))
                    .as("%s; delete %s", rule, key)
                    .isEqualTo(current);
            if (current) {
                values.remove(key);
            }
            return "delete " + key;
        }

        private String remove(RecordStore client, String key) {
            client.remove(key);
            values.remove(key);
            return "remove " + key;
        }

        private String stored(boolean changed, String key, String value, String what) {
            if (changed) {
                values.put(key, value);
                versions.computeIfAbsent(key, first -> new ArrayList<>())
                        .add(present(key).version());
            }
            return what + key;
        }
    }
}

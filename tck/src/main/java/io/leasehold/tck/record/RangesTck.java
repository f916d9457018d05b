package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.RecordStore.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which records a range answers, and in what order, while nothing else happens. */
abstract class RangesTck extends RecordsTck {
    /** In their order: where a dictionary, a number or a prefix would put them elsewhere. */
    private static final List<String> KEYS = List.of(
            "-", "--", "-0", "-z", "0", "00", "1", "10", "2", "9z", "a", "a-", "a--", "a-a", "a0", "aa", "ab-", "b-a",
            "ba", "e1", "null", "z", "z-z", "zz");

    RangesTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void keys() {
        for (int at = 0; at < KEYS.size(); at++) {
            int scattered = at * 7 % KEYS.size();
            created(KEYS.get(scattered), "value of " + KEYS.get(scattered));
        }
    }

    @Test
    @DisplayName("a range is in the order of its keys' ASCII codes: the hyphen, digits, letters")
    void order() {
        assertThat(keys(store.range("-", "zzz", RecordStore.RANGE))).as(rule).isEqualTo(KEYS);
    }

    @Test
    @DisplayName("a range holds its records' values")
    void values() {
        assertThat(store.range("-", "zzz", RecordStore.RANGE))
                .as(rule)
                .isEqualTo(KEYS.stream().map(this::present).toList());
    }

    @Test
    @DisplayName("a range begins at its first key, itself included, and ends before its last")
    void bounds() {
        for (int from = 0; from < KEYS.size(); from++) {
            for (int to = from + 1; to < KEYS.size(); to++) {
                spans(KEYS.get(from), KEYS.get(to));
            }
        }
    }

    @Test
    @DisplayName("a range may begin and end where no record is")
    void boundsThatAreNoRecords() {
        spans("---", "0-");
        spans("9", "a");
        spans("a-0", "a-z");
        spans("aaz", "az");
        spans("b", "b");
        spans("zzz", "zzzz");
    }

    private void spans(String from, String to) {
        List<String> expected = KEYS.stream()
                .filter(key -> key.compareTo(from) >= 0 && key.compareTo(to) < 0)
                .toList();
        assertThat(keys(store.range(from, to, RecordStore.RANGE)))
                .as("%s; from %s to %s", rule, from, to)
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a limited range answers the first of its records, and never more")
    void limits() {
        for (int limit = 1; limit <= KEYS.size(); limit++) {
            assertThat(keys(store.range("-", "zzz", limit)))
                    .as("%s; limit %d", rule, limit)
                    .isEqualTo(KEYS.subList(0, limit));
        }
    }

    @Test
    @DisplayName("a limited range in the midst of others ends at its end")
    void limitBeyondTheEnd() {
        assertThat(keys(store.range("a", "a0", 4))).as(rule).containsExactly("a", "a-", "a--", "a-a");
        assertThat(keys(store.range("a", "a0", 5))).as(rule).containsExactly("a", "a-", "a--", "a-a");
    }

    /** Each key is the least that can follow the one before, so a page that doesn't go on at exactly there shows, however large it is. */
    @Test
    @DisplayName("a range brings the most records at once, whole and each once, wherever the storage's own pages end")
    void most() {
        List<String> chain = IntStream.range(0, RecordStore.KEY_CHARACTERS - 1)
                .mapToObj(hyphens -> "q" + "-".repeat(hyphens))
                .toList();
        chain.forEach(key -> created(key, "linked"));
        List<String> expected = new ArrayList<>(chain);
        expected.addAll(List.of("z", "z-z", "zz"));
        assertThat(keys(store.range("q", "zz", RecordStore.RANGE)))
                .as(rule)
                .isEqualTo(expected.subList(0, RecordStore.RANGE));
        assertThat(keys(store.range("q", "zzz", RecordStore.RANGE)))
                .as(rule + "; and no more")
                .isEqualTo(expected.subList(0, RecordStore.RANGE));
    }

    @Test
    @DisplayName("a range walked page by page brings every record once, whatever the page")
    void walked() {
        for (int page = 1; page <= KEYS.size() + 1; page++) {
            assertThat(walk(page)).as("%s; page of %d", rule, page).isEqualTo(KEYS);
        }
    }

    private List<String> walk(int limit) {
        List<String> found = new ArrayList<>();
        List<Stored> page = store.range("-", "zzz", limit);
        while (!page.isEmpty()) {
            found.addAll(keys(page));
            page = page.size() < limit
                    ? List.of()
                    : store.range(page.get(limit - 1).key() + '-', "zzz", limit);
        }
        return found;
    }
}

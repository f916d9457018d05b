package io.leasehold.tck.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.record.RecordStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key is a key of its own, and values come back byte for byte, whatever they look like. */
abstract class ContentsTck extends RecordsTck {
    ContentsTck(Supplier<RecordStoreUnderTest> opening) {
        super(opening);
    }

    static List<Bytes> hostileValues() {
        byte[] all = new byte[256];
        for (int at = 0; at < all.length; at++) {
            all[at] = (byte) at;
        }
        return List.of(
                Bytes.of(all),
                Bytes.of(new byte[1]),
                Bytes.of(new byte[300]),
                Bytes.of(new byte[] {1, 0, 0}),
                Bytes.of(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80}),
                text(" leading and trailing blanks \r\n\t "),
                text("'; DROP TABLE records; --"),
                text("\\x00 %00 {\"$set\": 1} \"\"\" ${x} \u2028 \ud83d\ude80"),
                text("null"),
                text("1e3"));
    }

    @ParameterizedTest(name = "a value comes back byte for byte: {index}")
    @MethodSource("hostileValues")
    @DisplayName("values come back byte for byte")
    void byteForByte(Bytes value) {
        assertThat(store.create("a", value)).as(rule).isTrue();
        comesBack(value);
        assertThat(store.replace("a", present("a").version(), text("between")))
                .as(rule)
                .isTrue();
        assertThat(store.replace("a", present("a").version(), value)).as(rule).isTrue();
        comesBack(value);
    }

    private void comesBack(Bytes value) {
        assertThat(present("a").value()).as(rule).isEqualTo(value);
        assertThat(another.range("a", "b", 1).get(0).value()).as(rule).isEqualTo(value);
    }

    @Test
    @DisplayName("the largest value that the description names is stored, replaced, and comes back byte for byte")
    void largest() {
        byte[] large = new byte[store.describe().valueBytes()];
        new Random(1).nextBytes(large);
        assertThat(store.create("a", Bytes.of(large))).as(rule).isTrue();
        comesBack(Bytes.of(large));
        large[large.length - 1]++;
        assertThat(store.replace("a", present("a").version(), Bytes.of(large)))
                .as(rule)
                .isTrue();
        comesBack(Bytes.of(large));
    }

    @Test
    @DisplayName("a range brings many large values")
    void manyLarge() {
        Bytes large = Bytes.of("x".repeat(RecordStore.Description.LEAST_VALUE).getBytes(StandardCharsets.US_ASCII));
        for (int record = 100; record < 150; record++) {
            assertThat(store.create("a" + record, large)).as(rule).isTrue();
        }
        assertThat(store.range("a", "b", RecordStore.RANGE))
                .as(rule)
                .hasSize(50)
                .allSatisfy(record -> assertThat(record.value()).isEqualTo(large));
    }

    @Test
    @DisplayName("keys as long as may be are told apart by their last character")
    void longestKeys() {
        String most = "k".repeat(RecordStore.KEY_CHARACTERS - 1);
        List<String> keys = List.of(most, most + '-', most + '0', most + 'z');
        keys.forEach(key -> created(key, key.substring(most.length()) + '!'));
        keys.forEach(key -> assertThat(value(key)).as(rule).isEqualTo(key.substring(most.length()) + '!'));
        assertThat(keys(store.range(most, most + 'z', 10))).as(rule).isEqualTo(keys.subList(0, 3));
    }

    @Test
    @DisplayName("keys that look like something else are but keys")
    void hostileKeys() {
        List<String> keys = List.of(
                "-", "--", "---", "0", "00", "0-0", "01", "1", "1e3", "1000", "a", "a-", "a--", "false", "nan", "null",
                "true");
        keys.forEach(key -> created(key, "value of " + key));
        keys.forEach(key -> assertThat(value(key)).as(rule).isEqualTo("value of " + key));
        keys.forEach(store::remove);
        assertThat(store.range("-", "z", 10)).as(rule).isEmpty();
    }
}

package io.leasehold.redis;

import io.leasehold.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A script's answer, or a part of it: bytes, or a list of parts. Other commands answer numbers too, or nothing.
 *
 * @param value as the client read it
 */
record Reply(@Nullable Object value) {
    boolean isAbsent() {
        return value == null;
    }

    List<Reply> parts() {
        if (value instanceof List<?> list) {
            return list.stream().<Reply>map(Reply::new).toList();
        }
        throw new IllegalStateException("a script must answer a list here, but answered a value");
    }

    byte[] bytes() {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalStateException("a script must answer a value here, but answered something else");
    }

    Bytes content() {
        return Bytes.of(bytes());
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    long number() {
        return value instanceof Long number ? number : Long.parseLong(text());
    }

    int small() {
        return Math.toIntExact(number());
    }

    boolean flag() {
        return text().equals("1");
    }

    Duration millis() {
        return Duration.ofMillis(number());
    }

    /** A hash: names and values in turn, or in pairs where the client speaks RESP3. */
    Map<String, Reply> fields() {
        List<Reply> flat = parts().stream().flatMap(Reply::ofPair).toList();
        Map<String, Reply> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(flat.get(i).text(), flat.get(i + 1));
        }
        return fields;
    }

    private Stream<Reply> ofPair() {
        return value instanceof Map.Entry<?, ?> pair
                ? Stream.of(new Reply(pair.getKey()), new Reply(pair.getValue()))
                : Stream.of(this);
    }
}

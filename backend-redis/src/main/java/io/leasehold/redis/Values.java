package io.leasehold.redis;

import io.leasehold.store.Bytes;
import io.leasehold.store.ReadableType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script's arguments, in order: values and nothing but values (R23). Used by one thread. */
final class Values {
    private static final byte[] NOTHING = new byte[0];

    private final List<byte[]> all = new ArrayList<>();

    Values add(String text) {
        all.add(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Values add(long number) {
        return add(Long.toString(number));
    }

    Values add(boolean flag) {
        return add(flag ? "1" : "0");
    }

    Values add(Bytes bytes) {
        all.add(bytes.toArray());
        return this;
    }

    Values nothing() {
        all.add(NOTHING);
        return this;
    }

    /** The value's text, or nothing: no value's text is empty. */
    Values add(Optional<?> value) {
        return value.map(present -> add(present.toString())).orElseGet(this::nothing);
    }

    /** How many there are, then each with its versions. */
    Values add(List<ReadableType> types) {
        add(types.size());
        types.forEach(type -> add(type.type()).add(type.oldest()).add(type.newest()));
        return this;
    }

    List<byte[]> all() {
        return all;
    }
}

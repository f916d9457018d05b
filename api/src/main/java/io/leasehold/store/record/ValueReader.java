package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a {@link ValueWriter} wrote, in the same order. */
final class ValueReader {
    private final byte[] content;
    private int at;

    ValueReader(Bytes content) {
        this.content = content.toArray();
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = content[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int small() {
        return Math.toIntExact(number());
    }

    boolean flag() {
        return number() != 0;
    }

    Bytes bytes() {
        return next(small());
    }

    String text() {
        return bytes().utf8();
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    <T> Optional<T> optional(Function<ValueReader, T> read) {
        return flag() ? Optional.of(read.apply(this)) : Optional.empty();
    }

    <T> List<T> list(Function<ValueReader, T> read) {
        int size = small();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(read.apply(this));
        }
        return values;
    }

    /** What is left: fields of newer code, to be written back as they are. */
    Bytes last() {
        return next(content.length - at);
    }

    /** A size that was damaged must not have memory set aside for it. */
    private Bytes next(int size) {
        if (size < 0 || size > content.length - at) {
            throw new IndexOutOfBoundsException(size + " bytes at " + at + " of " + content.length);
        }
        Bytes bytes = Bytes.of(Arrays.copyOfRange(content, at, at + size));
        at += size;
        return bytes;
    }
}

package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes a value field by field, as {@link ValueReader} reads it back: no names, no gaps, numbers as short as they are. */
final class ValueWriter {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    /** Seven bits a byte, the lowest first; any long. */
    ValueWriter number(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            written.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        written.write((int) left);
        return this;
    }

    ValueWriter flag(boolean value) {
        return number(value ? 1 : 0);
    }

    ValueWriter bytes(Bytes value) {
        number(value.size());
        return last(value);
    }

    ValueWriter text(String value) {
        return bytes(Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** By name, so that constants may come and change places. */
    ValueWriter constant(Enum<?> value) {
        return text(value.name());
    }

    <T> ValueWriter optional(Optional<T> value, BiConsumer<ValueWriter, T> write) {
        flag(value.isPresent());
        value.ifPresent(present -> write.accept(this, present));
        return this;
    }

    <T> ValueWriter list(List<T> values, BiConsumer<ValueWriter, T> write) {
        number(values.size());
        values.forEach(value -> write.accept(this, value));
        return this;
    }

    /** What newer code had written behind all that this code knows. */
    ValueWriter last(Bytes rest) {
        written.writeBytes(rest.toArray());
        return this;
    }

    Bytes done() {
        return Bytes.of(written.toByteArray());
    }
}

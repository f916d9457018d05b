package io.leasehold.job;

import io.leasehold.store.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Turns values into bytes and back. Called by any thread, so an implementation keeps no mutable state; the same value must always
 * become bytes that decode to an equal value, under later versions of the program too.
 *
 * @param <T> the values
 */
public interface Codec<T> {
    /** The bytes that stand for this value. May throw anything: the decision that made the value then counts as failed. */
    Bytes encode(T value);

    /** The value that these bytes stand for. May throw anything: the job is then parked with the error. */
    T decode(Bytes bytes);

    /** Text as UTF-8; malformed bytes are refused. */
    static Codec<String> text() {
        return of(Bytes::ofUtf8, bytes -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.toArray()))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("these " + bytes + " are no UTF-8 text", e);
            }
        });
    }

    /** The bytes themselves. */
    static Codec<Bytes> bytes() {
        return of(Function.identity(), Function.identity());
    }

    /** Whole numbers in decimal digits. */
    static Codec<Integer> number() {
        Codec<String> text = text();
        return of(number -> text.encode(number.toString()), bytes -> Integer.valueOf(text.decode(bytes)));
    }

    /** A codec made of two functions. */
    static <T> Codec<T> of(Function<? super T, Bytes> encode, Function<Bytes, ? extends T> decode) {
        return new Codec<>() {
            @Override
            public Bytes encode(T value) {
                return encode.apply(value);
            }

            @Override
            public T decode(Bytes bytes) {
                return decode.apply(bytes);
            }
        };
    }
}

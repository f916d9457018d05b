package io.leasehold.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.leasehold.job.Codec;
import io.leasehold.store.Bytes;
import java.io.IOException;
import java.util.Objects;

/**
 * Values as JSON in UTF-8: records, beans, collections, optionals, {@code java.time}. Thread-safe.
 *
 * <ul>
 *   <li><b>Equal values become equal bytes</b>, in every process: properties, map entries and sets are written in an order of their own.
 *       A payload submitted at every start is thus recognised as the same. (A new field, or another name, makes other bytes: what was
 *       submitted before is then OTHER.)
 *   <li><b>Unknown fields are passed over</b>, absent ones are null, empty, zero or false: an older and a newer program can read each other's
 *       values. A payload stays in the store as it was submitted, whoever owns the job, and an effect as it was recorded. A state is
 *       written anew at each step from what the program knows of it: unknown fields last until then, unless the type carries them
 *       itself (a map with Jackson's {@code @JsonAnySetter} and {@code @JsonAnyGetter}). A field that changes its meaning needs a new
 *       state version.
 *   <li><b>Nothing is guessed</b>: {@code "12"} is no number, {@code 1.5} no whole one, and the bytes can name no class. What a
 *       sealed interface permits is told apart by {@code "@type"} and its simple name, so a record among them keeps its name.
 *   <li><b>No error tells what a value holds</b>, for errors are logged and kept: it names the type, the place and what belongs there.
 * </ul>
 *
 * @param <T> the values; never null
 */
public final class JsonCodec<T> implements Codec<T> {
    private static final ObjectMapper MAPPER = Mapping.mapper();

    private final JavaType type;
    private final JsonProblem problem;

    private JsonCodec(JavaType type) {
        this.type = type;
        this.problem = new JsonProblem(type);
        defined();
    }

    /**
     * A codec for values of this class.
     *
     * @throws IllegalArgumentException if Jackson can't make values of it: an interface that is neither sealed nor has {@code @JsonTypeInfo}, a class without
     *     a constructor that it may use
     */
    public static <T> JsonCodec<T> json(Class<T> type) {
        return new JsonCodec<>(MAPPER.constructType(type));
    }

    /** A codec for values of a generic type, say {@code json(new TypeReference<List<Reminder>>() {})}; throws as the other. */
    public static <T> JsonCodec<T> json(TypeReference<T> type) {
        return new JsonCodec<>(MAPPER.constructType(type));
    }

    /**
     * @throws IllegalArgumentException if the value can't be written, naming the place
     */
    @Override
    public Bytes encode(T value) {
        Objects.requireNonNull(value, () -> "null is no " + type.toCanonical());
        try {
            return Bytes.of(MAPPER.writerFor(type).writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw problem.unwritable(e);
        }
    }

    /**
     * @throws IllegalArgumentException if these bytes are no such value, naming the place
     */
    @Override
    public T decode(Bytes bytes) {
        try {
            T value = MAPPER.readerFor(type).readValue(bytes.toArray());
            if (value == null) {
                throw problem.nothing();
            }
            return value;
        } catch (IOException e) {
            throw problem.unreadable(e);
        }
    }

    /** Fails at the program's start what would fail at the first takeover: an empty object is tried, and only the type's own fault counts. */
    private void defined() {
        try {
            MAPPER.readerFor(type).readValue("{}");
        } catch (InvalidDefinitionException e) {
            throw problem.undefined(e);
        } catch (IOException e) {
            return;
        }
    }
}

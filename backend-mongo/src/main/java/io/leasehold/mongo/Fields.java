package io.leasehold.mongo;

import io.leasehold.store.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A record's fields as Java's values, and back. A number is taken whatever its width: the server widens and narrows by itself. */
final class Fields {
    /** The server's time ({@code $$NOW}) at the reading, which every aggregation that needs it adds. */
    static final String NOW = "now";

    private Fields() {}

    static String text(BsonDocument record, String name) {
        return record.getString(name).getValue();
    }

    static long number(BsonDocument record, String name) {
        return record.getNumber(name).longValue();
    }

    static int small(BsonDocument record, String name) {
        return Math.toIntExact(number(record, name));
    }

    static boolean flag(BsonDocument record, String name) {
        return record.getBoolean(name).getValue();
    }

    /** In epoch milliseconds by the server's clock. */
    static long millis(BsonDocument record, String name) {
        return record.getDateTime(name).getValue();
    }

    static Bytes bytes(BsonDocument record, String name) {
        return Bytes.of(record.getBinary(name).getData());
    }

    /** A field that may be null. */
    static <T> Optional<T> optional(BsonDocument record, String name, Function<BsonValue, T> read) {
        @Nullable BsonValue value = record.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(read.apply(value));
    }

    static List<BsonDocument> parts(BsonDocument record, String name) {
        return record.getArray(name).stream().map(BsonValue::asDocument).toList();
    }

    /** From one moment to a later one; zero if it isn't later. */
    static Duration between(long fromMillis, long toMillis) {
        return Duration.ofMillis(Math.max(0, toMillis - fromMillis));
    }

    /** Any of the values that the store works with; none is null. */
    static BsonValue value(Object value) {
        if (value instanceof BsonValue bson) {
            return bson;
        } else if (value instanceof String text) {
            return new BsonString(text);
        } else if (value instanceof Long number) {
            return new BsonInt64(number);
        } else if (value instanceof Integer small) {
            return new BsonInt32(small);
        } else if (value instanceof Boolean flag) {
            return new BsonBoolean(flag);
        } else if (value instanceof Bytes bytes) {
            return new BsonBinary(bytes.toArray());
        } else if (value instanceof List<?> list) {
            return new BsonArray(list.stream().map(Fields::value).toList());
        } else if (value instanceof Optional<?> optional) {
            return optional.map(Fields::value).orElse(BsonNull.VALUE);
        }
        throw new IllegalArgumentException("a value of " + value.getClass() + " can't be a field");
    }

    /** Field by field: {@code of("owner", "", "revision", 0L)}. */
    static BsonDocument of(Object... namesAndValues) {
        BsonDocument fields = new BsonDocument();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.append((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return fields;
    }
}

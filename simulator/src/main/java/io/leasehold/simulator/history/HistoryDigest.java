package io.leasehold.simulator.history;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a history, event by event in order: two runs that did the same have the same. What is digested of an event is its
 * kind and its fields as texts, which are the same in every version of Java.
 */
public final class HistoryDigest {
    private static final ClassValue<List<MethodHandle>> FIELDS = new ClassValue<>() {
        @Override
        protected List<MethodHandle> computeValue(Class<?> kind) {
            List<MethodHandle> fields = new ArrayList<>();
            for (RecordComponent field : kind.getRecordComponents()) {
                fields.add(reader(field));
            }
            return fields;
        }
    };

    private HistoryDigest() {}

    /** 16 hex characters. */
    public static String of(List<HistoryEvent> events) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            StringBuilder line = new StringBuilder();
            for (HistoryEvent event : events) {
                line.setLength(0);
                describe(event, line);
                sha256.update(line.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one doesn't", e);
        }
    }

    private static void describe(HistoryEvent event, StringBuilder line) {
        line.append(event.getClass().getSimpleName());
        for (MethodHandle field : FIELDS.get(event.getClass())) {
            line.append('\t').append(read(field, event));
        }
        line.append('\n');
    }

    private static MethodHandle reader(RecordComponent field) {
        try {
            return MethodHandles.lookup()
                    .unreflect(field.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("events are public records, but this one can't be read: " + field, e);
        }
    }

    private static Object read(MethodHandle field, Object event) {
        try {
            return (Object) field.invokeExact(event);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a record's accessor throws nothing, but this one did: " + field, e);
        }
    }
}

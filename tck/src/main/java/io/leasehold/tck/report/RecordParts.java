package io.leasehold.tck.report;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** What a record consists of, in order. */
final class RecordParts {
    private RecordParts() {}

    /** Nothing, of a record that strangers may not look into. */
    static Stream<Object> of(Record whole) {
        return Stream.of(whole.getClass().getRecordComponents()).flatMap(part -> value(whole, part));
    }

    private static Stream<Object> value(Record whole, RecordComponent part) {
        try {
            return Stream.of(part.getAccessor().invoke(whole));
        } catch (ReflectiveOperationException e) {
            return Stream.empty();
        }
    }
}

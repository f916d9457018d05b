package io.leasehold.tck.report;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/**
 * One of the things that a record consists of.
 *
 * @param name what the record calls it
 */
record RecordPart(String name, Object value) {
    /** All of them in order; none, of a record that strangers may not look into. */
    static Stream<RecordPart> of(Record whole) {
        return Stream.of(whole.getClass().getRecordComponents()).flatMap(part -> part(whole, part));
    }

    private static Stream<RecordPart> part(Record whole, RecordComponent part) {
        try {
            return Stream.of(new RecordPart(part.getName(), part.getAccessor().invoke(whole)));
        } catch (ReflectiveOperationException e) {
            return Stream.empty();
        }
    }
}

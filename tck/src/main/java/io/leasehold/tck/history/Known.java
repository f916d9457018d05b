package io.leasehold.tck.history;

import io.leasehold.store.memory.Contents;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known between two steps of a history.
 *
 * @param contents what the definition keeps
 * @param marks how far calls in several steps have come, by the call's number
 */
record Known(Contents contents, Map<Long, String> marks) {
    Known {
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
    }

    Known with(Contents other) {
        return new Known(other, marks);
    }

    Known marked(long call, String mark) {
        var others = new TreeMap<>(marks);
        others.put(call, mark);
        return new Known(contents, others);
    }

    boolean isMarked(long call, String mark) {
        return mark.equals(marks.get(call));
    }
}

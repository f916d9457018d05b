package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Survey;
import java.util.EnumMap;
import java.util.Map;

/** Counts what one instance asks of the store. Not thread-safe, like its world. */
final class Meter {
    private final Map<Operation, Long> calls = new EnumMap<>(Operation.class);
    private final Map<Operation, Long> rows = new EnumMap<>(Operation.class);
    private long surveyBytes;
    private long live;
    private long ended;
    private long emptyClaims;

    /** One call, which answered, or changed, so many rows. */
    void count(Operation operation, long itsRows) {
        calls.merge(operation, 1L, Long::sum);
        rows.merge(operation, itsRows, Long::sum);
        emptyClaims += operation == Operation.CLAIM && itsRows == 0 ? 1 : 0;
    }

    /** A survey answered this. */
    void surveyed(Survey answer) {
        count(Operation.SURVEY, 1 + answer.ended().size() + answer.stopped().size());
        surveyBytes += SurveySize.bytes(answer);
        live += answer.fleet().instances();
        ended += answer.ended().size();
    }

    /** All that was counted so far. */
    Counts counts() {
        return new Counts(calls, rows, surveyBytes, live, ended, emptyClaims);
    }
}

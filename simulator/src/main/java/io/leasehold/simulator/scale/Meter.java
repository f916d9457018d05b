package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import java.util.EnumMap;
import java.util.Map;

/** Counts what one instance asks of the store. Not thread-safe, like its world. */
final class Meter {
    private final Map<Operation, Long> calls = new EnumMap<>(Operation.class);
    private final Map<Operation, Long> rows = new EnumMap<>(Operation.class);
    private long surveyBytes;
    private long leases;
    private long emptyClaims;

    /** One call, which answered, or changed, so many rows. */
    void count(Operation operation, long itsRows) {
        calls.merge(operation, 1L, Long::sum);
        rows.merge(operation, itsRows, Long::sum);
        emptyClaims += operation == Operation.CLAIM && itsRows == 0 ? 1 : 0;
    }

    /** A survey answered so many bytes, and summed up so many leases for that. */
    void surveyed(long bytes, long summed) {
        surveyBytes += bytes;
        leases += summed;
    }

    /** All that was counted so far. */
    Counts counts() {
        return new Counts(calls, rows, surveyBytes, leases, emptyClaims);
    }
}

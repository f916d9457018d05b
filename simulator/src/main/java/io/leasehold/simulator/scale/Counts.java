package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was asked of the store in some time, by some instances.
 *
 * @param callsByKind how many calls of each kind
 * @param rowsByKind how many rows these answered or changed; a survey's sum over the live leases is one
 * @param surveyBytes what all that surveys answered weighs ({@link SurveySize})
 * @param live how many live leases surveys went over, to sum them up
 * @param ended how many ended leases surveys named
 * @param emptyClaims how many claims brought nothing
 */
public record Counts(
        Map<Operation, Long> callsByKind,
        Map<Operation, Long> rowsByKind,
        long surveyBytes,
        long live,
        long ended,
        long emptyClaims) {
    /** Nothing at all. */
    static final Counts NONE = new Counts(Map.of(), Map.of(), 0, 0, 0, 0);

    public Counts {
        callsByKind = copy(callsByKind);
        rowsByKind = copy(rowsByKind);
    }

    private static Map<Operation, Long> copy(Map<Operation, Long> counts) {
        Map<Operation, Long> copy = new EnumMap<>(Operation.class);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    Counts plus(Counts other) {
        return and(other, 1);
    }

    Counts minus(Counts other) {
        return and(other, -1);
    }

    private Counts and(Counts other, int sign) {
        return new Counts(
                sum(callsByKind, other.callsByKind, sign),
                sum(rowsByKind, other.rowsByKind, sign),
                surveyBytes + sign * other.surveyBytes,
                live + sign * other.live,
                ended + sign * other.ended,
                emptyClaims + sign * other.emptyClaims);
    }

    private static Map<Operation, Long> sum(Map<Operation, Long> one, Map<Operation, Long> other, int sign) {
        Map<Operation, Long> sum = new EnumMap<>(Operation.class);
        sum.putAll(one);
        other.forEach((operation, count) -> sum.merge(operation, sign * count, Long::sum));
        return sum;
    }

    /** Calls of all kinds. */
    public long calls() {
        return all(callsByKind);
    }

    /** Calls of this kind. */
    public long calls(Operation operation) {
        return callsByKind.getOrDefault(operation, 0L);
    }

    /** Rows that calls of all kinds answered or changed. */
    public long rows() {
        return all(rowsByKind);
    }

    /** Rows that calls of this kind answered or changed. */
    public long rows(Operation operation) {
        return rowsByKind.getOrDefault(operation, 0L);
    }

    private static long all(Map<Operation, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

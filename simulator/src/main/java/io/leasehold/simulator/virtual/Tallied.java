package io.leasehold.simulator.virtual;

import io.leasehold.simulator.report.page.KnownFaults;
import io.leasehold.simulator.report.page.Matrix;
import io.leasehold.simulator.report.page.ReportData.NotInjected;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A tally as reports show it: what fired, by the phase of the steps that it hit, and what didn't. */
final class Tallied {
    private Tallied() {}

    /** With a coverage also what never fired, and why what can't. */
    static Matrix matrix(Tally tally, Optional<Coverage> coverage) {
        List<String> columns =
                Arrays.stream(StepPhase.values()).map(StepPhase::words).toList();
        return new Matrix(
                columns,
                Arrays.stream(Trouble.values())
                        .filter(trouble -> coverage.isPresent() || tally.total(trouble) > 0)
                        .map(trouble -> new Matrix.Row(
                                trouble.text(),
                                Arrays.stream(StepPhase.values())
                                        .map(phase -> cell(tally.of(trouble, phase), trouble, phase, coverage))
                                        .toList()))
                        .toList());
    }

    private static Matrix.Cell cell(long count, Trouble trouble, StepPhase phase, Optional<Coverage> coverage) {
        return count > 0
                ? Matrix.Cell.of(count)
                : coverage.flatMap(known -> known.never(trouble, phase))
                        .map(Matrix.Cell::never)
                        .orElse(Matrix.Cell.of(0));
    }

    /** The same with what was left out, each by itself. */
    static List<NotInjected> missing(Tally tally, FaultChoice faults) {
        List<NotInjected> leftOut = faults.leftOut().stream()
                .map(trouble -> new NotInjected(trouble.number(), trouble.what(), "Left out by --faults"))
                .toList();
        Stream<NotInjected> others = missing(tally).stream()
                .filter(other -> leftOut.stream().noneMatch(out -> out.number() == other.number()));
        return Stream.concat(leftOut.stream(), others)
                .sorted(Comparator.comparingInt(NotInjected::number))
                .toList();
    }

    static List<NotInjected> missing(Tally tally) {
        return KnownFaults.missingInVirtual(number -> Arrays.stream(Trouble.values())
                .filter(trouble -> trouble.number() == number)
                .anyMatch(trouble -> tally.total(trouble) > 0));
    }
}

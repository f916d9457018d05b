package io.leasehold.tck.history;

import io.leasehold.tck.linear.Call;
import io.leasehold.tck.linear.LinearizabilityChecker;
import io.leasehold.tck.linear.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges histories; thread-safe. */
final class Judge {
    private static final long MOST_STEPS = 200_000;

    private Judge() {}

    /** What is wrong with a history, in words for the author of the store; nothing if it can be explained. */
    static Optional<String> objection(History history) {
        var specification = new LeaseSpecification(history.definition(), history.before());
        var checker = new LinearizabilityChecker<>(specification, MOST_STEPS);
        var steps = steps(history);
        Verdict<Part, Object> verdict = checker.check(steps);
        if (verdict instanceof Verdict.Linearizable) {
            return Optional.empty();
        } else if (verdict instanceof Verdict.Undecided<Part, Object> undecided) {
            return Optional.of("nothing is known after " + undecided.tried() + " steps of the search about\n"
                    + lines(history.calls().stream()));
        }
        List<Call<Part, Object>> shortest = checker.shortestViolation(steps).orElse(steps);
        return Optional.of(violation(history, shortest, checker.check(shortest)));
    }

    private static List<Call<Part, Object>> steps(History history) {
        return new Steps(history.calls(), history.cast().jobs(), history.cast().leases()).all();
    }

    private static String violation(History history, List<Call<Part, Object>> shortest, Verdict<Part, Object> verdict) {
        long last = shortest.stream()
                .filter(step -> !step.pending())
                .mapToLong(Call::returned)
                .max()
                .orElse(Call.NEVER);
        String calls = "these calls can't have been one after the other, up to the answer at " + last + ":\n"
                + lines(history.calls().stream()
                        .filter(call -> call.invoked() < last)
                        .map(call -> call.seenAt(last)))
                + "\nbefore them:\n  " + history.before();
        return verdict instanceof Verdict.Violated<Part, Object> violated
                ? calls + "\nthe longest beginning that can be explained:\n"
                        + listed(violated.explained().stream()) + "\nand one of these would have to follow:\n"
                        + lines(violated.next().stream())
                : calls;
    }

    private static <O> String lines(Stream<Call<O, Object>> calls) {
        return listed(calls.sorted(Comparator.comparingLong(Call::invoked)));
    }

    private static <O> String listed(Stream<Call<O, Object>> calls) {
        return calls.map(call -> "  " + call).collect(Collectors.joining("\n"));
    }
}

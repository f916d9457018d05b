package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.report.page.ReportData.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the oracles found in many runs, summed up. Not thread-safe. */
final class Findings {
    private static final int KEPT = 100;

    private final Map<String, Judgement> judgements = new LinkedHashMap<>();

    /** Adds what they found in one run, which its sentences are told to be of. */
    void add(List<Judgement> found, String run) {
        for (Judgement judgement : found) {
            List<String> named = judgement.violations().stream()
                    .map(sentence -> run + ": " + sentence)
                    .toList();
            judgements.merge(
                    judgement.oracle(),
                    new Judgement(judgement.oracle(), judgement.opportunities(), some(named), judgement.unpromised()),
                    Findings::sum);
        }
    }

    private static Judgement sum(Judgement one, Judgement other) {
        List<String> violations = new ArrayList<>(one.violations());
        violations.addAll(other.violations());
        return new Judgement(
                one.oracle(),
                one.opportunities() + other.opportunities(),
                some(violations),
                one.unpromised() + other.unpromised());
    }

    /** A broken engine breaks a rule millions of times. */
    private static List<String> some(List<String> sentences) {
        return sentences.stream().limit(KEPT).toList();
    }

    /** The sums, with the first hundred sentences each. */
    List<Judgement> judgements() {
        return List.copyOf(judgements.values());
    }

    /** Those against the runs. */
    static List<Finding> against(List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> !judgement.kept())
                .map(judgement -> Finding.of(judgement.oracle(), judgement.violations()))
                .toList();
    }
}

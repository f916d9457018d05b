package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;
import static io.leasehold.simulator.broken.BrokenEngines.STORE;

import java.util.List;

/** Mistakes about who took an owner down. */
final class BrokenProbations {
    private static final String RULES = ENGINE + "StepRules.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("INNOCENT", "quarantines whoever stood beside")
                    .with(
                            RULES,
                            "return progress.probation() && progress.lapses() > SUSPICIOUS_LAPSES;",
                            "return progress.lapses() > SUSPICIOUS_LAPSES;"),
            noticedBy("INNOCENT", "never quarantines")
                    .with(
                            RULES,
                            "return progress.probation() && progress.lapses() > SUSPICIOUS_LAPSES;",
                            "return false;"),
            noticedBy("INNOCENT", "quarantines who was handed over on probation")
                    .with(
                            RULES,
                            "return progress.change().lapses(SUSPICIOUS_LAPSES).probation(true).done();",
                            "return progress.change().lapses(SUSPICIOUS_LAPSES + 1).probation(true).done();"),
            noticedBy("INNOCENT", "counts a clean hand-over as a lapse")
                    .with(
                            STORE + "ClaimRules.java",
                            "former.filter(dead -> dead.how == LeaseEnd.LAPSED).isPresent()",
                            "former.isPresent()"),
            noticedBy("INNOCENT", "leaves in order with its lease ended as lapsed")
                    .with(
                            ENGINE + "Departure.java",
                            "store.end(lease, LeaseEnd.CLEAN);",
                            "store.end(lease, LeaseEnd.LAPSED);"),
            noticedBy("INNOCENT", "runs suspects all at once")
                    .with(
                            ENGINE + "Suspects.java",
                            "return inTurn.filter(holder -> holder == job).isPresent();",
                            "return true;"),
            noticedBy("INNOCENT", "runs suspects without a probation")
                    .with(
                            ENGINE + "Probation.java",
                            "if (!StepRules.suspect(progress) || progress.probation()) {",
                            "if (true) {"),
            noticedBy("INNOCENT", "the mark stays after the outcome")
                    .with(ENGINE + "StepCycle.java", "change(StepRules.offProbation(to), delay);", "change(to, delay);")
                    .with(
                            RULES,
                            "return closed(progress, next) .failures(0) .lapses(0) .probation(false)",
                            "return closed(progress, next) .failures(0) .lapses(0)"));

    private BrokenProbations() {}
}

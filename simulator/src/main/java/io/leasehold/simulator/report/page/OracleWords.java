package io.leasehold.simulator.report.page;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.report.page.ReportData.OracleLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each oracle holds, for people, and what its opportunities are. */
public enum OracleWords {
    DUP("no step's effect starts twice that mode and sink promise not to", "duplicates", "steps that reached the sink"),
    LOSS("every step reached the sink or was reported in doubt; every run ended", "steps missing silently", "steps"),
    DOUBT(
            "a step is reported in doubt only for a reason",
            "reports without a reason",
            "takeovers (in the store's own transaction: closed steps)"),
    CHAIN("each effect carries the hash of those before it", "broken links", "effects"),
    TOKEN("a job's tokens strictly grow; old ones start nothing", "tokens that did not grow", "claims"),
    AUTH("every accepted write was its present owner's", "writes of others", "writes"),
    GRANT("jobs are claimed only from ended leases, by who may", "claims too early", "claims"),
    MONO("revisions and sequences never go back", "steps back", "writes"),
    TWO("nobody passes the gate after another has claimed the job", "second owners", "passed gates"),
    DOWN("no standstill exceeds the engine's stated bound", "standstills too long", "standstills"),
    PACE("no step begins before its due", "steps too early", "steps"),
    WISH("a stopped job starts at most the step in hand and one more", "steps too many", "stops"),
    TOLD("who lost a job hears of it, and its handler is interrupted", "losses untold", "losses"),
    INNOCENT("only jobs whose own attempts ended badly are set aside", "innocent jobs set aside", "ends of runs"),
    CHURN("in quiet no job changes owner", "needless moves", "moments of quiet"),
    BALANCE("in quiet loads are even", "uneven loads", "loads looked at"),
    STALL("once all is quiet every job makes progress", "jobs that stood still", "waits"),
    LEAK("who stops gives everything back within its budget", "things kept", "stops in order"),
    GROWTH("the store keeps no record that nobody needs", "records too many", "counts"),
    LOOP("nothing that an engine runs by itself ever throws", "throws", "simulated seconds"),
    LOCK("a lock has one holder at a time", "second holders", "looks at locks"),
    ROWS("what was once a message in the database is one at the end", "rows gone", "rows");

    private final String rule;
    private final String violations;
    private final String opportunities;

    OracleWords(String rule, String violations, String opportunities) {
        this.rule = rule;
        this.violations = violations;
        this.opportunities = opportunities;
    }

    /**
     * Each in a line.
     *
     * @param openTakeovers in how many takeovers a step was open, of which DUP says something too; 0: not known, or none
     */
    public static List<OracleLine> lines(List<Judgement> judgements, long openTakeovers) {
        return judgements.stream()
                .map(judgement -> line(judgement, openTakeovers))
                .toList();
    }

    private static OracleLine line(Judgement judgement, long openTakeovers) {
        Optional<OracleWords> words = Arrays.stream(values())
                .filter(known -> known.name().equals(judgement.oracle()))
                .findFirst();
        String evidence = judgement.kept()
                ? words.map(known -> known.evidence(judgement, openTakeovers))
                        .orElseGet(() -> RuleOfThree.sentence("violations", judgement.opportunities(), "opportunities"))
                : "violated " + judgement.violations().size() + " times";
        return new OracleLine(
                judgement.oracle(),
                words.map(known -> known.rule).orElse(""),
                judgement.opportunities(),
                judgement.violations().size(),
                evidence + unpromised(judgement));
    }

    private String evidence(Judgement judgement, long openTakeovers) {
        String each = RuleOfThree.sentence(violations, judgement.opportunities(), opportunities);
        return this == DUP && openTakeovers > 0 && judgement.unpromised() == 0
                ? RuleOfThree.sentence(violations, openTakeovers, "takeovers with an open step") + "; " + each
                : each;
    }

    private static String unpromised(Judgement judgement) {
        return judgement.unpromised() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d more that delivery mode and sink don't promise against",
                        judgement.unpromised());
    }
}

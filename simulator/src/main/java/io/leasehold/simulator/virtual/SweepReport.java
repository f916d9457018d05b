package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.report.page.OracleWords;
import io.leasehold.simulator.report.page.ReportData;
import io.leasehold.simulator.report.page.ReportData.Figure;
import io.leasehold.simulator.report.page.ReportData.Ruling;
import io.leasehold.simulator.report.page.ReportData.Setting;
import io.leasehold.simulator.report.page.RunCharts;
import io.leasehold.simulator.report.page.Takeovers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report of a sweep, and of one run of it with its whole timeline. Used by one thread. */
public final class SweepReport {
    private final String what;
    private final Tally tally = new Tally();
    private final Findings findings = new Findings();
    private final List<HistoryEvent> story = new ArrayList<>();
    private final long began = System.nanoTime();
    private long runs;
    private boolean interrupted;

    /** A report of this, of which nothing is heard yet. */
    public SweepReport(String what) {
        this.what = what;
    }

    /** Adds a part of a sweep: what was red, in words that begin with the oracle's name. */
    void add(long moreRuns, Tally moreTally, Map<String, Long> opportunities, List<String> red) {
        runs += moreRuns;
        tally.add(moreTally);
        findings.add(
                opportunities.entrySet().stream()
                        .map(entry -> new Judgement(entry.getKey(), entry.getValue(), List.of()))
                        .toList(),
                "");
        for (String told : red) {
            String oracle = told.matches("(?s)[A-Z]+: .*") ? told.substring(0, told.indexOf(':')) : "HITS";
            findings.add(List.of(new Judgement(oracle, 0, List.of(told))), "a run");
        }
    }

    /** Adds what the one run came to that was told alone. */
    public void add(List<Judgement> judgements, Tally moreTally) {
        runs++;
        tally.add(moreTally);
        findings.add(judgements, "this run");
    }

    /** Adds an event of the one run that is told alone. */
    public void add(HistoryEvent event) {
        story.add(event);
    }

    /** It was ended before its time. */
    void interrupt() {
        interrupted = true;
    }

    /** Whether it was. */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * All that its page shows.
     *
     * @param replay the command that runs the same again
     */
    public ReportData data(String replay) {
        List<Judgement> judgements = findings.judgements();
        Optional<RunCharts> charts = story.isEmpty()
                ? Optional.empty()
                : Optional.of(RunCharts.of(Evidence.ofHistory(story), SweepRun.SETTINGS.maxDowntime()));
        boolean green = judgements.stream().allMatch(Judgement::kept);
        String word = interrupted ? "INTERRUPTED" : green ? "GREEN" : "RED";
        return new ReportData(
                what,
                took().toMillis(),
                new Ruling(word, sentence(green), Findings.against(judgements)),
                figures(judgements),
                charts.map(RunCharts::timeline).orElse(null),
                charts.map(RunCharts::downtimes).orElse(null),
                charts.map(RunCharts::sends).orElse(null),
                Tallied.matrix(tally, Optional.empty()),
                OracleWords.lines(judgements, Takeovers.withAnOpenStep(story)),
                Tallied.missing(tally),
                List.of(new Setting("took", took().toSeconds() + " s of this machine")),
                replay);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String sentence(boolean green) {
        String seen = (green ? "No oracle found anything in " : "Oracles found violations in ")
                + number(runs)
                + (runs == 1 ? " run." : " runs, none of them sampled.");
        return interrupted ? "Ended before its time; so far: " + seen : seen;
    }

    private List<Figure> figures(List<Judgement> judgements) {
        long red =
                judgements.stream().mapToLong(each -> each.violations().size()).sum();
        return List.of(
                new Figure("runs", number(runs), "", false),
                new Figure("violations", number(red), "", red > 0),
                new Figure("kills", number(tally.total(Trouble.KILL)), "", false),
                new Figure("freezes", number(tally.total(Trouble.FREEZE)), "beyond the lease", false));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.report.page.OracleWords;
import io.leasehold.simulator.report.page.ReportData;
import io.leasehold.simulator.report.page.ReportData.Figure;
import io.leasehold.simulator.report.page.ReportData.Finding;
import io.leasehold.simulator.report.page.ReportData.Ruling;
import io.leasehold.simulator.report.page.ReportData.Setting;
import io.leasehold.simulator.report.page.RunCharts;
import io.leasehold.simulator.report.page.Takeovers;
import io.leasehold.simulator.scenario.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The report of many seeds in virtual time, and of one with its whole timeline. Thread-safe. */
public final class BatchReport {
    private static final int MOST_SEEDS = 20;

    private final VirtualOptions options;
    private final long first;
    private final long seeds;
    private final Findings findings = new Findings();
    private final List<HistoryEvent> story = new ArrayList<>();
    private final long began = System.nanoTime();
    private long openTakeovers;

    /** A report of so many seeds from the first one on, of which nothing is heard yet. */
    public BatchReport(VirtualOptions options, long first, long seeds) {
        this.options = options;
        this.first = first;
        this.seeds = seeds;
    }

    /** Runs this seed, and adds what it came to. */
    public VirtualResult run(long seed) {
        return run(seed, event -> {});
    }

    /** The same; {@code copy} hears every event. */
    public VirtualResult run(long seed, Consumer<HistoryEvent> copy) {
        List<HistoryEvent> told = new ArrayList<>();
        VirtualResult result = new VirtualRun(seed, options, copy.andThen(told::add)).run();
        add(result, told, Takeovers.withAnOpenStep(told));
        return result;
    }

    private synchronized void add(VirtualResult result, List<HistoryEvent> told, long takeovers) {
        findings.add(result.judgements(), "seed " + result.seed());
        openTakeovers += takeovers;
        if (seeds == 1) {
            story.addAll(told);
        }
    }

    /** The same of one seed that ran alone. */
    public ReportData data(VirtualResult result, String replay) {
        Totals totals = new Totals();
        totals.add(result);
        return data(new BatchResult(options, first, totals), replay);
    }

    /**
     * All that its page shows.
     *
     * @param result what the batch came to
     * @param replay the command that runs the same again
     */
    public synchronized ReportData data(BatchResult result, String replay) {
        Totals totals = result.totals();
        Tally tally = totals.tally();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        List<Judgement> judgements = findings.judgements();
        Optional<RunCharts> charts = story.isEmpty()
                ? Optional.empty()
                : Optional.of(RunCharts.of(
                        Evidence.ofHistory(story), options.settings().maxDowntime()));
        return new ReportData(
                "drawn trouble in virtual time: " + number(totals.seeds())
                        + (result.interrupted() ? " of " + number(seeds) : "")
                        + (seeds == 1 ? " seed" : " seeds") + ", " + options.jobs() + " jobs on "
                        + options.instances() + " instances",
                took.toMillis(),
                new Ruling(word(result), sentence(result), against(result, judgements)),
                figures(totals, took),
                charts.map(RunCharts::timeline).orElse(null),
                charts.map(RunCharts::downtimes).orElse(null),
                charts.map(RunCharts::sends).orElse(null),
                Tallied.matrix(tally, Optional.of(result.coverage())),
                OracleWords.lines(judgements, openTakeovers),
                Tallied.missing(tally, options.faults()),
                settings(took),
                replay);
    }

    private static String word(BatchResult result) {
        return result.interrupted() ? "INTERRUPTED" : result.green() ? "GREEN" : "RED";
    }

    private static String sentence(BatchResult result) {
        Totals totals = result.totals();
        List<Long> red = totals.red();
        String seen = red.isEmpty()
                ? "No oracle found anything in " + number(totals.seeds())
                        + (totals.seeds() == 1 ? " run of " : " runs of ")
                        + number(totals.simulated().toMinutes()) + " simulated minutes."
                : number(red.size()) + " of " + number(totals.seeds()) + " seeds are red: "
                        + red.stream().limit(MOST_SEEDS).map(String::valueOf).collect(Collectors.joining(", "))
                        + (red.size() > MOST_SEEDS ? " …" : "") + ".";
        return result.interrupted() ? "Ended before its time; so far: " + seen : seen;
    }

    private static List<Finding> against(BatchResult result, List<Judgement> judgements) {
        List<Finding> all = new ArrayList<>(Findings.against(judgements));
        if (!result.demandedGaps().isEmpty()) {
            all.add(Finding.of("COVERAGE", result.demandedGaps()));
        }
        return all;
    }

    private List<Figure> figures(Totals totals, Duration took) {
        Tally tally = totals.tally();
        Duration simulated = totals.simulated();
        long pace = simulated.toSeconds() / Math.max(1, took.toSeconds());
        return List.of(
                new Figure(
                        "red seeds",
                        number(totals.red().size()),
                        "of " + number(totals.seeds()),
                        !totals.red().isEmpty()),
                new Figure(
                        "simulated",
                        number(simulated.toMinutes()) + " min",
                        String.format(Locale.ROOT, "%.2f years", simulated.toHours() / 24.0 / 365),
                        false),
                new Figure(
                        "pace",
                        number(pace) + "×",
                        String.format(
                                Locale.ROOT,
                                "real time; %.1f years an hour of a processor",
                                totals.yearsPerProcessorHour()),
                        false),
                new Figure("takeovers", number(openTakeovers), "with an open step", false),
                new Figure("kills", number(tally.total(Trouble.KILL) + tally.total(Trouble.KILL_TWO)), "", false),
                new Figure("freezes", number(tally.total(Trouble.FREEZE)), "beyond the lease", false),
                new Figure("events", number(totals.events()), "", false));
    }

    private List<Setting> settings(Duration took) {
        return List.of(
                new Setting("seeds", first + " to " + (first + seeds - 1)),
                new Setting("instances", Integer.toString(options.instances())),
                new Setting(
                        "jobs",
                        options.jobs() + ", a step every " + options.pace().toSeconds() + " s"),
                new Setting("trouble", DurationText.write(options.time()) + " for each seed"),
                new Setting("faults", options.faults().words()),
                new Setting("store", options.over().word()),
                new Setting("delivery", options.terms().word()),
                new Setting("locks", options.locks() ? "yes" : "no"),
                new Setting("ttl", options.settings().ttl().toSeconds() + " s"),
                new Setting("heartbeat", options.settings().heartbeat().toSeconds() + " s"),
                new Setting("scan", options.settings().scan().toSeconds() + " s"),
                new Setting("took", took.toSeconds() + " s of this machine"));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package io.leasehold.simulator.report.page;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.real.Verdict;
import io.leasehold.simulator.report.Summary;
import io.leasehold.simulator.report.page.ReportData.Figure;
import io.leasehold.simulator.report.page.ReportData.Finding;
import io.leasehold.simulator.report.page.ReportData.NotInjected;
import io.leasehold.simulator.report.page.ReportData.Ruling;
import io.leasehold.simulator.report.page.ReportData.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The report of one run with real threads. */
public final class RealReport {
    private final RunResult result;
    private final Evidence evidence;
    private final Summary summary;
    private final long openTakeovers;

    private RealReport(RunResult result) {
        this.result = result;
        this.evidence = result.evidence();
        this.summary = Summary.of(result);
        this.openTakeovers = Takeovers.withAnOpenStep(evidence.events());
    }

    /**
     * All that its page shows.
     *
     * @param replay the command that runs the same again
     */
    public static ReportData of(RunResult result, String replay) {
        RealReport report = new RealReport(result);
        RunCharts charts =
                RunCharts.of(report.evidence, result.options().settings().maxDowntime());
        return new ReportData(
                report.title(),
                TimelineOf.end(report.evidence.events()),
                report.ruling(),
                report.figures(),
                charts.timeline(),
                charts.downtimes(),
                charts.sends(),
                report.coverage(),
                OracleWords.lines(result.judgements(), report.openTakeovers),
                report.notInjected(),
                report.settings(),
                replay);
    }

    private String title() {
        return result.options().scenario().name() + ": " + summary.jobs() + " jobs on "
                + result.options().instances() + " instances over " + result.store();
    }

    private Ruling ruling() {
        List<Finding> findings = new ArrayList<>();
        result.judgements().stream()
                .filter(judgement -> !judgement.kept())
                .map(judgement -> Finding.of(judgement.oracle(), judgement.violations()))
                .forEach(findings::add);
        if (!result.missed().isEmpty()) {
            findings.add(Finding.of(
                    "FAULTS",
                    result.missed().stream()
                            .map(fault -> fault.words() + ": planned, but found no victim or no occasion")
                            .toList()));
        }
        return new Ruling(result.verdict().name(), sentence(), findings);
    }

    private String sentence() {
        return switch (result.verdict()) {
            case GREEN ->
                String.format(
                        "No duplicate, nothing missing silently, every standstill within the bound, in %,d takeovers;"
                                + " every planned fault has hit.",
                        summary.takeovers());
            case RED -> "Something that must not happen has happened, or a planned fault hit nothing.";
            case INVALID ->
                "This machine stood still for " + result.stall().toMillis()
                        + " ms: the run is evidence of nothing, either way. Repeat it on a quieter one.";
            case INTERRUPTED ->
                "Ended before its time: what was seen so far, " + so(result.judgements())
                        + ". Whether steps are missing, jobs stood still for too long or losses went untold can't be judged so early.";
        };
    }

    private static String so(List<Judgement> judgements) {
        return judgements.stream().allMatch(Judgement::kept) ? "without a violation" : "with violations";
    }

    private List<Figure> figures() {
        long freezes = evidence.all(Frozen.class).size();
        long unpromised =
                result.judgements().stream().mapToLong(Judgement::unpromised).sum();
        long max = summary.downtimeMillis().max();
        return List.of(
                figure("duplicates", summary.duplicates(), beside(unpromised), summary.duplicates() > unpromised),
                missing(),
                new Figure(
                        "longest standstill",
                        max + " ms",
                        "bound " + summary.boundMillis() + " ms",
                        max > summary.boundMillis()),
                figure("sends", summary.sends(), "", false),
                figure("takeovers", summary.takeovers(), openTakeovers + " with an open step", false),
                figure("kills", summary.kills(), "", false),
                figure("freezes", freezes, "beyond the lease", false),
                figure("in doubt", summary.inDoubt(), "all reported", false));
    }

    private Figure missing() {
        return result.verdict() == Verdict.INTERRUPTED
                ? new Figure("missing silently", "–", "not judged so early", false)
                : figure("missing silently", summary.missing(), "", summary.missing() > 0);
    }

    private static Figure figure(String name, long value, String beside, boolean wrong) {
        return new Figure(name, String.format("%,d", value), beside, wrong);
    }

    private static String beside(long unpromised) {
        return unpromised == 0 ? "" : "not promised against: " + unpromised;
    }

    private Matrix coverage() {
        List<String> columns = Arrays.stream(Phase.values()).map(Phase::words).toList();
        return new Matrix(
                columns,
                List.of(
                        row("kill", evidence.all(Killed.class).stream().map(Killed::phase)),
                        row(
                                "freeze beyond the lease",
                                evidence.all(Frozen.class).stream().map(Frozen::phase))));
    }

    private static Matrix.Row row(String name, Stream<Phase> hit) {
        List<Phase> phases = hit.toList();
        return new Matrix.Row(
                name,
                Arrays.stream(Phase.values())
                        .map(phase -> Matrix.Cell.of(
                                phases.stream().filter(phase::equals).count()))
                        .toList());
    }

    private List<NotInjected> notInjected() {
        boolean stopped = result.options().scenario().faults().stops() > 0
                && !evidence.all(StopAsked.class).isEmpty();
        return KnownFaults.missingInReal(number -> switch (number) {
            case 1 -> stopped;
            case 2 -> summary.kills() > 0;
            case 3 -> !evidence.all(Frozen.class).isEmpty();
            default -> false;
        });
    }

    private List<Setting> settings() {
        RunOptions options = result.options();
        EngineSettings settings = options.settings();
        return List.of(
                new Setting("store", result.store()),
                new Setting("seed", Long.toString(options.seed())),
                new Setting("factor", options.factor() + " times faster than the scenario's numbers"),
                new Setting("instances", options.instances() + " at once, " + summary.instances() + " in all"),
                new Setting("delivery", options.terms().word()),
                new Setting("ttl", words(settings.ttl())),
                new Setting("heartbeat", words(settings.heartbeat())),
                new Setting("scan", words(settings.scan())),
                new Setting("promise", words(settings.maxDowntime())),
                new Setting("guard", words(settings.guard())),
                new Setting(
                        "stall of this machine",
                        words(result.stall()) + "; valid up to " + words(result.stallLimit())));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}

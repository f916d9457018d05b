package io.leasehold.simulator.report;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.real.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A finished run as a table for people. */
public final class Table {
    private static final int SHOWN = 10;

    private final RunResult result;
    private final Summary summary;
    private final List<String> lines = new ArrayList<>();

    private Table(RunResult result) {
        this.result = result;
        this.summary = Summary.of(result);
    }

    /** The table's lines. */
    public static List<String> of(RunResult result) {
        return of(result, Map.of());
    }

    /** The same with these rows besides, by name. */
    public static List<String> of(RunResult result, Map<String, String> more) {
        Table table = new Table(result);
        table.numbers();
        more.forEach(table::row);
        table.downtimes();
        table.judgements();
        table.verdict();
        return List.copyOf(table.lines);
    }

    private void numbers() {
        Evidence evidence = result.evidence();
        EngineSettings settings = result.options().settings();
        row(
                "scenario",
                result.options().scenario().name() + " at factor "
                        + result.options().factor() + ", seed "
                        + result.options().seed() + ", over " + result.store());
        row(
                "lease",
                "ttl " + seconds(settings.ttl()) + ", heartbeat " + seconds(settings.heartbeat()) + ", scan "
                        + seconds(settings.scan()) + ", promise " + seconds(settings.maxDowntime()));
        row("instances", summary.instances() + " (at most " + result.options().instances() + " at once)");
        row("jobs", summary.jobs());
        row("sends", summary.sends());
        row(
                "kills",
                summary.kills() + ": "
                        + Arrays.stream(Phase.values())
                                .map(phase -> summary.killsByPhase().get(phase.word()) + " " + phase.words())
                                .collect(Collectors.joining("; ")));
        if (result.options().terms().delivering().inStore()) {
            row("rolled back", result.cutOff() + " transactions, in whose midst their owner was killed");
        }
        row("freezes", evidence.all(Frozen.class).size() + " for longer than the lease lasts");
        row("stops", evidence.all(Stopped.class).size() + " in order, those at the end included");
        row("takeovers", summary.takeovers());
        if (!evidence.all(Ordered.class).isEmpty()) {
            row(
                    "started again",
                    evidence.all(Ordered.class).size() + " jobs, quarantined when three owners in a row were lost");
        }
        long unpromised =
                result.judgements().stream().mapToLong(Judgement::unpromised).sum();
        row("delivery", result.options().terms().word());
        row("duplicates", summary.duplicates() + ", steps that the mode doesn't promise against: " + unpromised);
        row("missing", result.interrupted() ? "not judged so early" : summary.missing());
        row("in doubt", summary.inDoubt() + " reported, of " + summary.takeovers() + " takeovers");
    }

    private void downtimes() {
        Summary.Percentiles crash = summary.downtimeMillis();
        row(
                "downtime",
                "p50 " + crash.p50() + " ms, p99 " + crash.p99() + " ms, max " + crash.max() + " ms; bound "
                        + summary.boundMillis() + " ms, promise "
                        + result.options().settings().maxDowntime().toMillis() + " ms");
        Summary.Percentiles stop = Summary.Percentiles.of(Summary.downtimes(result.evidence(), Downtime.Kind.STOP));
        row(
                "after a stop",
                "p50 " + stop.p50() + " ms, p99 " + stop.p99() + " ms, max " + stop.max() + " ms; bound "
                        + result.evidence().bounds().stop().toMillis() + " ms");
        row(
                "stall",
                result.stall().toMillis() + " ms of the machine itself; a run is valid up to "
                        + result.stallLimit().toMillis() + " ms");
    }

    private void judgements() {
        lines.add("");
        for (Judgement judgement : result.judgements()) {
            row(
                    judgement.oracle(),
                    (judgement.kept() ? "kept" : judgement.violations().size() + " VIOLATIONS") + " in "
                            + judgement.opportunities() + " opportunities");
            judgement.violations().stream().limit(SHOWN).forEach(sentence -> row("", "- " + sentence));
            if (judgement.violations().size() > SHOWN) {
                row("", "- and " + (judgement.violations().size() - SHOWN) + " more");
            }
        }
        result.missed()
                .forEach(fault -> row("MISSED", fault.words() + ": planned, but found no victim or no occasion"));
    }

    private void verdict() {
        lines.add("");
        Verdict verdict = result.verdict();
        String why = switch (verdict) {
            case INVALID ->
                ": this machine stood still for " + result.stall().toMillis()
                        + " ms, so the run proves nothing, either way; repeat it on a quieter one";
            case INTERRUPTED ->
                ": ended before its time; the table says what was seen so far, and nothing about missing steps, standstills and untold losses";
            default -> "";
        };
        lines.add(verdict + why);
    }

    private void row(String name, Object value) {
        lines.add(String.format("%-13s %s", name, value));
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}

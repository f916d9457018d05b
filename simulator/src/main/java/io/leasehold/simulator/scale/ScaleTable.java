package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fleets of a series as a Markdown table, a column each. */
public final class ScaleTable {
    private final ScaleSeries series;
    private final List<String> lines = new ArrayList<>();

    private ScaleTable(ScaleSeries series) {
        this.series = series;
    }

    /** The table's lines. */
    public static List<String> of(ScaleSeries series) {
        ScaleTable table = new ScaleTable(series);
        table.head();
        table.gathering();
        table.quiet();
        table.died();
        return List.copyOf(table.lines);
    }

    private void head() {
        row("", result -> number(result.options().instances()) + " instances");
        lines.add("|---".repeat(1 + series.results().size()) + "|");
        row("jobs", result -> number(result.options().jobs()));
    }

    private void gathering() {
        row("**former owners leave**: all jobs have an owner again after", result -> seconds(result.owned()));
        row("no job changes its owner any more after", result -> seconds(result.even()));
        row(
                "jobs owned then: smallest / median / largest",
                result -> result.fresh().toString());
        row(
                "calls of an instance until the quiet begins",
                result -> number(Math.round(
                        result.gathering().each(result.gathering().sum().calls()))));
    }

    private void quiet() {
        row("**quiet**: calls / s and instance", result -> rate(result.quiet().callRate()));
        for (Operation operation : List.of(Operation.RENEW, Operation.OWNED, Operation.SURVEY)) {
            row(
                    "of these " + operation.name().toLowerCase(Locale.ROOT),
                    result -> rate(result.quiet().callRate(operation)));
        }
        row(
                "calls / s of the instance that calls most",
                result -> rate(
                        result.quiet().most().calls() / (result.quiet().time().toMillis() / 1000.0)));
        quietRate("rows answered or changed / s and instance", Counts::rows);
        quietRate("survey bytes / s and instance", Counts::surveyBytes);
        row(
                "ended leases that a survey names",
                result -> String.format(
                        "%.1f",
                        (double) result.quiet().sum().ended()
                                / result.quiet().sum().calls(Operation.SURVEY)));
        quietRate("live leases that surveys sum up / s and instance", Counts::live);
        row(
                "the same of the whole fleet",
                result -> number(
                        Math.round(result.quiet().rate(result.quiet().sum().live())
                                * result.quiet().instances())));
    }

    private void quietRate(String what, Function<Counts, Long> counted) {
        row(
                what,
                result -> rate(result.quiet().rate(counted.apply(result.quiet().sum()))));
    }

    private void died() {
        row(
                "**death**: instances that die at once, jobs of theirs",
                result -> number(result.died().instances()) + ", "
                        + number(result.died().jobs()));
        row(
                "an owner again: half of the jobs, all",
                result -> seconds(result.died().median()) + ", "
                        + seconds(result.died().longest()));
        row(
                "longest since the last renewal (bound)",
                result -> seconds(result.died().sinceRenewal()) + " ("
                        + seconds(result.died().bound()) + ")");
        deathEach("surveys of a survivor meanwhile", counts -> counts.calls(Operation.SURVEY));
        deathEach("claims of a survivor", counts -> counts.calls(Operation.CLAIM));
        deathEach("of these with nothing in it", Counts::emptyClaims);
        row(
                "jobs owned then: smallest / median / largest",
                result -> result.after().toString());
    }

    private void deathEach(String what, Function<Counts, Long> counted) {
        row(
                what,
                result -> String.format(
                        "%.1f",
                        result.died()
                                .asked()
                                .each(counted.apply(result.died().asked().sum()))));
    }

    private void row(String name, Function<ScaleResult, String> cell) {
        lines.add("| " + name + " | " + series.results().stream().map(cell).collect(Collectors.joining(" | ")) + " |");
    }

    private static String number(long value) {
        return String.format("%,d", value);
    }

    private static String rate(double value) {
        return value < 10 ? String.format("%.3f", value) : number(Math.round(value));
    }

    private static String seconds(Duration time) {
        return String.format("%,.1f s", time.toMillis() / 1000.0);
    }
}

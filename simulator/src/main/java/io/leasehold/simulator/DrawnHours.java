package io.leasehold.simulator;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.report.BatchSummary;
import io.leasehold.simulator.report.ResultFile;
import io.leasehold.simulator.scenario.DurationText;
import io.leasehold.simulator.virtual.BatchReport;
import io.leasehold.simulator.virtual.BatchResult;
import io.leasehold.simulator.virtual.FaultChoice;
import io.leasehold.simulator.virtual.VirtualMode;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualResult;
import io.leasehold.simulator.virtual.VirtualRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --mode virtual}: what it is told, and its runs of drawn hours. */
final class DrawnHours {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "virtual: how many seeds, from --seed on (default: 100, or the preset's).")
    private @Nullable Integer seeds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "20",
            description = "virtual: how many jobs (default: ${DEFAULT-VALUE}).")
    private int jobs = 20;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = LeaseOptions.Time.class,
            description =
                    "virtual: how much simulated time of trouble for each seed, as in 30m (default: 1h, or the preset's).")
    private @Nullable Duration duration;

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            converter = LeaseOptions.Time.class,
            description = "virtual: from one step of a job to the next (default: 30s, or the preset's).")
    private @Nullable Duration pace;

    @Option(
            names = "--preset",
            paramLabel = "WORD",
            description = {
                "virtual: how much evidence, in a word; each seed is an hour: 40 minutes of trouble, and what follows.",
                "quick: 100 seeds. ci: 5,000. nightly: 20 simulated years, 4 hours of trouble a seed and a step every",
                "5 minutes, other seeds each time. soak: until Ctrl-C."
            })
    private @Nullable String preset;

    @Option(
            names = "--locks",
            description =
                    "virtual, in memory: instances take locks, too, around what accepts no token lower than it has seen.")
    private boolean locks;

    boolean locks() {
        return locks;
    }

    /** How many seeds, if that was said. */
    Optional<Integer> seeds() {
        return Optional.ofNullable(seeds);
    }

    /** Whether a preset was named. */
    boolean presets() {
        return preset != null;
    }

    private Optional<Preset> preset(CommonOptions common) {
        return Optional.ofNullable(preset)
                .map(word -> Preset.of(word)
                        .orElseThrow(() -> common.wrong(
                                "--preset must be one of " + Preset.known() + ", but is \"" + word + '"')));
    }

    /** Runs, and prints what came of it; answers the exit code. */
    int run(CommonOptions common, ReportOptions report) throws IOException, InterruptedException {
        Optional<Preset> asked = preset(common);
        int many = Optional.ofNullable(seeds).or(() -> asked.map(Preset::seeds)).orElse(100);
        if (many < 1) {
            throw common.wrong("--seeds must be at least 1, but is " + many);
        }
        VirtualOptions options = options(asked, common);
        long first = common.seed().orElseGet(() -> asked.map(Preset::repeats).orElse(true) ? 1 : fresh());
        PrintWriter out = common.out();
        out.println("leasehold simulate --mode virtual: " + options.instances() + " instances, " + jobs
                + " jobs, a step every " + DurationText.write(options.pace()) + ", "
                + DurationText.write(options.time())
                + " of trouble, over " + options.over().word() + ", "
                + options.terms().word()
                + (locks ? ", with locks" : "") + options.faults().told() + ", seeds " + first + " to "
                + (first + many - 1));
        if (common.writesHistory() && many != 1) {
            throw common.wrong("--history of a virtual run needs --seeds 1, but --seeds is " + many);
        }
        BatchReport batch = new BatchReport(options, first, many);
        if (common.writesHistory()) {
            return common.recorded(copy -> written(first, batch, common, copy, report));
        }
        Path file = common.result();
        LongFunction<VirtualResult> each = report.wanted() ? batch::run : seed -> new VirtualRun(seed, options).run();
        BatchResult result = new VirtualMode(options, out, each, CtrlC.listen(out)::wished).run(first, many);
        ResultFile.write(file, BatchSummary.of(result));
        if (report.wanted()) {
            report.write(batch.data(result, report.replay(first)));
        }
        return result.interrupted() ? INTERRUPTED : result.green() ? 0 : 1;
    }

    /** A first seed that no earlier batch is likely to have had. */
    private static long fresh() {
        return ThreadLocalRandom.current().nextLong(1_000_000_000L) * 1_000;
    }

    private VirtualOptions options(Optional<Preset> asked, CommonOptions common) {
        VirtualOptions standard = VirtualOptions.DEFAULT;
        Duration time = Optional.ofNullable(duration)
                .or(() -> asked.map(Preset::trouble))
                .orElse(standard.time());
        return new VirtualOptions(
                        common.instances().orElse(standard.instances()),
                        jobs,
                        Optional.ofNullable(pace)
                                .or(() -> asked.map(Preset::pace))
                                .orElse(standard.pace()),
                        time,
                        common.settings(),
                        common.over(),
                        common.terms(),
                        locks)
                .resting(common.resting())
                .faults(common.faults(FaultChoice.DRAWN));
    }

    /** One seed, its history written down. */
    private static int written(
            long seed, BatchReport batch, CommonOptions common, Consumer<HistoryEvent> copy, ReportOptions report)
            throws IOException {
        VirtualResult result = batch.run(seed, copy);
        report.write(batch.data(result, report.replay(seed)));
        PrintWriter out = common.out();
        out.println("history " + result.digest() + " in " + common.historyFile().orElseThrow() + ": "
                + (result.green() ? "GREEN" : "RED"));
        out.flush();
        return result.green() ? 0 : 1;
    }
}

package io.leasehold.simulator;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.processes.ProcessOptions;
import io.leasehold.simulator.processes.ProcessResult;
import io.leasehold.simulator.processes.ProcessRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.report.LiveProgress;
import io.leasehold.simulator.report.ResultFile;
import io.leasehold.simulator.report.Summary;
import io.leasehold.simulator.report.Table;
import io.leasehold.simulator.report.page.RealReport;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.virtual.FaultChoice;
import io.leasehold.simulator.virtual.Trouble;
import io.leasehold.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --mode processes}: what it is told besides what {@link RealMode} is, and its run. */
final class ProcessesMode {
    /** What only this mode knows. */
    private static final List<String> OWN = List.of("--halts", "--freezes", "--stops", "--kill-host");

    /** What it shares with others. */
    private static final List<String> SHARED = List.of(
            "--mode",
            "--instances",
            "--seed",
            "--faults",
            "--history",
            "--scenario",
            "--store",
            "--factor",
            "--kills",
            "--result",
            "--report",
            "--junit",
            "--config",
            "--ttl",
            "--heartbeat",
            "--scan");

    private static final int MOST = 100;

    @Option(
            names = "--halts",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "processes: how many instances halt themselves, behind an intent and behind an effect in turn (default:"
                            + " ${DEFAULT-VALUE}).")
    private int halts = 2;

    @Option(
            names = "--freezes",
            paramLabel = "N",
            description =
                    "processes: how many get SIGSTOP for longer than their lease lasts, spread over the phases (default: the"
                            + " scenario's).")
    private @Nullable Integer freezes;

    @Option(
            names = "--stops",
            paramLabel = "N",
            description = "processes: how many get SIGTERM (default: the scenario's).")
    private @Nullable Integer stops;

    @Option(
            names = "--kill-host",
            description =
                    "processes: a process of its own hosts the H2 file, and is killed behind all other faults; what that costs is"
                            + " printed.")
    private boolean killHost;

    /** Refuses what doesn't go with this mode, or with another one. */
    void check(String mode, CommonOptions common) {
        boolean here = mode.equals("processes");
        for (String option : common.given()) {
            if (!here && OWN.contains(option)) {
                throw common.wrong(option + " goes with --mode processes, but the mode is " + mode);
            } else if (here && !OWN.contains(option) && !SHARED.contains(option)) {
                throw common.wrong(
                        option + " doesn't go with --mode processes: its instances send at most once, over the"
                                + " store that --store names");
            }
        }
    }

    /** Runs, and prints what came of it; answers the exit code. */
    int run(CommonOptions common, RealMode real, ReportOptions report) throws IOException, InterruptedException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw common.wrong("--mode processes needs signals as Linux and macOS have them");
        }
        ProcessOptions options = options(common, real);
        Path result = common.result();
        return common.recorded(copy -> run(options, result, common, copy, report));
    }

    private ProcessOptions options(CommonOptions common, RealMode real) {
        RunOptions given = real.options(common);
        common.counted("--freezes", Trouble.FREEZE);
        common.counted("--stops", Trouble.STOP);
        boolean kills = common.counted("--halts", Trouble.KILL).has(Trouble.KILL);
        FaultCounts faults = given.scenario().faults();
        if (freezes != null) {
            faults = faults.withFreezes(counted("--freezes", freezes, common));
        }
        if (stops != null) {
            faults = faults.withStops(counted("--stops", stops, common));
        }
        Scenario scenario = given.scenario().faults(faults);
        RunOptions run =
                new RunOptions(scenario, given.store(), given.factor(), given.instances(), given.seed(), given.terms());
        return new ProcessOptions(run, kills ? counted("--halts", halts, common) : 0, killHost).lasting();
    }

    private static int counted(String option, int number, CommonOptions common) {
        if (number < 0 || number > MOST) {
            throw common.wrong(option + " must be between 0 and " + MOST + ", but is " + number);
        }
        return number;
    }

    private static int run(
            ProcessOptions options, Path file, CommonOptions common, Consumer<HistoryEvent> copy, ReportOptions report)
            throws IOException, InterruptedException {
        PrintWriter out = common.out();
        History history = new History(System::nanoTime, copy);
        RunOptions run = options.run();
        out.println("leasehold simulate --mode processes: " + run.scenario().name() + ", "
                + run.scenario().automations().size() + " jobs, "
                + (run.scenario().faults().total() + options.halts()) + " faults, factor " + run.factor() + ", seed "
                + run.seed() + common.faults(FaultChoice.IN_REAL_TIME).told());
        out.flush();
        ProcessResult finished;
        try (LiveProgress progress = LiveProgress.start(history, out, System.console() != null)) {
            finished = new ProcessRun(options, history, CtrlC.listen(out)).run();
        } catch (StoreException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        Table.of(finished.run(), finished.figures().rows()).forEach(out::println);
        out.flush();
        ResultFile.write(file, Summary.of(finished.run()), "processes", finished.figures());
        report.write(RealReport.of(finished.run(), report.replay(run.seed())));
        return finished.run().verdict().exitCode();
    }
}

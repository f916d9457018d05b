package io.leasehold.simulator;

import io.leasehold.simulator.scenario.ScenarioFile;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.virtual.Over;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs several instances over one store, kills, freezes, stops and restarts them, and judges what became of their jobs.",
            "",
            "Every instance sends numbered messages. A killed one reaches neither store nor recipient any more; a frozen one stands"
                    + " still for longer than its lease lasts and wakes up late. A ledger outside all instances is the evidence.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:GREEN: no duplicate, nothing missing silently, every downtime within the bound, every planned fault has hit.",
            " 1:RED: something of that is not so; the table says what.",
            " 2:INVALID: this machine stood still for too long (half the guard), so the run proves nothing.",
            "64:Bad input: an option, the scenario file or the store can't be right; one line says what would be.",
            "70:The run broke off over something that nobody foresaw.",
            "130:INTERRUPTED: Ctrl-C ended the run before its time; table, report and results tell what was seen so far."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leasehold simulate --mode real                  the main job, ten times as fast: two minutes",
            "  leasehold simulate --mode real --factor 1       at its real numbers: half an hour",
            "  leasehold simulate --mode real --seed 7 --history history.jsonl",
            "  leasehold simulate --mode processes             JVMs that get SIGKILL, SIGSTOP and SIGTERM: three minutes",
            "  leasehold simulate --delivery in-store          messages are rows of the store; kills inside transactions",
            "  leasehold simulate --mode virtual --seeds 1000  a thousand hours of drawn trouble: two minutes",
            "  leasehold simulate --preset ci                  five thousand, and every fault in every phase",
            "  leasehold simulate --mode sweep                 every event of small stories hit by everything: a minute",
            "  leasehold simulate --mode sweep --over records  the same between the record calls of a port's store",
            "  leasehold simulate --scenario store-outage      a bug that others met in the field, told here (--list)",
            "",
            "The scenario file is YAML; the one that comes with the simulator is printed by --print-scenario."
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "real",
            description = {
                "real: real threads, a real store, real time (the default).",
                "processes: the same with instances that are JVMs of their own, killed and stopped by the operating system.",
                "virtual: the same engine in virtual time, many seeds of drawn trouble.",
                "sweep: small stories in virtual time, every single event hit by everything that can befall it."
            })
    private String mode = "real";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private RealMode real = new RealMode();

    @Mixin
    private ProcessesMode processes = new ProcessesMode();

    @Mixin
    private DrawnHours drawn = new DrawnHours();

    @Mixin
    private SweepOptions sweep = new SweepOptions();

    @Option(names = "--print-scenario", description = "Prints the bundled scenario file and ends.")
    private boolean printScenario;

    @Option(names = "--list", description = "Prints the stories from the field that --scenario can name, and ends.")
    private boolean list;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (printScenario) {
            common.out().print(ScenarioFile.bundledText());
            common.out().flush();
            return 0;
        }
        Stories stories = new Stories(common, drawn.seeds());
        if (list) {
            return stories.list();
        } else if (real.story().isPresent()) {
            return stories.tell(real.story().get());
        }
        if (drawn.presets() && !common.says("--mode")) {
            mode = "virtual";
        }
        check(common.over());
        report.check(common);
        if (mode.equals("virtual") || mode.equals("sweep")) {
            System.setProperty("leasehold.simulator.engines", "OFF");
        }
        return switch (mode) {
            case "sweep" -> sweep.run(common, report);
            case "virtual" -> drawn.run(common, report);
            case "real" -> real.run(common, report);
            case "processes" -> processes.run(common, real, report);
            default -> throw common.wrong("--mode must be real, processes, virtual or sweep, but is \"" + mode + '"');
        };
    }

    /** What doesn't go together. */
    private void check(Over over) {
        boolean inReal = mode.equals("real");
        processes.check(mode, common);
        if (common.says("--faults") && mode.equals("sweep")) {
            throw common.wrong("--faults goes with --mode real, processes or virtual; one run of a sweep has --hits");
        }
        if (drawn.presets() && !mode.equals("virtual")) {
            throw common.wrong("--preset goes with --mode virtual");
        }
        if (common.shelves() && inReal) {
            throw common.wrong("--shelve goes with --mode virtual or sweep");
        }
        if (drawn.locks() && (!mode.equals("virtual") || over != Over.MEMORY)) {
            throw common.wrong("--locks goes with --mode virtual, over memory");
        }
        if (over != Over.MEMORY && inReal) {
            throw common.wrong("--over goes with --mode virtual or sweep; a real run has --store");
        }
        if (common.delivers(Delivering.IN_STORE.word()) && !over.commitsWithWork()) {
            throw common.wrong(
                    "--delivery in-store goes with --over memory: over records a store commits nothing together with"
                            + " its jobs' work");
        }
    }
}

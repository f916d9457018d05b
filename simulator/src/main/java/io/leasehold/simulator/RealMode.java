package io.leasehold.simulator;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.real.RealRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.report.LiveProgress;
import io.leasehold.simulator.report.ResultFile;
import io.leasehold.simulator.report.Summary;
import io.leasehold.simulator.report.Table;
import io.leasehold.simulator.report.page.RealReport;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.scenario.ScenarioFile;
import io.leasehold.simulator.virtual.FaultChoice;
import io.leasehold.simulator.virtual.FieldStory;
import io.leasehold.simulator.virtual.Trouble;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --mode real}: what it is told, most of which goes for processes too, and its run. */
final class RealMode {
    @Option(
            names = "--scenario",
            paramLabel = "STORY|FILE",
            description =
                    "A story from the field (--list), told in virtual time; or real: a file with jobs and faults (default: the"
                            + " bundled field automations).")
    private @Nullable Path scenario;

    @Option(
            names = "--store",
            paramLabel = "URI",
            description =
                    "Where the instances meet, as in jdbc:h2:file:/path (default: an H2 file in a fresh folder, deleted at the"
                            + " end). Each run uses a namespace of its own there, sim_…")
    private @Nullable String store;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A leasehold.properties whose store.uri says where the instances meet, in place of --store.")
    private @Nullable Path config;

    @Option(
            names = "--factor",
            paramLabel = "1..10",
            defaultValue = "10",
            description = "How many times faster than real (default: ${DEFAULT-VALUE}).")
    private int factor = 10;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description =
                    "How many instances are killed, spread over the phases, so at least 3 or none (default: the scenario's).")
    private @Nullable Integer kills;

    /** Runs, and prints what came of it; answers the exit code. */
    int run(CommonOptions common, ReportOptions report) throws IOException, InterruptedException {
        RunOptions options = options(common);
        Path result = common.result();
        return common.recorded(copy -> run(options, result, common, copy, report));
    }

    /** The story that is to be told, if it isn't a file's. */
    Optional<FieldStory> story() {
        return Optional.ofNullable(scenario).flatMap(named -> FieldStory.of(named.toString()));
    }

    RunOptions options(CommonOptions common) {
        FaultChoice chosen = common.counted("--kills", Trouble.KILL);
        Scenario read = common.lease(read(common));
        read = read.faults(
                read.faults().only(chosen.has(Trouble.KILL), chosen.has(Trouble.FREEZE), chosen.has(Trouble.STOP)));
        if (kills != null) {
            if (kills != 0 && (kills < 3 || kills > 100)) {
                throw common.wrong("--kills must be 0, or 3 to 100 so that each phase is hit, but is " + kills);
            }
            read = read.faults(read.faults().withKills(kills));
        }
        long drawn = common.seed().orElseGet(() -> ThreadLocalRandom.current().nextInt(1_000_000));
        return new RunOptions(read, store(common), factor, common.realInstances(), drawn, common.terms());
    }

    private Optional<String> store(CommonOptions common) {
        if (config == null) {
            return Optional.ofNullable(store);
        } else if (store != null) {
            throw common.wrong("--config and --store both say where the instances meet; leave one out");
        }
        return Optional.of(StoreSettings.of(config).uri());
    }

    private Scenario read(CommonOptions common) {
        if (scenario == null) {
            return ScenarioFile.bundled();
        } else if (!Files.exists(scenario)) {
            throw common.wrong(
                    "--scenario must be a story (--list) or a file, but " + scenario + " is neither: it doesn't exist");
        }
        return ScenarioFile.read(scenario);
    }

    private int run(
            RunOptions options, Path result, CommonOptions common, Consumer<HistoryEvent> copy, ReportOptions report)
            throws IOException, InterruptedException {
        PrintWriter out = common.out();
        History history = new History(System::nanoTime, copy);
        out.println("leasehold simulate --mode real: " + options.scenario().name() + ", "
                + options.scenario().automations().size() + " jobs, "
                + options.scenario().faults().total() + " faults, factor " + options.factor() + ", seed "
                + options.seed() + common.faults(FaultChoice.IN_REAL_TIME).told());
        out.flush();
        RunResult finished;
        try (LiveProgress progress = LiveProgress.start(history, out, System.console() != null)) {
            finished = new RealRun(options, history, CtrlC.listen(out)).run();
        } catch (StoreException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        Table.of(finished).forEach(out::println);
        out.flush();
        ResultFile.write(result, Summary.of(finished));
        report.write(RealReport.of(finished, report.replay(options.seed())));
        return finished.verdict().exitCode();
    }
}

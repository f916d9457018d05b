package io.leasehold.simulator;

import io.leasehold.simulator.real.Fault;
import io.leasehold.simulator.real.RealRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.report.Outcome;
import io.leasehold.simulator.report.Progress;
import io.leasehold.simulator.report.ResultFile;
import io.leasehold.simulator.report.Table;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leasehold simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs automations on several instances, kills and freezes them, and judges what they did.",
            "",
            "Mode real: real threads over a real store, in this process. Instances share nothing but the store; each is killed,",
            "frozen or stopped by a valve around everything it does, and a ledger outside them is the evidence. At --factor 10",
            "the lease lasts 6 s instead of 60, and all other times shrink with it.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:GREEN: every oracle is satisfied and every phase was hit",
            "1:RED: an oracle found a violation, or a phase was never hit",
            "2:INVALID: the machine itself stalled, so the run says nothing",
            "64:the input can't be right; one line on standard error says why"
        },
        footer = {
            "",
            "Examples:",
            "  leasehold simulate                                   the seed story over an H2 file, about two minutes",
            "  leasehold simulate --factor 1                        the same at 60/10/30 s, about twenty minutes",
            "  leasehold simulate --scenario mine.yaml --kills 12   your own automations, more kills"
        })
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--mode", defaultValue = "real", description = "Only real so far (default: ${DEFAULT-VALUE}).")
    private String mode = "real";

    @Option(names = "--scenario", paramLabel = "FILE", description = "YAML file with automations (default: bundled).")
    private Optional<Path> scenario = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "URI",
            description =
                    "Where to keep leases and jobs; must hold no job yet (default: an H2 file in a temporary folder).")
    private Optional<String> store = Optional.empty();

    @Option(
            names = "--factor",
            defaultValue = "10",
            description = "How many times faster, 1 to 10 (default: ${DEFAULT-VALUE}).")
    private int factor = 10;

    @Option(
            names = "--instances",
            defaultValue = "4",
            description = "Instances, 2 to 50; the last one joins after the first death (default: ${DEFAULT-VALUE}).")
    private int instances = 4;

    @Option(names = "--kills", defaultValue = "5", description = "Kills in all, 5 to 100 (default: ${DEFAULT-VALUE}).")
    private int kills = 5;

    @Option(
            names = "--seed",
            description = "Draws the order of faults and the victims; timing stays real (default: drawn).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--result",
            paramLabel = "FILE",
            defaultValue = "leasehold-result.json",
            description = "Where the JSON result goes (default: ${DEFAULT-VALUE}).")
    private Path result = Path.of("leasehold-result.json");

    @Override
    public Integer call() throws InterruptedException {
        if (!mode.equals("real")) {
            throw new IllegalArgumentException("--mode must be real, the only mode so far, but is " + mode);
        }
        if (kills < 5 || kills > 100) {
            throw new IllegalArgumentException("--kills must be between 5 and 100, but is " + kills);
        }
        Scenario story = scenario.map(ScenarioFile::read).orElseGet(ScenarioFile::bundled);
        long drawn = seed.orElseGet(System::nanoTime);
        if (store.isPresent()) {
            return run(story, store.get(), drawn);
        }
        Path folder = temporaryFolder();
        try {
            return run(story, "jdbc:h2:file:" + folder.resolve("leasehold"), drawn);
        } finally {
            delete(folder);
        }
    }

    private int run(Scenario story, String uri, long drawn) throws InterruptedException {
        RunOptions options =
                new RunOptions(story, uri, factor, instances, Fault.plan(kills, drawn), drawn, RunOptions.Seams.NONE);
        print(List.of(
                "\"" + story.name() + "\" at factor " + factor + ": lease "
                        + options.settings().ttl().toMillis()
                        + " ms, heartbeat " + options.settings().heartbeat().toMillis() + " ms, " + instances
                        + " instances, " + story.automations().size() + " automations, seed " + drawn,
                "faults, in order: " + options.faults()));
        Outcome outcome = new RealRun(options, new Progress(System.out, System.console() != null)).run();
        print(Table.of(outcome));
        ResultFile.write(result, outcome);
        return outcome.exitCode();
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("leasehold-simulate-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made for the store; name one with --store", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("leasehold: the temporary folder " + folder + " could not be removed: " + e);
        }
    }
}

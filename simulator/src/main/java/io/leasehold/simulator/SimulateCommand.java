package io.leasehold.simulator;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryFile;
import io.leasehold.simulator.real.RealRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.report.LiveProgress;
import io.leasehold.simulator.report.ResultFile;
import io.leasehold.simulator.report.Summary;
import io.leasehold.simulator.report.Table;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.scenario.ScenarioFile;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Sink;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.simulator.virtual.Drill;
import io.leasehold.simulator.virtual.Hit;
import io.leasehold.simulator.virtual.Over;
import io.leasehold.simulator.virtual.Resting;
import io.leasehold.simulator.virtual.SweepRun;
import io.leasehold.simulator.virtual.SweepStory;
import io.leasehold.simulator.virtual.VirtualMode;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualResult;
import io.leasehold.simulator.virtual.VirtualRun;
import io.leasehold.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            "70:The run broke off over something that nobody foresaw."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leasehold simulate --mode real                  the main job, ten times as fast: two minutes",
            "  leasehold simulate --mode real --factor 1       at its real numbers: half an hour",
            "  leasehold simulate --mode real --seed 7 --history history.jsonl",
            "  leasehold simulate --mode virtual --seeds 1000  a thousand hours of drawn trouble: two minutes",
            "  leasehold simulate --mode sweep                 every event of small stories hit by everything: a minute",
            "  leasehold simulate --mode sweep --over records  the same between the record calls of a port's store",
            "",
            "The scenario file is YAML; the one that comes with the simulator is printed by --print-scenario."
        })
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "real",
            description = {
                "real: real threads, a real store, real time (the default).",
                "virtual: the same engine in virtual time, many seeds of drawn trouble.",
                "sweep: small stories in virtual time, every single event hit by everything that can befall it."
            })
    private String mode = "real";

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Jobs and faults (default: the bundled field automations).")
    private @Nullable Path scenario;

    @Option(
            names = "--store",
            paramLabel = "URI",
            description =
                    "Where the instances meet, as in jdbc:h2:file:/path (default: an H2 file in a fresh folder, deleted at the"
                            + " end). Each run uses a namespace of its own there, sim_…")
    private @Nullable String store;

    @Option(
            names = "--factor",
            paramLabel = "1..10",
            defaultValue = "10",
            description = "How many times faster than real (default: ${DEFAULT-VALUE}).")
    private int factor = 10;

    @Option(
            names = "--instances",
            paramLabel = "3..20",
            defaultValue = "4",
            description = "How many run at once; one of them joins after the first death (default: ${DEFAULT-VALUE}).")
    private int instances = 4;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description =
                    "How many instances are killed, spread over the phases, so at least 3 or none (default: the scenario's).")
    private @Nullable Integer kills;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Draws order, victims and pauses of the faults (default: a fresh one, printed).")
    private @Nullable Long seed;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            defaultValue = "leasehold-result.json",
            description = "Where the numbers go (default: ${DEFAULT-VALUE}).")
    private Path result = Path.of("leasehold-result.json");

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where everything that happened goes, a JSON object a line.")
    private @Nullable Path historyFile;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "virtual: how many seeds, from --seed on (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "20",
            description = "virtual: how many jobs, a step every 30 s each (default: ${DEFAULT-VALUE}).")
    private int jobs = 20;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1",
            description = "virtual: how many simulated hours of trouble for each seed (default: ${DEFAULT-VALUE}).")
    private int hours = 1;

    @Option(
            names = "--over",
            paramLabel = "STORE",
            defaultValue = "memory",
            description = {
                "virtual, sweep: what the store is (default: ${DEFAULT-VALUE}).",
                "memory: each call of an engine is applied at one moment.",
                "records: each is several calls of a record store, and what happens between them is met."
            })
    private String over = "memory";

    @Option(
            names = "--delivery",
            paramLabel = "MODE",
            defaultValue = "at-most-once",
            description = {
                "What becomes of a step in doubt (default: ${DEFAULT-VALUE}).",
                "at-most-once: it is skipped and reported.",
                "at-least-once: it is repeated under its key.",
                "confirmed: the sink is asked.",
                "in-store: there is none; messages are rows of the store, each in one transaction with its step (virtual,"
                        + " sweep; in memory).",
                "all: sweep: each of them in turn, as far as the store can."
            })
    private String delivery = "at-most-once";

    @Option(
            names = "--shelve",
            description = "virtual, sweep: engines keep nothing of a resting job in memory, and read it again.")
    private boolean shelve;

    @Option(
            names = "--sink",
            paramLabel = "SINK",
            description = {
                "How much help the sink gives (default: plain; keys for at-least-once, final for confirmed,"
                        + " store for in-store, and for no other).",
                "plain: none. tokens: nothing is carried out for a token below the highest seen.",
                "keys: no key is carried out again, for a day; 409 while the first request is under way.",
                "ask-only: tells what became of a key. final: and never carries out what it said was not delivered.",
                "A duplicate that mode and sink together don't promise against is counted and told, not judged."
            })
    private @Nullable String sink;

    @Option(
            names = "--locks",
            description =
                    "virtual, in memory: instances take locks, too, around what accepts no token lower than it has seen.")
    private boolean locks;

    @Option(
            names = "--story",
            paramLabel = "STORY",
            description = "sweep: one run of this story alone: plain, crash, stop or order.")
    private @Nullable String story;

    @Option(
            names = "--hits",
            paramLabel = "EVENT:WHAT",
            split = ",",
            description = "sweep: what befalls which event of that run, as in 17:kill,33:late.")
    private List<String> hits = List.of();

    @Option(
            names = "--drill",
            paramLabel = "DRILL",
            description =
                    "sweep: one drill alone, with --seed (default: 1): a situation that drawn trouble comes to too seldom.")
    private @Nullable String drill;

    @Option(names = "--print-scenario", description = "Prints the bundled scenario file and ends.")
    private boolean printScenario;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Main.of(spec).getOut();
        if (printScenario) {
            out.print(ScenarioFile.bundledText());
            out.flush();
            return 0;
        }
        Over shared =
                Over.of(over).orElseThrow(() -> wrong("--over must be " + Over.known() + ", but is \"" + over + '"'));
        if (shelve && mode.equals("real")) {
            throw wrong("--shelve goes with --mode virtual or sweep");
        }
        if (locks && (!mode.equals("virtual") || shared != Over.MEMORY)) {
            throw wrong("--locks goes with --mode virtual, over memory");
        }
        if (delivery.equals(Delivering.IN_STORE.word())) {
            inStoreWhereItGoes(shared);
        }
        if (mode.equals("sweep")) {
            return sweep(shared, out);
        }
        Terms terms = terms();
        if (mode.equals("virtual")) {
            return virtual(shared, terms, out);
        } else if (shared != Over.MEMORY) {
            throw wrong("--over goes with --mode virtual or sweep; a real run has --store");
        }
        RunOptions options = options();
        writable("--result", result);
        if (historyFile == null) {
            return run(options, out, event -> {});
        }
        writable("--history", historyFile);
        try (HistoryFile file = HistoryFile.create(historyFile)) {
            return run(options, out, file);
        }
    }

    private void inStoreWhereItGoes(Over shared) {
        if (!shared.commitsWithWork()) {
            throw wrong(
                    "--delivery in-store goes with --over memory: over records a store commits nothing together with"
                            + " its jobs' work");
        } else if (mode.equals("real")) {
            throw wrong("--delivery in-store goes with --mode virtual or sweep");
        }
    }

    private Terms terms() {
        Delivering delivering = Delivering.of(delivery)
                .orElseThrow(() ->
                        wrong("--delivery must be one of " + Delivering.known() + ", but is \"" + delivery + '"'));
        if (sink == null) {
            return Terms.of(delivering);
        }
        return new Terms(
                delivering,
                Sink.of(sink)
                        .orElseThrow(
                                () -> wrong("--sink must be one of " + Sink.known() + ", but is \"" + sink + '"')));
    }

    private int sweep(Over shared, PrintWriter out) throws IOException, InterruptedException {
        Sweeping sweeping = new Sweeping(shared, resting(), out);
        if (story == null && hits.isEmpty() && drill == null) {
            if (historyFile != null) {
                throw wrong("--history of a sweep needs --story or --drill: one run's history goes into a file");
            }
            return delivery.equals(Sweeping.ALL) ? sweeping.inEachMode() : sweeping.everything(terms());
        } else if (historyFile == null) {
            return sweptOnce(sweeping, event -> {});
        }
        writable("--history", historyFile);
        try (HistoryFile copy = HistoryFile.create(historyFile)) {
            return sweptOnce(sweeping, copy);
        }
    }

    private int sweptOnce(Sweeping sweeping, Consumer<HistoryEvent> copy) {
        if (drill != null) {
            Drill told = Drill.of(drill)
                    .orElseThrow(() -> wrong("--drill must be one of " + Drill.known() + ", but is " + drill));
            return sweeping.drill(told, seed == null ? 1 : seed, copy);
        }
        SweepStory told = SweepStory.of(Objects.requireNonNullElse(story, ""))
                .orElseThrow(() -> wrong("--story must be one of " + SweepStory.known() + ", but is " + story));
        List<Hit> struck = hits.stream().map(Hit::read).toList();
        return sweeping.once(new SweepRun(told, sweeping.over(), terms(), resting(), struck, copy));
    }

    private Resting resting() {
        return shelve ? Resting.ON_THE_SHELF : Resting.IN_MEMORY;
    }

    private int virtual(Over shared, Terms terms, PrintWriter out) throws IOException, InterruptedException {
        if (seeds < 1 || hours < 1 || hours > 100_000) {
            throw wrong("--seeds must be at least 1 and --hours between 1 and 100000, but they are " + seeds + " and "
                    + hours);
        }
        VirtualOptions standard = VirtualOptions.DEFAULT;
        int fleet = Main.of(spec).getParseResult().hasMatchedOption("--instances") ? instances : standard.instances();
        VirtualOptions options = new VirtualOptions(
                        fleet,
                        jobs,
                        standard.pace(),
                        Duration.ofHours(hours),
                        standard.settings(),
                        shared,
                        terms,
                        locks)
                .resting(resting());
        long first = seed == null ? 1 : seed;
        out.println("leasehold simulate --mode virtual: " + fleet + " instances, " + jobs + " jobs, a step every "
                + options.pace().toSeconds() + " s, " + hours + " h of trouble, over " + shared.word() + ", "
                + terms.word() + (locks ? ", with locks" : "") + ", seeds "
                + first + " to "
                + (first + seeds - 1));
        if (historyFile != null) {
            return written(first, options, out, historyFile);
        }
        return new VirtualMode(options, out).run(first, seeds);
    }

    /** One seed, its history written down. */
    private int written(long first, VirtualOptions options, PrintWriter out, Path file) throws IOException {
        if (seeds != 1) {
            throw wrong("--history of a virtual run needs --seeds 1, but --seeds is " + seeds);
        }
        writable("--history", file);
        try (HistoryFile copy = HistoryFile.create(file)) {
            VirtualResult result = new VirtualRun(first, options, copy).run();
            out.println("history " + result.digest() + " in " + file + ": " + (result.green() ? "GREEN" : "RED"));
            out.flush();
            return result.green() ? 0 : 1;
        }
    }

    private RunOptions options() {
        if (!mode.equals("real")) {
            throw wrong("--mode must be real, virtual or sweep, but is \"" + mode + '"');
        }
        Scenario read = scenario == null ? ScenarioFile.bundled() : ScenarioFile.read(scenario);
        if (kills != null) {
            if (kills != 0 && (kills < 3 || kills > 100)) {
                throw wrong("--kills must be 0, or 3 to 100 so that each phase is hit, but is " + kills);
            }
            read = read.faults(read.faults().withKills(kills));
        }
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        return new RunOptions(read, Optional.ofNullable(store), factor, instances, drawn, terms());
    }

    private void writable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw wrong(option + " must be a file in a folder that exists, but is " + file);
        }
    }

    private int run(RunOptions options, PrintWriter out, Consumer<HistoryEvent> copy)
            throws IOException, InterruptedException {
        History history = new History(System::nanoTime, copy);
        out.println("leasehold simulate --mode real: " + options.scenario().name() + ", "
                + options.scenario().automations().size() + " jobs, "
                + options.scenario().faults().total() + " faults, factor " + options.factor() + ", seed "
                + options.seed());
        out.flush();
        RunResult finished;
        try (LiveProgress progress = LiveProgress.start(history, out, System.console() != null)) {
            finished = new RealRun(options, history).run();
        } catch (StoreException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        Table.of(finished).forEach(out::println);
        out.flush();
        ResultFile.write(result, Summary.of(finished));
        return finished.verdict().exitCode();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Main.of(spec), what);
    }
}

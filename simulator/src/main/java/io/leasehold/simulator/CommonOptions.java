package io.leasehold.simulator;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryFile;
import io.leasehold.simulator.scenario.LeaseTimes;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Sink;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.simulator.virtual.FaultChoice;
import io.leasehold.simulator.virtual.Over;
import io.leasehold.simulator.virtual.Resting;
import io.leasehold.simulator.virtual.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What several modes of {@code simulate} are told alike. */
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--instances",
            paramLabel = "3..20",
            defaultValue = "4",
            description = "How many run at once; one of them joins after the first death (default: ${DEFAULT-VALUE}).")
    private int instances = 4;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Draws order, victims and pauses of the faults (default: a fresh one, printed).")
    private @Nullable Long seed;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where everything that happened goes, a JSON object a line.")
    private @Nullable Path historyFile;

    @Option(
            names = "--result",
            paramLabel = "FILE",
            defaultValue = "leasehold-result.json",
            description = "real, processes, virtual: where the numbers go, for programs (default: ${DEFAULT-VALUE}).")
    private Path result = Path.of("leasehold-result.json");

    @Mixin
    private LeaseOptions lease = new LeaseOptions();

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
                "in-store: there is none; messages are rows of the store, each in one transaction with its step (in virtual"
                        + " time over memory, in real over a SQL database).",
                "all: sweep: each of them in turn, as far as the store can."
            })
    private String delivery = "at-most-once";

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
            names = "--faults",
            paramLabel = "FAULT[,FAULT...]",
            completionCandidates = FaultChoice.Names.class,
            description = {
                "Which faults there are to be, by name, by number or by a word of theirs; -FAULT takes away, as in kill,freeze or"
                        + " all,-clock (default: all).",
                "real, processes: orderly-stop, kill, freeze-beyond-ttl.",
                "virtual: ${COMPLETION-CANDIDATES}."
            })
    private @Nullable String faults;

    @Option(
            names = "--shelve",
            description = "virtual, sweep: engines keep nothing of a resting job in memory, and read it again.")
    private boolean shelve;

    /** Where the numbers go: a file that can be written. */
    Path result() {
        writable("--result", result);
        return result;
    }

    /** The engines' settings in virtual time. */
    EngineSettings settings() {
        return lease.settings();
    }

    /** The scenario with the lease times that were said. */
    Scenario lease(Scenario scenario) {
        LeaseTimes times = scenario.lease();
        return scenario.lease(new LeaseTimes(
                lease.ttl().orElse(times.ttl()),
                lease.heartbeat().orElse(times.heartbeat()),
                lease.scan().orElse(times.scan()),
                times.promise()));
    }

    PrintWriter out() {
        return Main.of(spec).getOut();
    }

    /** Whether this was said. */
    boolean says(String option) {
        return Main.of(spec).getParseResult().hasMatchedOption(option);
    }

    /** The options that were given. */
    List<String> given() {
        return Main.of(spec).getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    /** How many instances, if that was said. */
    OptionalInt instances() {
        return says("--instances") ? OptionalInt.of(instances) : OptionalInt.empty();
    }

    /** How many, said or by default. */
    int realInstances() {
        return instances;
    }

    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    boolean writesHistory() {
        return historyFile != null;
    }

    /** What runs, its history copied into the file that was named, if one was. */
    @FunctionalInterface
    interface Recorded {
        int run(Consumer<HistoryEvent> copy) throws IOException, InterruptedException;
    }

    int recorded(Recorded run) throws IOException, InterruptedException {
        if (historyFile == null) {
            return run.run(event -> {});
        }
        writable("--history", historyFile);
        try (HistoryFile file = HistoryFile.create(historyFile)) {
            return run.run(file);
        }
    }

    Optional<Path> historyFile() {
        return Optional.ofNullable(historyFile);
    }

    Over over() {
        return Over.of(over).orElseThrow(() -> wrong("--over must be " + Over.known() + ", but is \"" + over + '"'));
    }

    boolean delivers(String word) {
        return delivery.equals(word);
    }

    Terms terms() {
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

    /** The faults that there are to be, of those that are possible. */
    FaultChoice faults(Set<Trouble> possible) {
        return faults == null ? FaultChoice.ALL : FaultChoice.of(faults, possible);
    }

    /** The faults that there are to be in real time; refuses a count of those that are left out. */
    FaultChoice counted(String option, Trouble fault) {
        FaultChoice chosen = faults(FaultChoice.IN_REAL_TIME);
        if (says(option) && !chosen.has(fault)) {
            throw wrong(
                    option + " says how many there are to be of what --faults leaves out: leave one of the two out");
        }
        return chosen;
    }

    boolean shelves() {
        return shelve;
    }

    Resting resting() {
        return shelve ? Resting.ON_THE_SHELF : Resting.IN_MEMORY;
    }

    void writable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw wrong(option + " must be a file in a folder that exists, but is " + file);
        }
    }

    /** A mistake in what the user said. */
    ParameterException wrong(String what) {
        return new ParameterException(Main.of(spec), what);
    }
}

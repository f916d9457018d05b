package io.leasehold.simulator;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryFile;
import io.leasehold.simulator.oracle.Bounds;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.scenario.LeaseTimes;
import io.leasehold.simulator.virtual.VirtualRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The subcommand {@code check}: judges a history by what stands in its file, and by nothing else. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Judges a history that simulate --history wrote, from the file alone.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:GREEN.", " 1:RED: an oracle found a violation.", "64:The file can't be read as a history."})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The history, a JSON object a line.")
    private @Nullable Path file;

    @Option(
            names = "--factor",
            paramLabel = "1..10",
            defaultValue = "10",
            description = "The factor of the real run (default: ${DEFAULT-VALUE}); virtual runs have none.")
    private int factor = 10;

    @Override
    public Integer call() {
        if (file == null || factor < 1 || factor > 10) {
            throw new ParameterException(Main.of(spec), "--factor must be between 1 and 10, but is " + factor);
        }
        List<HistoryEvent> events = HistoryFile.read(file);
        boolean virtual = events.stream().anyMatch(Troubled.class::isInstance);
        EngineSettings settings = LeaseTimes.DEFAULT.settings(virtual ? 1 : factor);
        Bounds bounds = new Bounds(
                settings.crashBound(),
                Duration.ofSeconds(1),
                settings.ttl(),
                settings.heartbeat().plus(settings.callTimeout()));
        Evidence evidence = Evidence.ofHistory(events, bounds);
        PrintWriter out = Main.of(spec).getOut();
        out.println(events.size() + " events of a " + (virtual ? "virtual" : "real") + " run");
        boolean green = true;
        for (Oracle oracle : virtual ? VirtualRun.ORACLES : Oracle.ALL) {
            Judgement judgement = oracle.judge(evidence);
            green &= judgement.kept();
            out.printf(
                    "  %-6s %s in %,d opportunities%n",
                    judgement.oracle(),
                    judgement.kept() ? "kept" : judgement.violations().size() + " violation(s)",
                    judgement.opportunities());
            judgement.violations().stream().limit(10).forEach(sentence -> out.println("    - " + sentence));
        }
        out.println(green ? "GREEN" : "RED");
        out.flush();
        return green ? 0 : 1;
    }
}

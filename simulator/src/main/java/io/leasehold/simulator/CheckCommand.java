package io.leasehold.simulator;

import io.leasehold.simulator.history.HistoryFile;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.oracle.Oracle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public Integer call() {
        Evidence evidence = Evidence.ofHistory(HistoryFile.read(Objects.requireNonNull(file)));
        PrintWriter out = Main.of(spec).getOut();
        out.println(evidence.events().size() + " events of a run in mode "
                + evidence.head().mode());
        boolean green = true;
        for (Oracle oracle : Oracle.of(evidence)) {
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

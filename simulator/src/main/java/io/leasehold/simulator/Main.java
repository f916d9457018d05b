package io.leasehold.simulator;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code leasehold}. */
@Command(
        name = "leasehold",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {SimulateCommand.class, CheckCommand.class, ScaleCommand.class},
        description = "Job takeover on leases: when a process dies, another one carries its work on.")
public final class Main implements Runnable {
    /** Something given on the command line, in the scenario or as the store can't be right (sysexits' EX_USAGE). */
    static final int BAD_INPUT = 64;

    /** A run broke off over something that nobody foresaw (sysexits' EX_SOFTWARE). */
    static final int BROKE_OFF = 70;

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends the process with the command's exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line; errors are one line. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(
                        (problem, arguments) -> complain(problem.getCommandLine(), problem, BAD_INPUT))
                .setExecutionExceptionHandler((problem, command, parsed) -> complain(
                        command, problem, problem instanceof IllegalArgumentException ? BAD_INPUT : BROKE_OFF));
    }

    @Override
    public void run() {
        throw new ParameterException(
                of(spec),
                "a command is missing: leasehold simulate, leasehold scale, leasehold check FILE, or leasehold --help");
    }

    /** The command line that picocli has put this command into. */
    static CommandLine of(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "a command runs within its command line alone")
                .commandLine();
    }

    private static int complain(CommandLine command, Exception problem, int code) {
        PrintWriter err = command.getErr();
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        err.println("leasehold: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return code;
    }
}

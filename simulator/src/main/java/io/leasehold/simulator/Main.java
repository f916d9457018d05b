package io.leasehold.simulator;

import io.leasehold.store.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code leasehold}. */
@Command(
        name = "leasehold",
        description = "Long-running jobs that outlive the instances that run them.",
        subcommands = SimulateCommand.class,
        mixinStandardHelpOptions = true,
        version = "leasehold 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    /** The exit code for input that can't be right; 2 means INVALID. */
    static final int BAD_INPUT = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((problem, args) -> refuse(problem.getCommandLine(), problem));
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof IllegalArgumentException
                    || problem instanceof StoreException
                    || problem instanceof UncheckedIOException) {
                return refuse(command, problem);
            }
            throw problem;
        });
        return line;
    }

    private static int refuse(CommandLine command, Exception problem) {
        PrintWriter err = command.getErr();
        err.println("leasehold: " + String.valueOf(problem.getMessage()).replaceAll("\\R+", " "));
        err.flush();
        return BAD_INPUT;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

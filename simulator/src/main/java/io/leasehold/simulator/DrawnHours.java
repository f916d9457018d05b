package io.leasehold.simulator;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.virtual.VirtualMode;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualResult;
import io.leasehold.simulator.virtual.VirtualRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code --mode virtual}: what it is told, and its runs of drawn hours. */
final class DrawnHours {
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
            names = "--locks",
            description =
                    "virtual, in memory: instances take locks, too, around what accepts no token lower than it has seen.")
    private boolean locks;

    boolean locks() {
        return locks;
    }

    /** Runs, and prints what came of it; answers the exit code. */
    int run(CommonOptions common) throws IOException, InterruptedException {
        if (seeds < 1 || hours < 1 || hours > 100_000) {
            throw common.wrong("--seeds must be at least 1 and --hours between 1 and 100000, but they are " + seeds
                    + " and " + hours);
        }
        VirtualOptions options = options(common);
        long first = common.seed().orElse(1);
        PrintWriter out = common.out();
        out.println("leasehold simulate --mode virtual: " + options.instances() + " instances, " + jobs
                + " jobs, a step every " + options.pace().toSeconds() + " s, " + hours + " h of trouble, over "
                + options.over().word() + ", " + options.terms().word() + (locks ? ", with locks" : "") + ", seeds "
                + first + " to " + (first + seeds - 1));
        if (!common.writesHistory()) {
            return new VirtualMode(options, out).run(first, seeds);
        } else if (seeds != 1) {
            throw common.wrong("--history of a virtual run needs --seeds 1, but --seeds is " + seeds);
        }
        return common.recorded(copy -> written(first, options, common, copy));
    }

    private VirtualOptions options(CommonOptions common) {
        VirtualOptions standard = VirtualOptions.DEFAULT;
        return new VirtualOptions(
                        common.instances().orElse(standard.instances()),
                        jobs,
                        standard.pace(),
                        Duration.ofHours(hours),
                        standard.settings(),
                        common.over(),
                        common.terms(),
                        locks)
                .resting(common.resting());
    }

    /** One seed, its history written down. */
    private static int written(long seed, VirtualOptions options, CommonOptions common, Consumer<HistoryEvent> copy) {
        VirtualResult result = new VirtualRun(seed, options, copy).run();
        PrintWriter out = common.out();
        out.println("history " + result.digest() + " in " + common.historyFile().orElseThrow() + ": "
                + (result.green() ? "GREEN" : "RED"));
        out.flush();
        return result.green() ? 0 : 1;
    }
}

package io.leasehold.simulator;

import io.leasehold.simulator.scale.ScaleOptions;
import io.leasehold.simulator.scale.ScaleResult;
import io.leasehold.simulator.scale.ScaleRun;
import io.leasehold.simulator.scale.ScaleSeries;
import io.leasehold.simulator.scale.ScaleTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code scale}: fleets of several sizes in virtual time, side by side. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Measures what many instances ask of their store, and how they share out very many jobs, in virtual time.",
            "",
            "Each fleet takes over all jobs from former owners that leave in order, is quiet for a while, and loses one instance of a"
                    + " hundred (one at least) at one moment. Calls take up to 15 ms each way, whatever is asked: what is measured is the"
                    + " protocol, not a store. The same seed gives the same numbers.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:GREEN: an instance of no fleet calls more than 1.1 times as often as one of the first, and every job of the dead had an"
                    + " owner again within the bound.",
            " 1:RED: something of that is not so; a sentence says what.",
            "64:Bad input; one line says what would be right."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  leasehold scale                                     ten, thirty and a hundred instances, 10,000 jobs: seconds",
            "  leasehold scale --instances 10,100,1000 --jobs 1000000",
            "",
            "A million jobs take about 3 GB of heap: JAVA_TOOL_OPTIONS=-Xmx6g leasehold scale …"
        })
final class ScaleCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--instances",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,30,100",
            description =
                    "How many instances each fleet has; the first is what others are held against (default: ${DEFAULT-VALUE}).")
    private List<Integer> instances = List.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many jobs each fleet has (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--types",
            paramLabel = "N",
            defaultValue = "4",
            description = "Over how many job types they are spread (default: ${DEFAULT-VALUE}).")
    private int types;

    @Option(
            names = "--former",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many instances owned the jobs before, and leave in order at one moment (default: ${DEFAULT-VALUE}).")
    private int former = 1;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = LeaseOptions.Time.class,
            description = "How often each job steps, as in 1h (default: never; what is counted is the fleet's own).")
    private @Nullable Duration every;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = LeaseOptions.Time.class,
            defaultValue = "10s",
            description =
                    "Within what time all instances are started, each at a drawn moment (default: ${DEFAULT-VALUE}).")
    private Duration start = Duration.ofSeconds(10);

    @Option(
            names = "--quiet",
            paramLabel = "TIME",
            converter = LeaseOptions.Time.class,
            defaultValue = "10m",
            description = "For how long calls are counted while nothing happens (default: ${DEFAULT-VALUE}).")
    private Duration quiet = Duration.ofMinutes(10);

    @Option(
            names = "--bell",
            description = "Engines read the bell, as where a store can't push; otherwise they hear pushes.")
    private boolean bell;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "What every chance follows from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private LeaseOptions lease = new LeaseOptions();

    @Override
    public Integer call() {
        PrintWriter out = Main.of(spec).getOut();
        List<ScaleOptions> fleets = instances.stream().map(this::options).toList();
        List<ScaleResult> results = new ArrayList<>();
        for (ScaleOptions fleet : fleets) {
            long begun = System.nanoTime();
            results.add(new ScaleRun(fleet, told -> say(out, fleet, told)).run());
            say(
                    out,
                    fleet,
                    "measured in " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
        }
        return told(new ScaleSeries(results), out);
    }

    private ScaleOptions options(int size) {
        return new ScaleOptions(
                size, jobs, types, former, Optional.ofNullable(every), start, quiet, bell, lease.settings(), seed);
    }

    private static void say(PrintWriter out, ScaleOptions fleet, String told) {
        out.println(String.format("%,d instances: ", fleet.instances()) + told);
        out.flush();
    }

    private static int told(ScaleSeries series, PrintWriter out) {
        out.println();
        ScaleTable.of(series).forEach(out::println);
        out.println();
        List<String> violations = series.violations();
        violations.forEach(out::println);
        out.println(violations.isEmpty() ? "GREEN" : "RED");
        out.flush();
        return violations.isEmpty() ? 0 : 1;
    }
}

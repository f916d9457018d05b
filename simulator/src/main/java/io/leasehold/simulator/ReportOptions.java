package io.leasehold.simulator;

import io.leasehold.simulator.report.page.JUnitFile;
import io.leasehold.simulator.report.page.ReportData;
import io.leasehold.simulator.report.page.ReportPage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a run's report goes. */
final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes: one HTML file with charts that opens in any browser, offline.")
    private @Nullable Path page;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Where the result goes as JUnit XML, for CI systems: a test case for each oracle.")
    private @Nullable Path junit;

    /** Refuses what can't be written, before anything runs. */
    void check(CommonOptions common) {
        if (page != null) {
            common.writable("--report", page);
        }
        if (junit != null) {
            common.writable("--junit", junit);
        }
    }

    /** Whether any was asked for. */
    boolean wanted() {
        return page != null || junit != null;
    }

    /** The command that runs the same again. */
    String replay(long seed) {
        return ReplayCommand.of(Main.of(spec).getParseResult().originalArgs(), seed);
    }

    /** Writes what was asked for. */
    void write(ReportData data) throws IOException {
        if (page != null) {
            ReportPage.write(page, data);
        }
        if (junit != null) {
            JUnitFile.write(junit, data);
        }
    }
}

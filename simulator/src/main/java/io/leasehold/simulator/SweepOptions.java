package io.leasehold.simulator;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.virtual.Drill;
import io.leasehold.simulator.virtual.Hit;
import io.leasehold.simulator.virtual.SweepReport;
import io.leasehold.simulator.virtual.SweepRun;
import io.leasehold.simulator.virtual.SweepStory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --mode sweep}: what it is told, and which of its runs that is. */
final class SweepOptions {
    @Option(
            names = "--story",
            paramLabel = "STORY",
            description = "sweep: one run of this story alone: plain, crash, stop, order, handover or probation.")
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

    /** Runs, and prints what came of it; answers the exit code. */
    int run(CommonOptions common, ReportOptions report) throws IOException, InterruptedException {
        SweepReport told = new SweepReport(words(common));
        int code = run(common, told);
        report.write(told.data(report.replay(common.seed().orElse(1))));
        return code;
    }

    private String words(CommonOptions common) {
        String over = ", over " + common.over().word();
        if (drill != null) {
            return "drill " + drill + ", seed " + common.seed().orElse(1) + over;
        }
        return (story == null ? "every event of every small story, hit by everything" : "story " + story) + over;
    }

    private int run(CommonOptions common, SweepReport report) throws IOException, InterruptedException {
        Sweeping sweeping = new Sweeping(common.over(), common.resting(), common.out(), report);
        if (story != null || !hits.isEmpty() || drill != null) {
            return common.recorded(copy -> once(sweeping, common, copy.andThen(report::add)));
        } else if (common.writesHistory()) {
            throw common.wrong("--history of a sweep needs --story or --drill: one run's history goes into a file");
        }
        return common.delivers(Sweeping.ALL) ? sweeping.inEachMode() : sweeping.everything(common.terms());
    }

    private int once(Sweeping sweeping, CommonOptions common, Consumer<HistoryEvent> copy) {
        if (drill != null) {
            Drill told = Drill.of(drill)
                    .orElseThrow(() -> common.wrong("--drill must be one of " + Drill.known() + ", but is " + drill));
            return sweeping.drill(told, common.seed().orElse(1), copy);
        }
        SweepStory told = SweepStory.of(Objects.requireNonNullElse(story, ""))
                .orElseThrow(() -> common.wrong("--story must be one of " + SweepStory.known() + ", but is " + story));
        List<Hit> struck = hits.stream().map(Hit::read).toList();
        return sweeping.once(new SweepRun(told, sweeping.over(), common.terms(), common.resting(), struck, copy));
    }
}

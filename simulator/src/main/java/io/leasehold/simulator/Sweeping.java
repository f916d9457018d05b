package io.leasehold.simulator;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.realtime.Interruption;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.simulator.virtual.Drill;
import io.leasehold.simulator.virtual.DrillRun;
import io.leasehold.simulator.virtual.Over;
import io.leasehold.simulator.virtual.Resting;
import io.leasehold.simulator.virtual.SweepMode;
import io.leasehold.simulator.virtual.SweepReport;
import io.leasehold.simulator.virtual.SweepRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code simulate --mode sweep} carries out, each with its exit code: 0 green, 1 red.
 *
 * @param over what the store is
 * @param resting where the payload and the state of a resting job are
 * @param out where progress is told
 * @param report hears what each run came to
 */
record Sweeping(Over over, Resting resting, PrintWriter out, SweepReport report) {
    /** The word for all delivery modes. */
    static final String ALL = "all";

    /** Every event of every story on these terms. */
    int everything(Terms terms) throws InterruptedException {
        return begun(terms, CtrlC.listen(out)).run();
    }

    private SweepMode begun(Terms terms, Interruption interruption) {
        String pairs = (over == Over.MEMORY ? "every pair" : "over records; pairs inside claims and writes")
                + " of the crash takeover";
        out.println("leasehold simulate --mode sweep: every event of every story, "
                + (terms.equals(Terms.DEFAULT) ? pairs : terms.word() + ", over " + over.word()));
        return new SweepMode(over, terms, resting, out, report, interruption::wished);
    }

    /** The same in each delivery mode, with the sink that it counts on. */
    int inEachMode() throws InterruptedException {
        long begun = System.nanoTime();
        Interruption interruption = CtrlC.listen(out);
        long runs = 0;
        int code = 0;
        List<Delivering> possible = Arrays.stream(Delivering.values())
                .filter(delivering -> over.commitsWithWork() || !delivering.inStore())
                .toList();
        for (Delivering delivering : possible) {
            if (interruption.wished()) {
                break;
            }
            SweepMode sweep = begun(Terms.of(delivering), interruption);
            code = Math.max(code, sweep.run());
            runs += sweep.runs();
            out.println();
        }
        out.printf(
                "%s: %,d runs in %d s: %s%n",
                possible.stream().map(Delivering::word).collect(Collectors.joining(", ")),
                runs,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                code == 0 ? "GREEN" : report.interrupted() ? "INTERRUPTED" : "RED");
        out.flush();
        return code;
    }

    /** One run, whose hits have all struck. */
    int once(SweepRun run) {
        List<Judgement> judgements = run.run();
        if (!run.missed().isEmpty()) {
            throw new IllegalArgumentException(
                    "--hits must name events of the run, and calls where they are to be lost, late, doubled or refused, but "
                            + run.missed().get(0).word() + " struck nothing in " + run.events() + " events");
        }
        report.add(judgements, run.tally());
        return told(judgements, run.events() + " events: ");
    }

    /** One drill with one seed. */
    int drill(Drill drill, long seed, Consumer<HistoryEvent> copy) {
        DrillRun run = new DrillRun(drill, seed, copy);
        List<Judgement> judgements = run.run();
        report.add(judgements, run.tally());
        return told(judgements, "drill " + drill.word() + ", seed " + seed + ": ");
    }

    private int told(List<Judgement> judgements, String what) {
        judgements.forEach(judgement ->
                judgement.violations().forEach(sentence -> out.println("  " + judgement.oracle() + ": " + sentence)));
        boolean green = judgements.stream().allMatch(Judgement::kept);
        out.println(what + (green ? "GREEN" : "RED"));
        out.flush();
        return green ? 0 : 1;
    }
}

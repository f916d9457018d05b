package io.leasehold.simulator.virtual;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.report.TimeLeft;
import io.leasehold.simulator.scenario.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Many seeds in virtual time, on all cores: live progress, the command that replays a failing seed, and what fired when. Used once. */
public final class VirtualMode {
    private static final int MOST_SENTENCES = 5;
    private static final long LOOK_MILLIS = 100;

    private final VirtualOptions options;
    private final PrintWriter out;
    private final LongFunction<VirtualResult> each;
    private final BooleanSupplier ended;
    private final Totals totals = new Totals();
    private long told;

    /** A batch of seeds that tells its progress here. */
    public VirtualMode(VirtualOptions options, PrintWriter out) {
        this(options, out, seed -> new VirtualRun(seed, options).run());
    }

    /** The same; {@code each} runs each seed. */
    VirtualMode(VirtualOptions options, PrintWriter out, LongFunction<VirtualResult> each) {
        this(options, out, each, () -> false);
    }

    /** The same; it ends before its time as soon as {@code ended} says so. */
    public VirtualMode(
            VirtualOptions options, PrintWriter out, LongFunction<VirtualResult> each, BooleanSupplier ended) {
        this.options = options;
        this.out = out;
        this.each = each;
        this.ended = ended;
    }

    /** Runs {@code seeds} seeds from the first one on. */
    public BatchResult run(long first, long seeds) throws InterruptedException {
        long began = System.nanoTime();
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            ExecutorCompletionService<VirtualResult> runs = new ExecutorCompletionService<>(threads);
            long begun = Math.min(seeds, 2L * processors);
            for (long i = 0; i < begun; i++) {
                begin(runs, first + i);
            }
            Optional<VirtualResult> next = result(runs);
            for (long done = 1; next.isPresent(); done++) {
                hear(next.get(), done, seeds, began);
                if (begun < seeds) {
                    begin(runs, first + begun);
                    begun++;
                }
                next = done < seeds ? result(runs) : Optional.empty();
            }
        } finally {
            threads.shutdownNow();
        }
        BatchResult result = new BatchResult(options, first, totals, totals.seeds() < seeds);
        summary(result, Duration.ofNanos(System.nanoTime() - began));
        return result;
    }

    private void begin(ExecutorCompletionService<VirtualResult> runs, long seed) {
        runs.submit(() -> each.apply(seed));
    }

    /** The next one; none as soon as the batch is to end before its time. */
    private Optional<VirtualResult> result(ExecutorCompletionService<VirtualResult> runs) throws InterruptedException {
        try {
            @Nullable Future<VirtualResult> next = null;
            while (next == null && !ended.getAsBoolean()) {
                next = runs.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return next == null ? Optional.empty() : Optional.of(next.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run in virtual time broke off", e.getCause());
        }
    }

    private void hear(VirtualResult result, long done, long seeds, long began) {
        totals.add(result);
        if (!result.green()) {
            tellRed(result);
        }
        long now = System.nanoTime();
        if (seeds == 1) {
            out.println("seed " + result.seed() + ": history " + result.digest() + ", " + result.events() + " events");
        }
        if (now - told > 2_000_000_000L) {
            told = now;
            Duration gone = Duration.ofNanos(now - began);
            out.printf(
                    "%s%4d s  %d of %d seeds, %d red%n",
                    TimeLeft.bar(done, seeds, gone.toMillis()),
                    gone.toSeconds(),
                    done,
                    seeds,
                    totals.red().size());
            out.flush();
        }
    }

    private void tellRed(VirtualResult result) {
        out.println("RED seed " + result.seed());
        for (Judgement judgement : result.judgements()) {
            judgement.violations().stream()
                    .limit(MOST_SENTENCES)
                    .forEach(sentence -> out.println("  " + judgement.oracle() + ": " + sentence));
        }
        out.println("  replay: leasehold simulate --mode virtual"
                + options.over().option() + options.terms().option()
                + options.resting().option() + options.faults().option() + (options.locks() ? " --locks" : "")
                + " --seeds 1 --seed "
                + result.seed()
                + " --jobs "
                + options.jobs() + " --instances " + options.instances() + " --duration "
                + DurationText.write(options.time()) + pace() + lease());
        out.flush();
    }

    private String pace() {
        return options.pace().equals(VirtualOptions.DEFAULT.pace())
                ? ""
                : " --pace " + DurationText.write(options.pace());
    }

    /** The lease times, where they aren't the usual ones. */
    private String lease() {
        EngineSettings settings = options.settings();
        EngineSettings usual = EngineSettings.DEFAULT;
        boolean same = settings.ttl().equals(usual.ttl())
                && settings.heartbeat().equals(usual.heartbeat())
                && settings.scan().equals(usual.scan());
        return same
                ? ""
                : " --ttl " + DurationText.write(settings.ttl()) + " --heartbeat "
                        + DurationText.write(settings.heartbeat()) + " --scan " + DurationText.write(settings.scan());
    }

    private void summary(BatchResult result, Duration took) {
        out.println();
        new TallyTable(totals.tally(), Optional.of(result.coverage())).print(out);
        out.println();
        totals.opportunities().forEach((oracle, count) -> out.printf("  %-6s in %,d opportunities%n", oracle, count));
        out.println(Unpromised.line(totals.unpromised()));
        Duration simulated = totals.simulated();
        out.printf(
                "%n%d seeds, %,d simulated hours (%.2f years) in %d s: %,d times real time, %,d events, %.1f simulated years"
                        + " an hour of one processor%n",
                totals.seeds(),
                simulated.toHours(),
                simulated.toHours() / 24.0 / 365,
                took.toSeconds(),
                simulated.toSeconds() / Math.max(1, took.toSeconds()),
                totals.events(),
                totals.yearsPerProcessorHour());
        result.demandedGaps().forEach(gap -> out.println("never came to: " + gap));
        out.println(result.verdict());
        out.flush();
    }
}

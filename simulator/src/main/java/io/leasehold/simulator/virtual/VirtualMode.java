package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many seeds in virtual time, on all cores: live progress, the command that replays a failing seed, and what fired when. Used once. */
public final class VirtualMode {
    private static final int MOST_SENTENCES = 5;

    private final VirtualOptions options;
    private final PrintWriter out;
    private final Tally tally = new Tally();
    private final Map<String, Long> opportunities = new LinkedHashMap<>();
    private final List<Long> red = new ArrayList<>();
    private Duration simulated = Duration.ZERO;
    private long events;
    private long unpromised;
    private long told;

    /** A batch of seeds that tells its progress here. */
    public VirtualMode(VirtualOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** Runs {@code seeds} seeds from the first one on; answers the exit code: 0 green, 1 red. */
    public int run(long first, long seeds) throws InterruptedException {
        long began = System.nanoTime();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            ExecutorCompletionService<VirtualResult> runs = new ExecutorCompletionService<>(threads);
            for (long seed = first; seed < first + seeds; seed++) {
                long drawn = seed;
                runs.submit(() -> new VirtualRun(drawn, options).run());
            }
            for (long done = 1; done <= seeds; done++) {
                hear(result(runs), done, seeds, began);
            }
        } finally {
            threads.shutdownNow();
        }
        summary(seeds, Duration.ofNanos(System.nanoTime() - began));
        return red.isEmpty() ? 0 : 1;
    }

    private static VirtualResult result(ExecutorCompletionService<VirtualResult> runs) throws InterruptedException {
        try {
            return runs.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run in virtual time broke off", e.getCause());
        }
    }

    private void hear(VirtualResult result, long done, long seeds, long began) {
        tally.add(result.tally());
        simulated = simulated.plus(result.simulated());
        events += result.events();
        unpromised += Unpromised.of(result.judgements());
        result.judgements()
                .forEach(judgement -> opportunities.merge(judgement.oracle(), judgement.opportunities(), Long::sum));
        if (!result.green()) {
            red.add(result.seed());
            tellRed(result);
        }
        long now = System.nanoTime();
        if (seeds == 1) {
            out.println("seed " + result.seed() + ": history " + result.digest() + ", " + result.events() + " events");
        }
        if (now - told > 2_000_000_000L) {
            told = now;
            Duration gone = Duration.ofNanos(now - began);
            out.printf("%4d s  %d of %d seeds, %d red%n", gone.toSeconds(), done, seeds, red.size());
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
                + options.resting().option() + (options.locks() ? " --locks" : "") + " --seeds 1 --seed "
                + result.seed()
                + " --jobs "
                + options.jobs() + " --instances " + options.instances() + " --hours "
                + options.time().toHours());
        out.flush();
    }

    private void summary(long seeds, Duration took) {
        out.println();
        new TallyTable(tally, Optional.of(new Coverage(options))).print(out);
        out.println();
        opportunities.forEach((oracle, count) -> out.printf("  %-6s in %,d opportunities%n", oracle, count));
        out.println(Unpromised.line(unpromised));
        double years = simulated.toHours() / 24.0 / 365;
        out.printf(
                "%n%d seeds, %,d simulated hours (%.2f years) in %d s: %,d times real time, %,d events%n",
                seeds,
                simulated.toHours(),
                years,
                took.toSeconds(),
                simulated.toSeconds() / Math.max(1, took.toSeconds()),
                events);
        out.println(red.isEmpty() ? "GREEN" : "RED: " + red.size() + " of " + seeds + " seeds");
        out.flush();
    }
}

package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Terms;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sweep: every event of every story is hit by everything that can befall it, one hit a run; and for the crash takeover at
 * most once every pair of hits. Nothing is sampled. On all cores; used once.
 */
public final class SweepMode {
    private static final int MOST_SHOWN = 20;
    private static final int DRILL_SEEDS = 3;
    private static final int INTERRUPTED = 130;
    private static final long LOOK_MILLIS = 100;

    private final Over over;
    private final Terms terms;
    private final Resting resting;
    private final PrintWriter out;
    private final SweepReport report;
    private final BooleanSupplier ended;
    private final Tally tally = new Tally();
    private final Map<String, Long> opportunities = new LinkedHashMap<>();
    private long unpromised;
    private long runs;
    private long red;

    /**
     * A sweep that tells its progress here.
     *
     * @param report hears of every part
     * @param ended whether it is to end before its time
     */
    public SweepMode(
            Over over, Terms terms, Resting resting, PrintWriter out, SweepReport report, BooleanSupplier ended) {
        this.over = over;
        this.terms = terms;
        this.resting = resting;
        this.out = out;
        this.report = report;
        this.ended = ended;
    }

    /** What one first hit led to: its own run, and where pairs are asked for each run with a second one. */
    private record Part(long runs, Tally tally, Map<String, Long> opportunities, long unpromised, List<String> red) {}

    /** Sweeps all stories; answers the exit code: 0 green, 1 red, 130 ended before its time. */
    public int run() throws InterruptedException {
        long began = System.nanoTime();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (SweepStory story : SweepStory.values()) {
                sweep(story, story == SweepStory.CRASH && terms.equals(Terms.DEFAULT), threads);
            }
            drill(threads);
        } catch (EndedEarly e) {
            report.interrupt();
        } finally {
            threads.shutdownNow();
        }
        out.println();
        new TallyTable(tally, Optional.empty()).print(out);
        out.println();
        opportunities.forEach((oracle, count) -> out.printf("  %-8s in %,d opportunities%n", oracle, count));
        out.println(Unpromised.line(unpromised));
        out.printf(
                "%n%,d runs, no sampling, in %d s%n",
                runs, Duration.ofNanos(System.nanoTime() - began).toSeconds());
        boolean early = report.interrupted();
        out.println((early ? "INTERRUPTED: so far " : "") + (red == 0 ? "GREEN" : "RED: " + red + " runs"));
        out.flush();
        return early ? INTERRUPTED : red == 0 ? 0 : 1;
    }

    private void sweep(SweepStory story, boolean pairs, ExecutorService threads)
            throws InterruptedException, EndedEarly {
        SweepRun undisturbed = sweepRun(story, List.of());
        long before = runs;
        hear(part(story, List.of(), undisturbed));
        ExecutorCompletionService<Part> parts = new ExecutorCompletionService<>(threads);
        List<Hit> singles = undisturbed.possible();
        Set<Hit> firsts = new LinkedHashSet<>(pairs ? pairable(undisturbed) : List.of());
        singles.forEach(hit -> parts.submit(() -> swept(story, hit, firsts.contains(hit))));
        for (int i = 0; i < singles.size(); i++) {
            hear(result(parts));
        }
        out.printf(
                "  %-6s %4d events, %4d hits%s: %,d runs%n",
                story.word(), undisturbed.events(), singles.size(), pairs ? pairsWord() : "", runs - before);
        out.flush();
    }

    /** Beside the stories, once: over memory, as engines usually are. */
    private void drill(ExecutorService threads) throws InterruptedException, EndedEarly {
        if (over != Over.MEMORY || !terms.equals(Terms.DEFAULT) || resting != Resting.IN_MEMORY) {
            return;
        }
        ExecutorCompletionService<Part> parts = new ExecutorCompletionService<>(threads);
        for (Drill drill : Drill.values()) {
            for (long seed = 1; seed <= DRILL_SEEDS; seed++) {
                long drawn = seed;
                parts.submit(() -> drilled(drill, drawn));
            }
        }
        int drills = Drill.values().length * DRILL_SEEDS;
        for (int i = 0; i < drills; i++) {
            hear(result(parts));
        }
        out.printf("  drills %,d runs%n", drills);
        out.flush();
    }

    /** How many runs that was; known after {@link #run}. */
    public long runs() {
        return runs;
    }

    private SweepRun sweepRun(SweepStory story, List<Hit> hits) {
        return new SweepRun(story, over, terms, resting, hits, event -> {});
    }

    private String pairsWord() {
        return over == Over.MEMORY
                ? " and every pair"
                : " and every pair inside claims and writes, at most one of which begins between them";
    }

    /** All hits; over records those inside claims and writes, for there every operation is many events. */
    private List<Hit> pairable(SweepRun run) {
        return over == Over.MEMORY ? run.possible() : run.possibleInsideClaimsAndWrites();
    }

    private Part swept(SweepStory story, Hit first, boolean pairs) {
        SweepRun single = sweepRun(story, List.of(first));
        Part sum = part(story, List.of(first), single);
        if (pairs) {
            for (Hit second : pairable(single)) {
                List<Hit> both = List.of(first, second);
                sum = sum(sum, part(story, both, sweepRun(story, both)));
            }
        }
        return sum;
    }

    private Part part(SweepStory story, List<Hit> hits, SweepRun run) {
        String replay = over.option() + terms.option() + resting.option() + " --story " + story.word() + " --hits "
                + hits.stream().map(Hit::word).collect(Collectors.joining(","));
        List<Judgement> judgements = run.run();
        List<String> idle =
                run.missed().stream().map(hit -> hit.word() + " struck nothing").toList();
        return part(judgements, run.tally(), idle, replay);
    }

    private static Part drilled(Drill drill, long seed) {
        DrillRun run = new DrillRun(drill, seed, event -> {});
        return part(run.run(), run.tally(), List.of(), " --drill " + drill.word() + " --seed " + seed);
    }

    private static Part part(List<Judgement> judgements, Tally tally, List<String> idle, String replay) {
        Map<String, Long> opportunities = new LinkedHashMap<>();
        judgements.forEach(judgement -> opportunities.put(judgement.oracle(), judgement.opportunities()));
        List<String> red = new ArrayList<>();
        judgements.stream()
                .filter(judgement -> !judgement.kept())
                .map(judgement ->
                        judgement.oracle() + ": " + judgement.violations().get(0))
                .forEach(red::add);
        red.addAll(idle);
        List<String> told = red.isEmpty()
                ? List.of()
                : List.of(String.join("\n  ", red) + "\n  replay: leasehold simulate --mode sweep" + replay);
        return new Part(1, tally, opportunities, Unpromised.of(judgements), told);
    }

    private static Part sum(Part one, Part other) {
        one.tally.add(other.tally);
        other.opportunities.forEach((oracle, count) -> one.opportunities.merge(oracle, count, Long::sum));
        List<String> red = new ArrayList<>(one.red);
        red.addAll(other.red);
        return new Part(one.runs + other.runs, one.tally, one.opportunities, one.unpromised + other.unpromised, red);
    }

    /** A person has ended the sweep before its time. */
    private static final class EndedEarly extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private Part result(ExecutorCompletionService<Part> parts) throws InterruptedException, EndedEarly {
        try {
            @Nullable Future<Part> next = parts.poll();
            while (next == null) {
                if (ended.getAsBoolean()) {
                    throw new EndedEarly();
                }
                next = parts.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return next.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run of the sweep broke off", e.getCause());
        }
    }

    private void hear(Part part) {
        report.add(part.runs, part.tally, part.opportunities, part.red);
        runs += part.runs;
        unpromised += part.unpromised;
        tally.add(part.tally);
        part.opportunities.forEach((oracle, count) -> opportunities.merge(oracle, count, Long::sum));
        part.red.stream().limit(Math.max(0, MOST_SHOWN - red)).forEach(text -> out.println("RED\n  " + text));
        red += part.red.size();
        out.flush();
    }
}

package io.leasehold.simulator;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.FieldStory;
import io.leasehold.simulator.virtual.StoryRun;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stories from the field on the command line.
 *
 * @param common what {@code simulate} was told
 * @param saidSeeds how many seeds, if that was said
 */
record Stories(CommonOptions common, Optional<Integer> saidSeeds) {
    /** So many seeds, unless told otherwise. */
    private static final int SEEDS = 3;

    private static final int MOST_SHOWN = 20;

    /** What a story has its own of. */
    private static final List<String> OWN = List.of(
            "--report",
            "--over",
            "--delivery",
            "--sink",
            "--shelve",
            "--faults",
            "--locks",
            "--history",
            "--instances",
            "--jobs",
            "--duration",
            "--pace",
            "--preset",
            "--ttl",
            "--heartbeat",
            "--scan",
            "--config",
            "--store",
            "--factor",
            "--kills",
            "--story",
            "--hits",
            "--drill");

    /** Prints them all; answers the exit code. */
    int list() {
        common.out().printf("%-20s %-56s %s%n", "story", "from", "what happened there");
        for (FieldStory story : FieldStory.values()) {
            common.out().printf("%-20s %-56s %s%n", story.word(), story.from(), story.there());
        }
        common.out().printf("%nleasehold simulate --scenario STORY tells one.%n");
        common.out().flush();
        return 0;
    }

    /** Tells one; answers the exit code: 0 green, 1 red. */
    int tell(FieldStory story) {
        OWN.stream().filter(common::says).findFirst().ifPresent(option -> {
            throw common.wrong(option
                    + " doesn't go with a story, which has its own; each run's replay is printed where it is red");
        });
        if (!story.drawn() && (common.says("--seed") || common.says("--seeds"))) {
            throw common.wrong(
                    "--seed and --seeds don't go with " + story.word() + ": nothing of it is drawn, every hit is told");
        }
        long first = common.seed().orElse(1);
        int seeds = saidSeeds.orElse(SEEDS);
        if (seeds < 1) {
            throw common.wrong("--seeds must be at least 1, but is " + seeds);
        }
        head(story, first, seeds);
        return new Told(common.out()).all(story, first, seeds);
    }

    private void head(FieldStory story, long first, int seeds) {
        String which = story.drawn() ? ", seeds " + first + " to " + (first + seeds - 1) : "";
        PrintWriter out = common.out();
        out.println("leasehold simulate --scenario " + story.word());
        out.println("  from   " + story.from());
        out.println("  there  " + story.there());
        out.println("  here   " + story.here());
        out.println("  by     " + story.toldBy() + which + ", in virtual time");
        out.println();
        out.flush();
    }

    /** What came of a story's runs. Used once. */
    private static final class Told {
        private final PrintWriter out;
        private final Map<String, Long> opportunities = new LinkedHashMap<>();
        private long runs;
        private long red;

        Told(PrintWriter out) {
            this.out = out;
        }

        private int all(FieldStory story, long first, int seeds) {
            story.runs(first, seeds).forEach(this::hear);
            opportunities.values().removeIf(count -> count == 0);
            opportunities.forEach((oracle, count) -> out.printf("  %-8s in %,d opportunities%n", oracle, count));
            out.printf("%n%,d runs: %s%n", runs, red == 0 ? "GREEN" : "RED in " + red + " of them");
            out.flush();
            return red == 0 ? 0 : 1;
        }

        private void hear(StoryRun run) {
            runs++;
            run.judgements().forEach(found -> opportunities.merge(found.oracle(), found.opportunities(), Long::sum));
            List<Judgement> broken =
                    run.judgements().stream().filter(found -> !found.kept()).toList();
            if (!broken.isEmpty() && red++ < MOST_SHOWN) {
                out.println("RED");
                broken.forEach(found -> out.println(
                        "  " + found.oracle() + ": " + found.violations().get(0)));
                out.println("  replay: leasehold simulate " + run.replay());
            }
        }
    }
}

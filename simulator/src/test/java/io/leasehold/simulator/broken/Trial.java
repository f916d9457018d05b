package io.leasehold.simulator.broken;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.virtual.Hit;
import io.leasehold.simulator.virtual.SweepRun;
import io.leasehold.simulator.virtual.SweepStory;
import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * One seed's run, or the sweep of every single hit, with the classes among which this one was loaded. It answers each oracle's name with
 * the first sentence of what that oracle found, if anything; it is asked and answers in the JDK's own types, for its classes are not
 * the asker's.
 */
public final class Trial implements LongFunction<Map<String, Optional<String>>> {
    /** In place of a seed: every event of every story, hit once a run. */
    static final long SWEEP = 0;

    @Override
    public Map<String, Optional<String>> apply(long seed) {
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        if (seed == SWEEP) {
            for (SweepStory story : SweepStory.values()) {
                sweep(story, found);
            }
        } else {
            add(new VirtualRun(seed, VirtualOptions.DEFAULT).run().judgements(), found);
        }
        return found;
    }

    private static void sweep(SweepStory story, Map<String, Optional<String>> found) {
        SweepRun undisturbed = new SweepRun(story, List.of());
        add(undisturbed.run(), found);
        for (Hit hit : undisturbed.possible()) {
            add(new SweepRun(story, List.of(hit)).run(), found);
        }
    }

    private static void add(List<Judgement> judgements, Map<String, Optional<String>> found) {
        for (Judgement judgement : judgements) {
            found.merge(
                    judgement.oracle(),
                    judgement.violations().stream().findFirst(),
                    (before, now) -> before.isPresent() ? before : now);
        }
    }
}

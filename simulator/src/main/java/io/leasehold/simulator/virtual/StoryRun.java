package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.util.List;

/**
 * One run of a story from the field.
 *
 * @param replay the options of {@code simulate} that tell this run alone
 * @param judgements what each oracle found
 */
public record StoryRun(String replay, List<Judgement> judgements) {
    public StoryRun {
        judgements = List.copyOf(judgements);
    }
}

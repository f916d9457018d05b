package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.time.Duration;
import java.util.List;

/**
 * What one seed came to.
 *
 * @param seed the seed
 * @param judgements what each oracle found
 * @param tally which trouble fired when
 * @param simulated how much virtual time went by
 * @param processor how much time of a processor it took, the oracles' included
 * @param events how many events happened
 * @param digest the SHA-256 of the history: the same for the same seed, everywhere
 */
public record VirtualResult(
        long seed,
        List<Judgement> judgements,
        Tally tally,
        Duration simulated,
        Duration processor,
        long events,
        String digest) {
    public VirtualResult {
        judgements = List.copyOf(judgements);
    }

    /** Whether no oracle found anything. */
    public boolean green() {
        return judgements.stream().allMatch(judgement -> judgement.violations().isEmpty());
    }
}

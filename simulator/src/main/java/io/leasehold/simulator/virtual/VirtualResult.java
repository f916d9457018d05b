package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one seed came to.
 *
 * @param seed the seed
 * @param judgements what each oracle found
 * @param tally which trouble fired when
 * @param simulated how much virtual time went by
 * @param processor how much time of a processor it took, the oracles' included
 * @param events how many events happened
 * @param digesting works out {@link #digest}, which few ask for
 */
public record VirtualResult(
        long seed,
        List<Judgement> judgements,
        Tally tally,
        Duration simulated,
        Duration processor,
        long events,
        Supplier<String> digesting) {
    public VirtualResult {
        judgements = List.copyOf(judgements);
    }

    /** The SHA-256 of the history: the same for the same seed, everywhere. */
    public String digest() {
        return digesting.get();
    }

    /** Whether no oracle found anything. */
    public boolean green() {
        return judgements.stream().allMatch(judgement -> judgement.violations().isEmpty());
    }
}

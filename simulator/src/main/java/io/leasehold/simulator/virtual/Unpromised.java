package io.leasehold.simulator.virtual;

import io.leasehold.simulator.oracle.Judgement;
import java.util.List;

/** The duplicates that mode and sink together don't promise against: counted and told, for they are no fault of the engine. */
final class Unpromised {
    private Unpromised() {}

    static long of(List<Judgement> judgements) {
        return judgements.stream().mapToLong(Judgement::unpromised).sum();
    }

    static String line(long count) {
        return String.format("  duplicates that the mode doesn't promise against: %,d", count);
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.EngineHealth.StoreTrouble;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which calls the store hasn't answered since when, one entry a lane: any answer there ends the trouble. A user's own submissions and
 * orders are not in it: they hear of their trouble themselves. Thread-safe.
 */
final class StoreTroubles {
    private final Map<Lane, Standing> standing = new EnumMap<>(Lane.class);

    /** A lane's trouble: since when, and what came last. */
    private record Standing(long sinceNanos, Operation operation, String problem) {}

    /** What a call came to. */
    synchronized void heard(Operation operation, Answer<?> answer, long nowNanos) {
        Lane lane = operation.lane();
        if (answer instanceof Answer.Returned<?>) {
            standing.remove(lane);
        } else if (lane != Lane.OPERATOR) {
            Standing before = standing.get(lane);
            long since = before == null ? nowNanos : before.sinceNanos;
            standing.put(lane, new Standing(since, operation, text(answer)));
        }
    }

    private static String text(Answer<?> answer) {
        return answer instanceof Answer.Threw<?> threw ? Problems.text(threw.problem()) : "no answer in time";
    }

    /** The one that has stood longest. */
    synchronized Optional<StoreTrouble> longest(long nowNanos) {
        return standing.values().stream()
                .min(Comparator.comparingLong(trouble -> trouble.sinceNanos - nowNanos))
                .map(trouble -> new StoreTrouble(
                        trouble.operation, trouble.problem, Duration.ofNanos(nowNanos - trouble.sinceNanos)));
    }
}

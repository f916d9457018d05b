package io.leasehold.simulator.virtual;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import io.leasehold.simulator.automation.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where the messages of a run go, outside all instances. It gives the help that {@link Delivering} counts on, and no more. Not
 * thread-safe.
 */
final class MessageSink {
    /** How long it knows a key, where it honours keys. */
    static final Duration KNOWN = Duration.ofDays(1);

    private final Delivering delivering;
    private final LongSupplier nowMillis;
    private final Map<String, Long> carriedOut = new LinkedHashMap<>();
    private final Map<String, Fence> barriers = new LinkedHashMap<>();

    MessageSink(Delivering delivering, LongSupplier nowMillis) {
        this.delivering = delivering;
        this.nowMillis = nowMillis;
    }

    /** A request arrives; answers whether it is carried out. */
    boolean carriesOut(Delivery delivery) {
        String key = delivery.key();
        boolean carries = switch (delivering) {
            case AT_MOST_ONCE -> true;
            case AT_LEAST_ONCE -> !knows(key);
            case CONFIRMED -> !barred(key, delivery.fence());
        };
        if (carries) {
            carriedOut.put(key, nowMillis.getAsLong());
        }
        return carries;
    }

    private boolean knows(String key) {
        return Optional.ofNullable(carriedOut.get(key))
                .filter(since -> nowMillis.getAsLong() - since <= KNOWN.toMillis())
                .isPresent();
    }

    private boolean barred(String key, Fence fence) {
        return Optional.ofNullable(barriers.get(key))
                .filter(barrier -> fence.compareTo(barrier) < 0)
                .isPresent();
    }

    /** What became of a key; what was not delivered will not be by any request older than the question. */
    Verdict confirm(Message message, String key, Fence fence) {
        if (carriedOut.containsKey(key)) {
            return Verdict.DELIVERED;
        }
        barriers.merge(key, fence, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return Verdict.NOT_DELIVERED;
    }
}

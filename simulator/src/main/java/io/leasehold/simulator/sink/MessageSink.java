package io.leasehold.simulator.sink;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Where the messages of a run go, outside all instances. It gives the help of its kind, and no more. Thread-safe. */
public final class MessageSink {
    /** How long it knows a key, where it honours keys. */
    static final Duration KNOWN = Duration.ofDays(1);

    private final Sink kind;
    private final LongSupplier nowMillis;
    private final Map<String, Request> carriedOut = new LinkedHashMap<>();
    private final Map<String, Fence> barriers = new LinkedHashMap<>();
    private final Map<JobId, Long> tokens = new LinkedHashMap<>();

    /** The first one of its key that was carried out: since when, and until when it is under way. */
    private record Request(long sinceMillis, long untilMillis) {}

    /** What becomes of a request. */
    public enum Reception {
        /** It is carried out. */
        CARRIED_OUT,
        /** It is not: an earlier one was, or never will be. */
        KNOWN,
        /** It is not: the first one with its key is under way still (409). */
        UNDER_WAY
    }

    /** A sink by this clock. */
    public MessageSink(Sink kind, LongSupplier nowMillis) {
        this.kind = kind;
        this.nowMillis = nowMillis;
    }

    /** A request arrives that the sink needs so long for. */
    public synchronized Reception arrives(Delivery delivery, Duration takes) {
        long now = nowMillis.getAsLong();
        Reception reception = switch (kind) {
            case PLAIN, ASK_ONLY, STORE -> Reception.CARRIED_OUT;
            case TOKENS -> newest(delivery) ? Reception.CARRIED_OUT : Reception.KNOWN;
            case KEYS -> byKey(delivery.key(), now);
            case FINAL -> barred(delivery) ? Reception.KNOWN : Reception.CARRIED_OUT;
        };
        if (reception == Reception.CARRIED_OUT) {
            carriedOut.put(delivery.key(), new Request(now, now + takes.toMillis()));
        }
        return reception;
    }

    private boolean newest(Delivery delivery) {
        long token = delivery.fence().token();
        return tokens.merge(delivery.step().job(), token, Math::max) == token;
    }

    private Reception byKey(String key, long now) {
        Request first = carriedOut.get(key);
        if (first == null || now - first.sinceMillis > KNOWN.toMillis()) {
            return Reception.CARRIED_OUT;
        }
        return now < first.untilMillis ? Reception.UNDER_WAY : Reception.KNOWN;
    }

    private boolean barred(Delivery delivery) {
        return Optional.ofNullable(barriers.get(delivery.key()))
                .filter(barrier -> delivery.fence().compareTo(barrier) < 0)
                .isPresent();
    }

    /** What became of a key; where answers are final, what was not delivered will not be by any request older than the question. */
    public synchronized Verdict confirm(String key, Fence fence) {
        if (!kind.answers()) {
            return Verdict.UNKNOWN;
        } else if (carriedOut.containsKey(key)) {
            return Verdict.DELIVERED;
        } else if (kind == Sink.FINAL) {
            barriers.merge(key, fence, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return Verdict.NOT_DELIVERED;
    }
}

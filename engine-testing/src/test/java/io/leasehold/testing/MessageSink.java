package io.leasehold.testing;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where messages go, with as much help as its kind gives to those who must not send one twice. */
final class MessageSink {
    private final VirtualWorld world;
    private final Help help;
    private final Map<String, Long> known = new LinkedHashMap<>();
    private final Map<String, Fence> barriers = new LinkedHashMap<>();

    /** What was carried out, in order. */
    final List<Sent> sent = new ArrayList<>();

    /** What it was asked, in order. */
    final List<Asked> asked = new ArrayList<>();

    /** How much help a sink gives. */
    enum Help {
        /** None: it carries out whatever arrives. */
        NONE,
        /** It carries out no key twice that it knows still, for a day. */
        KEYS,
        /** It tells what became of a key, and no more. */
        ANSWERS,
        /** Once it has said that a key was not delivered, it carries out no request for it with a lower fence. */
        FINAL_ANSWERS
    }

    record Sent(String key, String text, Fence fence, long atMillis) {}

    record Asked(String key, Fence fence, long atMillis) {}

    MessageSink(VirtualWorld world, Help help) {
        this.world = world;
        this.help = help;
    }

    void deliver(String text, Delivery delivery) {
        String key = delivery.key();
        boolean barred = Optional.ofNullable(barriers.get(key))
                .filter(barrier -> delivery.fence().compareTo(barrier) < 0)
                .isPresent();
        if (barred || (help == Help.KEYS && knows(key))) {
            return;
        }
        known.put(key, world.nowMillis());
        sent.add(new Sent(key, text, delivery.fence(), world.nowMillis()));
    }

    private boolean knows(String key) {
        return Optional.ofNullable(known.get(key))
                .filter(since -> world.nowMillis() - since <= Duration.ofDays(1).toMillis())
                .isPresent();
    }

    Verdict confirm(String text, String key, Fence fence) {
        asked.add(new Asked(key, fence, world.nowMillis()));
        if (known.containsKey(key)) {
            return Verdict.DELIVERED;
        }
        if (help == Help.FINAL_ANSWERS) {
            barriers.merge(key, fence, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return Verdict.NOT_DELIVERED;
    }

    List<String> texts() {
        return sent.stream().map(Sent::text).toList();
    }

    List<String> keys() {
        return sent.stream().map(Sent::key).toList();
    }
}

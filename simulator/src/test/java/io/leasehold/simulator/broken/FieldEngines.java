package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import io.leasehold.simulator.virtual.FieldStory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The mistake of each story from the field, as an engine of ours would make it. */
final class FieldEngines {
    private static final String KEEPER = ENGINE + "LeaseKeeper.java";
    private static final String DEPARTURE = ENGINE + "Departure.java";

    private static final BrokenEngine GIVES_UP_AFTER_SOME_TRIES = noticedBy("LOSS", "heartbeats give up after n tries")
            .with(KEEPER, "failures++;", "if (++failures > 20) { return; }");

    private static final BrokenEngine LEAVES_ITS_LEASE_TO_LAPSE =
            noticedBy("DOWN", "leaves its lease to lapse").with(DEPARTURE, "store.end(lease, LeaseEnd.CLEAN);", "");

    private static final BrokenEngine NO_HEARTBEAT_WHILE_DRAINING = noticedBy(
                    "DOWN", "sends no heartbeat while it drains")
            .with(DEPARTURE, "keeper.beatNow();", "keeper.close();");

    private static final BrokenEngine UNLOCKS_ONCE = noticedBy("LOCK", "sends an unlock once")
            .with(
                    ENGINE + "LockSeat.java",
                    "failTries(answer);",
                    "failTries(answer); if (operation == Operation.RELEASE_LOCK) { hold = Optional.empty(); }");

    private static final BrokenEngine RENEWS_BEHIND_THE_WORK = noticedBy(
                    "STALL", "renews behind the work that waits for a worker")
            .with(KEEPER, "beat.cancel(); try {", """
                            beat.cancel();
                            if (owner.busy()) {
                                beat = core.runtime().schedule(Duration.ofMillis(100), this::beatNow);
                                return;
                            }
                            try {
                            """)
            .with(KEEPER, "Load load();", "Load load(); boolean busy();")
            .with(ENGINE + "Instance.java", "public Load load() {", """
                            public boolean busy() {
                                return workers.anyWaiting();
                            }

                            @Override
                            public Load load() {
                            """)
            .with(ENGINE + "Workers.java", "int stuck() {", """
                            boolean anyWaiting() {
                                return !waiting.isEmpty();
                            }

                            int stuck() {
                            """);

    static final Map<FieldStory, BrokenEngine> RED = red();

    private FieldEngines() {}

    /** The engine that makes this story's mistake. */
    static BrokenEngine of(FieldStory story) {
        return Objects.requireNonNull(RED.get(story));
    }

    private static Map<FieldStory, BrokenEngine> red() {
        Map<FieldStory, BrokenEngine> red = new EnumMap<>(FieldStory.class);
        red.put(FieldStory.EXPIRED_WHEN_GRANTED, named("deadline from the answer instead of the request"));
        red.put(FieldStory.LOST_UNTOLD, named("takes FENCED for no end of the claim"));
        red.put(FieldStory.STORE_OUTAGE, GIVES_UP_AFTER_SOME_TRIES);
        red.put(FieldStory.ANSWER_LOST, named("drops a claim without a release"));
        red.put(FieldStory.FROZEN_OWNER, named("no deadline check"));
        red.put(FieldStory.OLD_SESSION, named("takes up a lease not proven for an hour"));
        red.put(FieldStory.NO_TIMEOUT, named("renews at full length while unanswered"));
        red.put(FieldStory.RELEASED_UNDRAINED, named("hands over before the worker has drained"));
        red.put(FieldStory.FIRST_EXCEPTION, named("heartbeat dies on an exception"));
        red.put(FieldStory.POISON, named("never quarantines"));
        red.put(FieldStory.STOP_WAITS, LEAVES_ITS_LEASE_TO_LAPSE);
        red.put(FieldStory.LONG_DRAIN, NO_HEARTBEAT_WHILE_DRAINING);
        red.put(FieldStory.UNLOCK_OUTLIVED, UNLOCKS_ONCE);
        red.put(FieldStory.SLOW_HANDLERS, RENEWS_BEHIND_THE_WORK);
        return red;
    }

    private static BrokenEngine named(String name) {
        return BrokenEngines.ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no broken engine is called \"" + name + '"'));
    }
}

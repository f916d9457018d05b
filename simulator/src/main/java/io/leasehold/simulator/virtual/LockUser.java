package io.leasehold.simulator.virtual;

import io.leasehold.engine.HeldLock;
import io.leasehold.engine.Locks;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one instance does with locks: it wants one of two now and then, waits for it or not, uses what it guards while it may, and closes it, or
 * once in a while keeps it until it hears that it is lost. It stands still with its instance, and stops with it. Not thread-safe.
 */
final class LockUser {
    private static final List<String> LOCKS = List.of("door", "gate");

    /** After so long it begins nothing more with a lock. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final String instance;
    private final Locks locks;
    private final EngineRuntime runtime;
    private final Guarded guarded;
    private final History history;
    private final SplittableRandom random;

    LockUser(
            String instance,
            Locks locks,
            EngineRuntime runtime,
            Guarded guarded,
            History history,
            SplittableRandom random) {
        this.instance = instance;
        this.locks = locks;
        this.runtime = runtime;
        this.guarded = guarded;
        this.history = history;
        this.random = random;
    }

    /** Wants a lock at some time within the next minute. */
    void begin() {
        runtime.schedule(upTo(60), this::want);
    }

    private void want() {
        String lock = LOCKS.get(random.nextInt(LOCKS.size()));
        Duration most = random.nextInt(3) == 0 ? Duration.ZERO : upTo(240);
        var unused = locks.request(lock, most).whenComplete((held, trouble) -> {
            Optional<HeldLock> got = trouble == null ? held : Optional.empty();
            if (got.isPresent()) {
                use(got.get());
            } else {
                begin();
            }
        });
    }

    private void use(HeldLock lock) {
        if (random.nextInt(4) == 0) {
            var unused = lock.holdAtLeast(upTo(120));
        }
        if (random.nextInt(10) == 0) {
            lock.onLost(loss -> runtime.execute(() -> done(lock)));
        }
        step(lock, random.nextInt(30), runtime.nanos() + LONGEST.toNanos());
    }

    /** Asks first, and may stand still before it reaches what is guarded. */
    private void step(HeldLock lock, int more, long untilNanos) {
        if (more == 0 || runtime.nanos() - untilNanos > 0 || !lock.valid()) {
            done(lock);
            return;
        }
        history.add(at -> new HistoryEvent.LockTrusted(at, lock.name(), lock.token(), instance));
        runtime.schedule(random.nextInt(8) == 0 ? upTo(120) : Duration.ofMillis(random.nextInt(50)), () -> {
            boolean accepted = guarded.accepts(lock.name(), lock.token());
            history.add(at -> new HistoryEvent.GuardedReached(at, lock.name(), lock.token(), instance, accepted));
            runtime.schedule(upTo(5), () -> step(lock, more - 1, untilNanos));
        });
    }

    private void done(HeldLock lock) {
        lock.close();
        begin();
    }

    private Duration upTo(int seconds) {
        return Duration.ofMillis(random.nextLong(seconds * 1_000L + 1));
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import java.time.Duration;

/** R20: rings the store's bell, at most every 100 ms, the last ring never dropped. */
final class Ringer {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Core core;
    private boolean wanted;
    private boolean resting;
    private int failures;

    Ringer(Core core) {
        this.core = core;
    }

    void ring() {
        wanted = true;
        if (!resting) {
            send();
        }
    }

    private void send() {
        wanted = false;
        resting = true;
        core.<Boolean>ask(
                Operation.RING,
                store -> {
                    store.ring();
                    return true;
                },
                answer -> {
                    boolean rung = answer instanceof Answer.Returned<Boolean>;
                    wanted |= !rung;
                    failures = rung ? 0 : failures + 1;
                    core.runtime()
                            .schedule(rung ? PAUSE : core.storeBackoff(failures).plus(PAUSE), this::rested);
                });
    }

    private void rested() {
        resting = false;
        if (wanted) {
            send();
        }
    }
}

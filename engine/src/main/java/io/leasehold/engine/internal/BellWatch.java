package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import java.util.OptionalLong;

/** R20: reads the store's bell every min(500 ms, heartbeat/4) and tells when it has rung. */
final class BellWatch {
    private final Core core;
    private final Runnable rung;
    private OptionalLong last = OptionalLong.empty();
    private boolean closed;

    BellWatch(Core core, Runnable rung) {
        this.core = core;
        this.rung = rung;
    }

    void start() {
        core.<Long>ask(Operation.BELL, store -> store.bell(), answer -> {
            if (closed) {
                return;
            }
            core.runtime().schedule(core.settings().roundPause(), this::start);
            if (answer instanceof Answer.Returned<Long> returned) {
                heard(returned.value());
            }
        });
    }

    void close() {
        closed = true;
    }

    private void heard(long number) {
        boolean changed = last.isPresent() && last.getAsLong() != number;
        last = OptionalLong.of(number);
        if (changed) {
            rung.run();
        }
    }
}

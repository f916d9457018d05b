package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import java.util.OptionalLong;

/**
 * R20: reads the store's bell every min(500 ms, heartbeat/4) and tells when it has rung. Its first reading tells too: nobody knows
 * what rang before.
 */
final class BellReader {
    private final Core core;
    private final Runnable rung;
    private OptionalLong last = OptionalLong.empty();
    private Timer next = () -> {};
    private boolean reading;

    BellReader(Core core, Runnable rung) {
        this.core = core;
        this.rung = rung;
    }

    /** Begins to read, for good; once it has begun this changes nothing. */
    void start() {
        if (!reading) {
            reading = true;
            read();
        }
    }

    /** Reads no more; an answer that is under way is dropped. */
    void close() {
        reading = false;
        next.cancel();
    }

    private void read() {
        core.<Long>ask(Operation.BELL, store -> store.bell(), answer -> {
            if (!reading) {
                return;
            }
            next = core.runtime().schedule(core.settings().roundPause(), this::read);
            if (answer instanceof Answer.Returned<Long> returned) {
                heard(returned.value());
            }
        });
    }

    private void heard(long number) {
        OptionalLong before = last;
        last = OptionalLong.of(number);
        if (!before.equals(last)) {
            rung.run();
        }
    }
}

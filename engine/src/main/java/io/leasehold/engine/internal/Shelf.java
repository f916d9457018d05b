package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Keeps memory bounded however many jobs the engine owns: beyond {@code idleBytes} a job that goes to rest leaves its payload and state in
 * the store alone, and reads them again before it decides, or is handed back. A few are read at a time, first come, first served; one
 * that the store doesn't answer is asked for again, for ever.
 */
final class Shelf {
    private static final int MOST_READS = 8;

    private final Core core;
    private final Jobs jobs;
    private final Deque<ClaimedJob> waiting = new ArrayDeque<>();
    private int reading;
    private long bytes;

    Shelf(Core core, Jobs jobs) {
        this.core = core;
        this.jobs = jobs;
    }

    /** The jobs held weigh so much more, or less. */
    void weigh(long change) {
        bytes += change;
    }

    /** Whether a job that rests for so long is to stay in the store alone. A rest as short as a round is not worth a read. */
    boolean wants(Duration rest) {
        return bytes > core.settings().idleBytes()
                && rest.compareTo(core.settings().roundPause()) > 0;
    }

    /** Reads a job again, in its turn. */
    void fetch(ClaimedJob job) {
        waiting.add(job);
        readNext();
    }

    private void readNext() {
        while (reading < MOST_READS && !waiting.isEmpty()) {
            ClaimedJob next = waiting.remove();
            if (!next.gone()) {
                reading++;
                read(next, 0);
            }
        }
    }

    private void read(ClaimedJob job, int tries) {
        if (job.gone()) {
            done();
            return;
        }
        core.<Optional<JobRecord>>ask(Operation.FIND, store -> store.find(job.id()), answer -> {
            if (answer instanceof Answer.Returned<Optional<JobRecord>> returned) {
                jobs.safely(job, () -> job.fetched(returned.value()));
                done();
            } else {
                core.runtime().schedule(core.storeBackoff(tries + 1), () -> read(job, tries + 1));
            }
        });
    }

    private void done() {
        reading--;
        readNext();
    }
}

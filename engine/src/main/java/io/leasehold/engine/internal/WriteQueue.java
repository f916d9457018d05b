package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * E12, group commit: what piled up while the last batch was in flight is the next one; nothing waits for a timer. At
 * most 256 writes leave together, and at most 8 MiB of states and effects, or one write that is larger. A batch that the
 * store didn't answer is repeated unchanged, for ever, before anything else leaves: its outcome is unknown. One that it refused is taken
 * apart.
 */
final class WriteQueue {
    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
    private static final long MOST_BYTES = 8L << 20;

    private final Core core;
    private final Jobs jobs;
    private final Set<ClaimedJob> waiting = new LinkedHashSet<>();
    private final Deque<Runnable> refused = new ArrayDeque<>();
    private boolean busy;
    private boolean leaving;

    private record Entry(ClaimedJob job, Write write) {}

    WriteQueue(Core core, Jobs jobs) {
        this.core = core;
        this.jobs = jobs;
    }

    /** This job has something to write. It leaves with the next batch, unless a write of it is in flight. */
    void offer(ClaimedJob job) {
        waiting.add(job);
        if (!busy && !leaving) {
            leaving = true;
            core.runtime().execute(this::leave);
        }
    }

    private void leave() {
        leaving = false;
        if (busy) {
            return;
        }
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        Iterator<ClaimedJob> next = waiting.iterator();
        List<ClaimedJob> departing = new ArrayList<>();
        while (next.hasNext() && departing.size() < LeaseStore.WRITES) {
            ClaimedJob job = next.next();
            bytes += job.bytes();
            if (bytes > MOST_BYTES && !departing.isEmpty()) {
                break;
            }
            next.remove();
            departing.add(job);
        }
        for (ClaimedJob job : departing) {
            jobs.safely(job, () -> job.nextWrite().ifPresent(write -> batch.add(new Entry(job, write))));
        }
        send(batch, 0);
    }

    private void send(List<Entry> batch, int failures) {
        List<Entry> alive = batch.stream().filter(entry -> !entry.job.gone()).toList();
        busy = !alive.isEmpty();
        if (alive.isEmpty()) {
            goOn();
            return;
        }
        List<Write> writes = alive.stream().map(Entry::write).toList();
        alive.forEach(entry -> entry.job.sending(entry.write));
        core.<List<WriteAnswer>>ask(Operation.WRITE, store -> store.write(writes), answer -> {
            if (answer instanceof Answer.Returned<List<WriteAnswer>> returned
                    && returned.value().size() == writes.size()) {
                answered(alive, returned.value(), failures > 0);
            } else if (refused(answer)) {
                refused(alive, failures);
            } else {
                LOG.debug("a batch of {} write(s) was not answered ({}): it is repeated", writes.size(), answer);
                core.runtime().schedule(core.storeBackoff(failures + 1), () -> send(alive, failures + 1));
            }
        });
    }

    /** One write that the store won't take must not keep the others back: each goes by itself, and is tried again for ever. */
    private void refused(List<Entry> batch, int failures) {
        LOG.debug("a batch of {} write(s) was refused", batch.size());
        busy = false;
        Duration wait = batch.size() > 1 ? Duration.ZERO : core.storeBackoff(failures + 1);
        batch.forEach(entry -> core.runtime().schedule(wait, () -> alone(entry, failures + 1)));
        goOn();
    }

    /** Sends one write by itself, when nothing else is in flight. */
    private void alone(Entry entry, int failures) {
        if (busy) {
            refused.add(() -> send(List.of(entry), failures));
        } else {
            send(List.of(entry), failures);
        }
    }

    private static boolean refused(Answer<?> answer) {
        return answer instanceof Answer.Threw<?> threw
                && (threw.problem() instanceof StoreException.StoreRejected
                        || threw.problem() instanceof IllegalArgumentException);
    }

    private void answered(List<Entry> batch, List<WriteAnswer> answers, boolean repeated) {
        busy = false;
        for (int i = 0; i < batch.size(); i++) {
            Entry entry = batch.get(i);
            WriteAnswer answer = answers.get(i);
            jobs.safely(entry.job, () -> entry.job.written(entry.write, answer, repeated));
        }
        goOn();
    }

    private void goOn() {
        if (!busy && !refused.isEmpty()) {
            refused.remove().run();
        } else if (!waiting.isEmpty() && !leaving) {
            leaving = true;
            core.runtime().execute(this::leave);
        }
    }
}

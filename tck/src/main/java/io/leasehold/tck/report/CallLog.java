package io.leasehold.tck.report;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreDescription;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What one test called, by whatever client and thread: the last {@value #KEPT} calls. Thread-safe. */
public final class CallLog {
    /** The most calls that are kept. */
    static final int KEPT = 2_000;

    private final TreeMap<Long, Call> calls = new TreeMap<>();
    private final Map<LeaseStore, LeaseStore> recorded = new IdentityHashMap<>();
    private Optional<String> server = Optional.empty();
    private long begun;
    private long moments;

    /** A log of nothing yet. */
    public CallLog() {}

    /** The same store, whose calls are noted from now on; the same answer for the same store. */
    public synchronized LeaseStore recording(LeaseStore store) {
        return recorded.computeIfAbsent(
                store, kept -> new RecordingStore(kept, this, "client " + (recorded.size() + 1)));
    }

    /** The store has said what it is. */
    synchronized void described(StoreDescription store) {
        server = Optional.of((store.kind() + " " + store.version()).strip());
    }

    /** Kind and version of the server, as the store told them last. */
    synchronized Optional<String> server() {
        return server;
    }

    /** Notes a call while it is made. */
    public <T> T call(String client, String operation, List<?> arguments, Supplier<T> call) {
        long number = begin(client, operation, arguments);
        try {
            T answer = call.get();
            end(number, answer);
            return answer;
        } catch (RuntimeException | Error trouble) {
            ended(number, Words.thrown(trouble), new Names());
            throw trouble;
        }
    }

    /** Notes a call that answers nothing. */
    public void run(String client, String operation, List<?> arguments, Runnable call) {
        call(client, operation, arguments, () -> {
            call.run();
            return "done";
        });
    }

    synchronized List<Call> calls() {
        return new ArrayList<>(calls.values());
    }

    private long begin(String client, String operation, List<?> arguments) {
        Names names = new Names();
        names.in(arguments);
        String said = Words.all(arguments);
        String thread = Thread.currentThread().getName();
        synchronized (this) {
            long number = ++begun;
            calls.put(
                    number,
                    new Call(
                            number,
                            ++moments,
                            Optional.empty(),
                            client,
                            thread,
                            operation,
                            said,
                            names.jobs,
                            names.leases));
            if (calls.size() > KEPT) {
                calls.pollFirstEntry();
            }
            return number;
        }
    }

    private void end(long number, Object answer) {
        Names names = new Names();
        names.in(answer);
        ended(number, answer.equals("done") ? "done" : Words.of(answer), names);
    }

    private synchronized void ended(long number, String answer, Names names) {
        calls.computeIfPresent(number, (any, call) -> {
            names.jobs.addAll(call.jobs());
            names.leases.addAll(call.leases());
            return new Call(
                    number,
                    call.began(),
                    Optional.of(++moments),
                    call.client(),
                    call.thread(),
                    call.operation(),
                    call.said() + " → " + answer,
                    names.jobs,
                    names.leases);
        });
    }
}

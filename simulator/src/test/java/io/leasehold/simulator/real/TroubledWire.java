package io.leasehold.simulator.real;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.testservers.Fault;
import io.leasehold.testservers.FaultProxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What befalls the wire between all instances and their store while a run goes on: every second or so, for less than a second, drawn from
 * a seed; of each kind as often. A thread of its own until it is closed.
 */
final class TroubledWire implements AutoCloseable {
    private static final int LONGEST_MILLIS = 700;
    private static final List<String> KINDS =
            List.of("answers lost", "black hole", "requests lost", "connections reset", "connections refused", "late");

    private final FaultProxy proxy;
    private final History history;
    private final int jobs;
    private final Random random;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "wire trouble");
    private Duration total = Duration.ZERO;

    /** Begins when so many jobs have been submitted. */
    TroubledWire(FaultProxy proxy, History history, int jobs, long seed) {
        this.proxy = proxy;
        this.history = history;
        this.jobs = jobs;
        this.random = new Random(seed);
        KINDS.forEach(kind -> counts.put(kind, 0));
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            Deque<String> kinds = new ArrayDeque<>();
            while (!over.await(500 + random.nextInt(500), TimeUnit.MILLISECONDS)) {
                if (kinds.isEmpty()) {
                    List<String> shuffled = new ArrayList<>(KINDS);
                    Collections.shuffle(shuffled, random);
                    kinds.addAll(shuffled);
                }
                if (submitted()) {
                    befall(kinds.remove(), Duration.ofMillis(100 + random.nextInt(LONGEST_MILLIS - 100)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean submitted() {
        return history.events().stream().filter(Submitted.class::isInstance).count() >= jobs;
    }

    private void befall(String kind, Duration time) throws InterruptedException {
        tell(kind, time);
        begin(kind);
        over.await(time.toMillis(), TimeUnit.MILLISECONDS);
        proxy.mend();
        counts.merge(kind, 1, Integer::sum);
        total = total.plus(time);
    }

    private void tell(String kind, Duration time) {
        history.events().stream()
                .filter(InstanceStarted.class::isInstance)
                .map(event -> ((InstanceStarted) event).instance())
                .forEach(instance -> history.add(at -> new Troubled(at, instance, "WIRE: " + kind, time.toMillis())));
    }

    private void begin(String kind) {
        switch (kind) {
            case "answers lost" -> proxy.answers(Fault.drop());
            case "requests lost" -> proxy.requests(Fault.drop());
            case "black hole" -> proxy.blackHole();
            case "connections reset" -> proxy.resetAll();
            case "connections refused" -> proxy.refuse();
            default -> proxy.answers(Fault.late(Duration.ofMillis(100)));
        }
    }

    /** How often each kind befell the wire. Only after {@link #close}. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** For how long in all. Only after {@link #close}. */
    Duration total() {
        return total;
    }

    @Override
    public void close() throws InterruptedException {
        over.countDown();
        thread.join();
    }
}

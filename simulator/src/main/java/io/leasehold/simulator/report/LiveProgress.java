package io.leasehold.simulator.report;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says how a run goes while it goes: one line that renews itself every second on a terminal, a line every five seconds elsewhere. Has
 * a thread of its own until it is closed.
 */
public final class LiveProgress implements AutoCloseable {
    private final History history;
    private final PrintWriter out;
    private final boolean terminal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::tell, "leasehold-progress");

    private LiveProgress(History history, PrintWriter out, boolean terminal) {
        this.history = history;
        this.out = out;
        this.terminal = terminal;
    }

    /** Starts to tell of this history. */
    public static LiveProgress start(History history, PrintWriter out, boolean terminal) {
        LiveProgress progress = new LiveProgress(history, out, terminal);
        progress.thread.setDaemon(true);
        progress.thread.start();
        return progress;
    }

    private void tell() {
        try {
            while (!closed.await(terminal ? 1 : 5, TimeUnit.SECONDS)) {
                String line = line(history.events(), history.nowMillis());
                out.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The state of affairs in one line. */
    static String line(List<HistoryEvent> events, long nowMillis) {
        return bar(events, nowMillis)
                + String.format(
                        "%4d s  %d instances up  %d messages sent  %d killed, %d frozen, %d stopped  %d in doubt  %d jobs done  last: %s",
                        nowMillis / 1000,
                        count(events, InstanceStarted.class) - gone(events),
                        count(events, EffectStarted.class),
                        count(events, Killed.class),
                        count(events, Frozen.class),
                        count(events, StopAsked.class),
                        count(events, InDoubt.class),
                        events.stream()
                                .filter(event -> event instanceof Released released && released.ended())
                                .count(),
                        last(events));
    }

    /** Messages sent of those planned: a job keeps its pace, so that is how far the run has come. */
    private static String bar(List<HistoryEvent> events, long nowMillis) {
        List<Submitted> jobs = events.stream()
                .filter(Submitted.class::isInstance)
                .map(Submitted.class::cast)
                .toList();
        long begun = jobs.stream().mapToLong(Submitted::atMillis).findFirst().orElse(0);
        long planned = jobs.stream().mapToLong(Submitted::steps).sum();
        long done = count(events, EffectStarted.class) + count(events, InDoubt.class);
        return TimeLeft.bar(done, planned, nowMillis - begun);
    }

    private static long gone(List<HistoryEvent> events) {
        return count(events, Killed.class)
                + count(events, StopAsked.class)
                + count(events, Frozen.class)
                - count(events, Woken.class);
    }

    private static long count(List<HistoryEvent> events, Class<? extends HistoryEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    private static String last(List<HistoryEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            HistoryEvent event = events.get(i);
            boolean lifecycle = event instanceof InstanceStarted
                    || event instanceof Killed
                    || event instanceof Frozen
                    || event instanceof Woken
                    || event instanceof StopAsked;
            if (lifecycle && event instanceof OfInstance of) {
                return of.instance() + " " + word(event);
            }
        }
        return "-";
    }

    private static String word(HistoryEvent event) {
        if (event instanceof Killed kill) {
            return "killed (" + kill.phase().word() + ")";
        } else if (event instanceof Frozen freeze) {
            return "frozen (" + freeze.phase().word() + ")";
        }
        return event instanceof InstanceStarted ? "started" : event instanceof Woken ? "woken" : "stopped";
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}

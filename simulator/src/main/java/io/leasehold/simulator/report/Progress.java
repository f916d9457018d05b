package io.leasehold.simulator.report;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import java.io.PrintStream;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Live progress: one line that renews itself on a terminal, a line every five seconds elsewhere. Thread-safe. */
public final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private volatile String doing = "starting";
    private @Nullable Thread thread;

    /** Progress for this stream; {@code terminal} says whether a line can renew itself. */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Begins to tell. */
    public synchronized void begin(History history, IntSupplier running, long total) {
        Thread teller = new Thread(() -> tell(history, running, total), "leasehold-progress");
        teller.setDaemon(true);
        thread = teller;
        teller.start();
    }

    /** What the run is doing now. */
    public void doing(String what) {
        doing = what;
    }

    /** Ends the telling. */
    public synchronized void over() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
            if (terminal) {
                out.println();
            }
        }
    }

    private void tell(History history, IntSupplier running, long total) {
        try {
            while (true) {
                String line = String.format(
                        "%4d s  %d instances  %d of %d sent  %d in doubt  %s",
                        history.nowMillis() / 1_000,
                        running.getAsInt(),
                        history.of(HistoryEvent.Effect.class).count(),
                        total,
                        history.of(HistoryEvent.InDoubt.class).count(),
                        doing);
                if (terminal) {
                    out.print("\r" + line + " ".repeat(20));
                    out.flush();
                } else {
                    out.println(line);
                }
                Thread.sleep(terminal ? 1_000 : 5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

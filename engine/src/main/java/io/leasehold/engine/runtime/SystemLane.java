package io.leasehold.engine.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane of {@link SystemRuntime}: a queue and the thread that works it off. A thread whose call is given up leaves the lane, and
 * another goes on; as a call may hang for ever, at most {@link #MOST_LOST} threads are left so, and then the queue waits. Thread-safe.
 */
final class SystemLane {
    private static final Logger LOG = LoggerFactory.getLogger(SystemLane.class);

    /** How many threads may hang in given-up calls before the lane waits for one to come back. */
    static final int MOST_LOST = 8;

    private final ThreadFactory threads;
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private boolean working;
    private boolean closed;
    private int lost;

    SystemLane(ThreadFactory threads) {
        this.threads = threads;
    }

    synchronized Ticket enqueue(Runnable call) {
        Ticket ticket = new Ticket(call);
        if (!closed) {
            queue.add(ticket);
            startWhereNeeded();
        }
        return ticket;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void startWhereNeeded() {
        if (working) {
            notifyAll();
        } else if (lost < MOST_LOST) {
            start();
        }
    }

    /** Where no thread can be had now, the next call tries again; what waits here times out. */
    private void start() {
        try {
            threads.newThread(this::work).start();
            working = true;
        } catch (RuntimeException | Error problem) {
            LOG.error("no thread could be started for a lane of calls", problem);
        }
    }

    private void work() {
        while (true) {
            Ticket ticket = next();
            if (ticket == null) {
                return;
            }
            ticket.call.run();
            Thread.interrupted();
            if (ticket.finish()) {
                return;
            }
        }
    }

    private synchronized @Nullable Ticket next() {
        while (queue.isEmpty()) {
            if (closed) {
                working = false;
                return null;
            }
            try {
                wait();
            } catch (InterruptedException stray) {
                LOG.debug("a stray interrupt of an idle lane means nothing", stray);
            }
        }
        Ticket ticket = queue.remove();
        ticket.running = true;
        return ticket;
    }

    /** One call in the queue. */
    final class Ticket {
        private final Runnable call;
        private boolean running;
        private boolean done;
        private boolean givenUp;
        private Runnable afterwards = () -> {};

        private Ticket(Runnable call) {
            this.call = call;
        }

        /** Has this run once the call has ended, at once if it has. */
        void whenDone(Runnable task) {
            synchronized (SystemLane.this) {
                if (!done) {
                    afterwards = task;
                    return;
                }
            }
            task.run();
        }

        /** Leaves the queue, or leaves the thread to the call that won't end. */
        void giveUp() {
            synchronized (SystemLane.this) {
                if (done || givenUp) {
                    return;
                }
                givenUp = true;
                if (!running) {
                    queue.remove(this);
                } else {
                    lost++;
                    working = false;
                    startIfQueued();
                }
            }
        }

        /** Answers whether this thread has been replaced and must go. */
        private boolean finish() {
            Runnable task;
            boolean replaced;
            synchronized (SystemLane.this) {
                done = true;
                task = afterwards;
                replaced = givenUp;
                if (replaced) {
                    lost--;
                    startIfQueued();
                }
            }
            task.run();
            return replaced;
        }

        private void startIfQueued() {
            if (!working && !queue.isEmpty()) {
                startWhereNeeded();
            }
        }
    }
}

package io.leasehold.testservers;

import java.util.concurrent.TimeUnit;

/** What a {@link FaultProxy} does at this moment, and the count of its round trips. Thread-safe. */
final class Faults {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Fault requests = Fault.pass();
    private Fault answers = Fault.pass();
    private Fault struckRequests = Fault.pass();
    private Fault struckAnswers = Fault.pass();
    private int left;
    private boolean met;
    private long turns;
    private int strays;

    /** The state of one connection; guarded by the faults that it is used with. */
    static final class Turn {
        private boolean answered = true;
        private boolean struck;
        private boolean closed;
    }

    synchronized void requests(Fault fault) {
        requests = fault;
        notifyAll();
    }

    synchronized void answers(Fault fault) {
        answers = fault;
        notifyAll();
    }

    synchronized void at(int nth, Fault ofRequest, Fault ofAnswer) {
        left = nth;
        met = false;
        struckRequests = ofRequest;
        struckAnswers = ofAnswer;
    }

    synchronized boolean mend() {
        left = 0;
        requests = Fault.pass();
        answers = Fault.pass();
        struckRequests = Fault.pass();
        struckAnswers = Fault.pass();
        notifyAll();
        awaitStrays();
        return met;
    }

    private void awaitStrays() {
        long end = System.nanoTime() + MOST_NANOS;
        try {
            for (long rest = MOST_NANOS; strays > 0 && rest > 0; rest = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized long turns() {
        return turns;
    }

    /** A client has sent something: what becomes of it, once that is certain. */
    synchronized Fault ofRequest(Turn turn) throws InterruptedException {
        if (turn.answered) {
            turn.answered = false;
            turns++;
            turn.struck = left > 0 && --left == 0;
            met |= turn.struck;
        }
        return settled(turn, true);
    }

    /** The server has sent something: what becomes of it, once that is certain. */
    synchronized Fault ofAnswer(Turn turn) throws InterruptedException {
        turn.answered = true;
        notifyAll();
        return settled(turn, false);
    }

    /** One side has closed the connection; returns when the other may hear so. */
    synchronized void ofEnd(Turn turn, boolean request) throws InterruptedException {
        while (!turn.closed && now(turn, request).silent()) {
            wait();
        }
    }

    /** Nobody waits for it any more. */
    synchronized void closed(Turn turn) {
        turn.closed = true;
        notifyAll();
    }

    /** A request has lost its sender: returns when it goes through. */
    synchronized void ofStray(Turn turn) throws InterruptedException {
        strays++;
        while (!turn.closed && now(turn, true).kind() == Fault.Kind.STRAY) {
            wait();
        }
    }

    /** It has gone through: returns when the server has answered it, or is gone. */
    synchronized void ofStraysAnswer(Turn turn) throws InterruptedException {
        while (!turn.closed && !turn.answered) {
            wait();
        }
        strays--;
        notifyAll();
    }

    private Fault settled(Turn turn, boolean request) throws InterruptedException {
        long start = System.nanoTime();
        while (!turn.closed) {
            Fault fault = now(turn, request);
            long passed = (System.nanoTime() - start) / 1_000_000;
            long rest = fault.delay().toMillis() - passed;
            if (fault.kind() == Fault.Kind.HOLD) {
                wait();
            } else if (fault.kind() == Fault.Kind.LATE && rest > 0) {
                wait(rest);
            } else {
                return fault;
            }
        }
        return Fault.cut();
    }

    private Fault now(Turn turn, boolean request) {
        if (turn.struck) {
            return request ? struckRequests : struckAnswers;
        }
        return request ? requests : answers;
    }
}

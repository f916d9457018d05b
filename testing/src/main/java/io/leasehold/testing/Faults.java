package io.leasehold.testing;

/** What a {@link FaultProxy} does at this moment, and the count of its round trips. Thread-safe. */
final class Faults {
    private Fault requests = Fault.pass();
    private Fault answers = Fault.pass();
    private Fault struckRequests = Fault.pass();
    private Fault struckAnswers = Fault.pass();
    private int left;
    private boolean met;
    private long turns;

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
        return met;
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

package io.leasehold.simulator.processes;

import io.leasehold.job.Delivery;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An instance's way to the sink, which is the history at the other end of its wire. Thread-safe. */
final class Sender {
    /** How long the sink takes to answer. */
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String instance;
    private final Wire wire;
    private final History history;

    Sender(String instance, Wire wire, History history) {
        this.instance = instance;
        this.wire = wire;
        this.history = history;
    }

    /** The performer of the instance's jobs. */
    void send(Message message, Delivery delivery) {
        long gate = wire.passing();
        String job = delivery.step().job().value();
        String run = delivery.step().run().value();
        long sequence = delivery.step().sequence();
        long token = delivery.fence().token();
        history.add(at -> new EffectStarted(
                at, job, run, sequence, token, instance, message.text(), message.previous(), message.chain(), gate));
        LockSupport.parkNanos(LATENCY_NANOS);
        history.add(at -> new EffectDone(at, job, run, sequence, token, instance));
    }
}

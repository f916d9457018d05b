package io.leasehold.simulator.real;

import io.leasehold.job.Delivery;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.Phase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** One instance's way to the sink, which is the history itself: a message that is written there has been sent. Thread-safe. */
final class Gateway {
    /** How long the sink takes to answer. */
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String instance;
    private final Valve valve;
    private final Trap trap;
    private final History history;

    Gateway(String instance, Valve valve, Trap trap, History history) {
        this.instance = instance;
        this.valve = valve;
        this.trap = trap;
        this.history = history;
    }

    /** The performer of the instance's jobs. */
    void send(Message message, Delivery delivery) {
        trap.passing(Phase.AFTER_INTENT);
        String job = delivery.step().job().value();
        String run = delivery.step().run().value();
        long sequence = delivery.step().sequence();
        long token = delivery.fence().token();
        write(at -> new EffectStarted(
                at, job, run, sequence, token, instance, message.text(), message.previous(), message.chain(), null));
        LockSupport.parkNanos(LATENCY_NANOS);
        write(at -> new EffectDone(at, job, run, sequence, token, instance));
        trap.passing(Phase.AFTER_EFFECT);
        valve.pass();
    }

    private void write(LongFunction<HistoryEvent> event) {
        valve.inside(() -> {
            history.add(event);
            return true;
        });
    }
}

package io.leasehold.simulator.real;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.RequestKnown;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.realtime.Trap;
import io.leasehold.simulator.sink.MessageSink;
import io.leasehold.simulator.sink.MessageSink.Reception;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** One instance's way to the sink; a message that it carries out is written into the history. Thread-safe. */
final class Gateway {
    /** How long the sink takes to answer. */
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String instance;
    private final Valve valve;
    private final Trap trap;
    private final History history;
    private final MessageSink sink;

    Gateway(String instance, Valve valve, Trap trap, History history, MessageSink sink) {
        this.instance = instance;
        this.valve = valve;
        this.trap = trap;
        this.history = history;
        this.sink = sink;
    }

    /** The performer of the instance's jobs. */
    void send(Message message, Delivery delivery) {
        long asked = history.nowMillis();
        trap.passing(Spot.outside(Phase.AFTER_INTENT));
        String job = delivery.step().job().value();
        String run = delivery.step().run().value();
        long sequence = delivery.step().sequence();
        long token = delivery.fence().token();
        valve.inside(() -> {
            boolean carriesOut = sink.arrives(delivery, Duration.ZERO) == Reception.CARRIED_OUT;
            history.add(at -> carriesOut
                    ? new EffectStarted(
                            at,
                            job,
                            run,
                            sequence,
                            token,
                            instance,
                            message.text(),
                            message.previous(),
                            message.chain(),
                            asked)
                    : new RequestKnown(at, job, run, sequence, token, instance));
            return carriesOut;
        });
        LockSupport.parkNanos(LATENCY_NANOS);
        write(at -> new EffectDone(at, job, run, sequence, token, instance));
        trap.passing(Spot.outside(Phase.AFTER_EFFECT));
        valve.pass();
    }

    /** What the instance's jobs ask the sink by. */
    Verdict confirm(Message message, String key, Fence fence) {
        return valve.inside(() -> sink.confirm(key, fence));
    }

    private void write(LongFunction<HistoryEvent> event) {
        valve.inside(() -> {
            history.add(event);
            return true;
        });
    }
}

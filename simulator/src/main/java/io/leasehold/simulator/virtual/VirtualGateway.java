package io.leasehold.simulator.virtual;

import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Delivery;
import io.leasehold.job.Fence;
import io.leasehold.job.NotPerformed;
import io.leasehold.simulator.automation.Message;
import io.leasehold.simulator.history.HistoryEvent.Ailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.RequestKnown;
import io.leasehold.simulator.history.StepId;
import io.leasehold.simulator.sink.MessageSink.Reception;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** One instance's way to the sink, and the drawn trouble on it (fault 22). Not thread-safe. */
final class VirtualGateway {
    /** How much later a late request arrives at most: far behind the settle delay. */
    private static final Duration LATEST = Duration.ofMinutes(2);

    private final String instance;
    private final Stage stage;
    private final Network network;
    private final WatchedRuntime watched;
    private final ObjLongConsumer<StepId> takenDown;
    private final Set<StepId> begun = new LinkedHashSet<>();

    /** {@code takenDown} ends the process, when a job does that (fault 19). */
    VirtualGateway(
            String instance, Stage stage, Network network, WatchedRuntime watched, ObjLongConsumer<StepId> takenDown) {
        this.instance = instance;
        this.stage = stage;
        this.network = network;
        this.watched = watched;
        this.takenDown = takenDown;
    }

    private record Request(StepId step, Delivery delivery, Message message, long gateMillis, Duration takes) {
        private long token() {
            return delivery.fence().token();
        }
    }

    /** The performer of the instance's jobs. */
    void send(Message message, Delivery delivery) throws NotPerformed {
        StepId step = step(delivery);
        long gate = watched.attempting(step, delivery.fence().token());
        begins(step, delivery.fence().token());
        Request request = new Request(step, delivery, message, gate, network.drawWorking());
        Optional<Ailment> ailment = stage.ailment(instance, step);
        if (ailment.isPresent()) {
            ails(request, ailment.get());
        } else {
            send(request);
        }
    }

    private void ails(Request request, Ailment ailment) {
        StepId step = request.step;
        stage.tally.count(ailment.trouble(), StepPhase.AFTER_EFFECT);
        stage.history.add(at -> new Ailed(
                at,
                step.job(),
                step.run(),
                step.sequence(),
                request.token(),
                instance,
                ailment.trouble().name()));
        boolean sent =
                ailment.mayEndWell(stage.settings) || stage.world.random().nextBoolean();
        if (sent) {
            arrives(request);
        }
        ailment.befall(network);
        if (!sent) {
            throw new IllegalStateException("drawn: it hung, and never sent anything");
        }
    }

    static StepId step(Delivery delivery) {
        return new StepId(
                delivery.step().job().value(),
                delivery.step().run().value(),
                delivery.step().sequence());
    }

    /** The user's code goes about a step; what is drawn, or a job that does so, may end it there. */
    void begins(StepId step, long token) throws NotPerformed {
        if (network.hit(Trouble.SINK_REFUSES)) {
            throw new NotPerformed("drawn");
        }
        begun.add(step);
        if (stage.deadly(step.job())) {
            takenDown.accept(step, token);
        }
    }

    private void send(Request request) throws NotPerformed {
        if (network.hit(Trouble.SINK_LATE)) {
            stage.world.after(stage.world.upTo(LATEST), () -> arrives(request));
            throw new IllegalStateException("drawn: no answer of the sink, which the message is on its way to");
        }
        boolean ambiguous = network.hit(Trouble.SINK_AMBIGUOUS);
        if (ambiguous && stage.world.random().nextBoolean()) {
            throw new IllegalStateException("drawn: no answer of the sink, which never got the message");
        }
        if (arrives(request) == Reception.UNDER_WAY) {
            turnedAway();
        }
        if (ambiguous) {
            throw new IllegalStateException("drawn: no answer of the sink, which got the message");
        }
    }

    /** 409: some senders read it as that nothing happened, which is true of this attempt alone. */
    private void turnedAway() throws NotPerformed {
        network.befell(Trouble.SINK_BUSY);
        if (stage.world.random().nextBoolean()) {
            throw new NotPerformed("409: the first request with this key is under way");
        }
        throw new IllegalStateException("409: the first request with this key is under way");
    }

    private Reception arrives(Request request) {
        Reception reception = stage.sink.arrives(request.delivery, request.takes);
        StepId step = request.step;
        if (reception == Reception.CARRIED_OUT) {
            Message message = request.message;
            stage.history.add(at -> new EffectStarted(
                    at,
                    step.job(),
                    step.run(),
                    step.sequence(),
                    request.token(),
                    instance,
                    message.text(),
                    message.previous(),
                    message.chain(),
                    request.gateMillis));
        } else {
            stage.history.add(
                    at -> new RequestKnown(at, step.job(), step.run(), step.sequence(), request.token(), instance));
        }
        return reception;
    }

    /** What the jobs ask the sink by. */
    Verdict confirm(Message message, String key, Fence fence) {
        if (network.hit(Trouble.SINK_SILENT)) {
            throw new IllegalStateException("drawn: the sink answers no question");
        }
        return stage.sink.confirm(key, fence);
    }

    /** Whether a request for the step was sent, or about to be. */
    boolean hasBegun(StepId step) {
        return begun.contains(step);
    }

    /** The same for any step with this number. */
    boolean hasBegun(long sequence) {
        return begun.stream().anyMatch(step -> step.sequence() == sequence);
    }
}

package io.leasehold.simulator.door;

import io.leasehold.engine.EngineEvent;
import io.leasehold.simulator.history.HistoryEvent;
import java.util.Optional;
import java.util.function.LongFunction;

/** Makes entries of a history of what an engine tells its listener. */
public final class EngineEar {
    private EngineEar() {}

    /** What to write down, if the oracles have a use for it. */
    public static Optional<LongFunction<HistoryEvent>> heard(EngineEvent event, String instance) {
        if (event instanceof EngineEvent.InDoubt doubt) {
            return Optional.of(at -> new HistoryEvent.InDoubt(
                    at,
                    doubt.step().job().value(),
                    doubt.step().run().value(),
                    doubt.step().sequence(),
                    doubt.doubt().cause().name(),
                    doubt.doubt().resolution().name(),
                    instance));
        } else if (event instanceof EngineEvent.TookOver took) {
            return Optional.of(
                    at -> new HistoryEvent.TookOver(at, instance, took.from().value(), took.jobs()));
        } else if (event instanceof EngineEvent.LeaseLost) {
            return Optional.of(at -> new HistoryEvent.LeaseLost(at, instance));
        } else if (event instanceof EngineEvent.ClaimLost lost) {
            return Optional.of(at -> new HistoryEvent.ClaimLost(
                    at,
                    lost.job().value(),
                    lost.token(),
                    instance,
                    lost.reason().name()));
        } else if (event instanceof EngineEvent.Regressed regressed) {
            return Optional.of(
                    at -> new HistoryEvent.Regressed(at, regressed.job().value(), instance));
        } else if (event instanceof EngineEvent.Suspended) {
            return Optional.of(at -> new HistoryEvent.Suspended(at, instance));
        } else if (event instanceof EngineEvent.Resumed) {
            return Optional.of(at -> new HistoryEvent.Resumed(at, instance));
        }
        return Optional.empty();
    }
}

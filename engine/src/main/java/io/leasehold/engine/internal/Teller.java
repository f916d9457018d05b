package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineListener;
import io.leasehold.engine.HeldLock;
import io.leasehold.engine.HeldLock.Loss;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.LockName;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener: one line for what an operator must know, none in steady state. */
final class Teller implements Hold.LossTeller {
    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.engine");

    private final Core core;
    private final String label;
    private final EngineListener listener;

    Teller(Core core, String label, EngineListener listener) {
        this.core = core;
        this.label = label;
        this.listener = listener;
    }

    void tell(EngineEvent event) {
        tell(event, () -> {});
    }

    /** Goes on once the listener has heard, or has not come back within the step timeout. */
    void tell(EngineEvent event, Runnable then) {
        log(event);
        core.runtime()
                .<Boolean>call(
                        Operation.LISTEN,
                        core.settings().stepTimeout(),
                        () -> {
                            listener.on(event);
                            return true;
                        },
                        answer -> {
                            if (answer instanceof Answer.Threw<Boolean> threw) {
                                LOG.warn("{}: the listener failed on {}", label, event, threw.problem());
                            } else if (answer instanceof Answer.TimedOut<Boolean>) {
                                LOG.warn("{}: the listener hasn't come back from {}", label, event);
                            }
                            then.run();
                        });
    }

    /** A lock is being lost; in order, which its holder had itself been told of, it is no news for an operator. */
    @Override
    public void losing(Hold hold, Loss loss) {
        if (loss.reason() != HeldLock.Reason.SHUTDOWN) {
            tell(new EngineEvent.LockLost(new LockName(hold.name()), hold.token(), loss));
        }
    }

    @Override
    public void tell(Hold hold, Consumer<Loss> holder, Loss loss) {
        core.runtime()
                .<Boolean>call(
                        Operation.LISTEN,
                        core.settings().stepTimeout(),
                        () -> {
                            holder.accept(loss);
                            return true;
                        },
                        answer -> {
                            if (!(answer instanceof Answer.Returned<Boolean>)) {
                                LOG.warn(
                                        "{}: who holds lock \"{}\" failed to hear of {}: {}",
                                        label,
                                        hold.name(),
                                        loss,
                                        answer);
                            }
                        });
    }

    private void log(EngineEvent event) {
        if (event instanceof EngineEvent.Joined
                || event instanceof EngineEvent.TookOver
                || event instanceof EngineEvent.Resumed
                || event instanceof EngineEvent.Left) {
            LOG.info("{}: {}", label, EventText.of(event));
        } else if (event instanceof EngineEvent.Regressed || event instanceof EngineEvent.WorkerStuck) {
            LOG.error("{}: {}", label, EventText.of(event));
        } else if (toldElsewhere(event)) {
            LOG.debug("{}: {}", label, EventText.of(event));
        } else {
            LOG.warn("{}: {}", label, EventText.of(event));
        }
    }

    /** The end of a run is no news for an operator; claims lost with their lease are told with the lease. */
    private static boolean toldElsewhere(EngineEvent event) {
        return (event instanceof EngineEvent.JobEnded ended && ended.error().isEmpty())
                || (event instanceof EngineEvent.ClaimLost lost && lost.reason() != EngineEvent.LossReason.FENCED);
    }
}

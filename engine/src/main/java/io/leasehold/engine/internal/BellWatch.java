package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Subscribable.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * R20: tells when the store's bell has rung. Where the store can push it subscribes and reads nothing; until that has worked, and
 * where the store can't, it reads the bell. Pushes are told at most every min(500 ms, heartbeat/4), as often as reading would: the
 * first at once, the last never dropped.
 */
final class BellWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BellWatch.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** Reading goes on meanwhile, so nothing is lost by trying seldom; a subscribe that hangs holds up its lane each time. */
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final Core core;
    private final Runnable rung;
    private final BellReader reader;

    /** The one under way, or the one that brought the subscription. */
    private Optional<SubscribeCall> current = Optional.empty();

    private int failures;
    private boolean resting;
    private boolean wanted;
    private boolean closed;

    BellWatch(Core core, Runnable rung) {
        this.core = core;
        this.rung = rung;
        this.reader = new BellReader(core, rung);
    }

    void start() {
        if (core.store() instanceof Subscribable store) {
            subscribe(store);
        } else {
            reader.start();
        }
    }

    /** Tells nothing any more; a subscription is closed, in its lane or by the call that brings it later, and nobody waits for that. */
    void close() {
        closed = true;
        reader.close();
        giveUp();
    }

    private void subscribe(Subscribable store) {
        if (closed) {
            return;
        }
        SubscribeCall call = new SubscribeCall(store, () -> core.runtime().execute(this::pushed));
        current = Optional.of(call);
        core.runtime()
                .call(Operation.SUBSCRIBE, core.settings().callTimeout(), call, answer -> answered(store, answer));
    }

    private void answered(Subscribable store, Answer<Boolean> answer) {
        if (closed) {
            return;
        }
        if (answer instanceof Answer.Returned<Boolean> returned && returned.value()) {
            reader.close();
            pushed();
            return;
        }
        giveUp();
        reader.start();
        if (!(answer instanceof Answer.Returned<Boolean>)) {
            tryAgain(store, answer);
        }
    }

    private void tryAgain(Subscribable store, Answer<Boolean> answer) {
        failures++;
        Duration step = Backoff.doubling(FIRST_RETRY, LAST_RETRY, failures);
        LOG.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .log("no subscription to the store's bell, which is read instead and tried again later: {}", answer);
        core.runtime().schedule(step.dividedBy(2).plus(core.upTo(step.dividedBy(2))), () -> subscribe(store));
    }

    private void giveUp() {
        current.flatMap(SubscribeCall::giveUp).ifPresent(this::end);
    }

    /** In a lane, for it may block. */
    private void end(Subscription subscription) {
        core.runtime()
                .<Boolean>call(
                        Operation.UNSUBSCRIBE,
                        core.settings().callTimeout(),
                        () -> {
                            subscription.close();
                            return true;
                        },
                        answer -> LOG.debug("the subscription to the store's bell was closed: {}", answer));
    }

    /** A ring, or a gap that may have hidden one. */
    private void pushed() {
        if (resting) {
            wanted = true;
        } else if (!closed) {
            resting = true;
            core.runtime().schedule(core.settings().roundPause(), this::rested);
            rung.run();
        }
    }

    private void rested() {
        resting = false;
        if (wanted) {
            wanted = false;
            pushed();
        }
    }
}

package io.leasehold.engine.internal;

import io.leasehold.engine.HeldLock.Loss;
import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that one engine has to do with one lock: who wants it, who has it, and what the store was asked. One question at a time.
 *
 * <p>A take is open until the store has answered that the lock is taken, or that its token is another: only then is no late attempt of it
 * powerful any more (R25). Until then it is repeated unchanged, whoever still waits; what it brings for nobody is released. A release is repeated until it is
 * answered. Both end with the lease, for a lease that has ended takes nothing, and holds nothing.
 */
final class LockSeat {
    private static final Logger LOG = LoggerFactory.getLogger(LockSeat.class);

    private final Core core;
    private final LockName name;
    private final Board board;
    private final Deque<LockWaiter> waiting = new ArrayDeque<>();
    private Optional<Take> open = Optional.empty();
    private Optional<Hold> hold = Optional.empty();
    private boolean releasing;
    private boolean asking;
    private boolean anew;
    private int failures;
    private Timer again = () -> {};

    /** What the seat asks of the rest of the engine. */
    interface Board {
        /** The lease under which locks are held. */
        LeaseId lease();

        /** Whether a lock may be taken now. */
        boolean mayTake();

        /** A lock was taken under this token. */
        Hold held(LockName name, LeaseId lease, long token);

        /** A release was acknowledged. */
        void released();

        /** Nobody wants this lock, nobody has it, and nothing is open. */
        void idle(LockName name);
    }

    /** A take that the store was asked for. */
    private record Take(LeaseId lease, long token) {}

    LockSeat(Core core, LockName name, Board board) {
        this.core = core;
        this.name = name;
        this.board = board;
    }

    void add(LockWaiter waiter) {
        waiting.add(waiter);
        if (hold.isPresent() && !releasing) {
            refuseTries();
        }
        look();
    }

    /** Looks at once, if there is anything to look for; anew if the answer that is awaited may be older. */
    void look() {
        again.cancel();
        again = () -> {};
        waiting.removeIf(waiter -> !waiter.waits());
        if (asking) {
            anew = true;
        } else {
            next();
        }
    }

    private void next() {
        if (hold.isPresent() && releasing) {
            release(hold.get());
        } else if (hold.isPresent()) {
            return;
        } else if (open.isPresent()) {
            take(open.get());
        } else if (waiting.isEmpty()) {
            board.idle(name);
        } else if (board.mayTake()) {
            ask(Operation.LOCK, store -> store.lock(name), this::found);
        }
    }

    boolean held() {
        return hold.isPresent();
    }

    // What the store says

    private void found(LockRecord lock) {
        if (lock.free() && board.mayTake()) {
            open = Optional.of(new Take(board.lease(), lock.token()));
            look();
        } else {
            refuseTries();
            pause(lock);
        }
    }

    private void take(Take take) {
        ask(Operation.TAKE_LOCK, store -> store.takeLock(name, take.lease, take.token), lock -> answered(take, lock));
    }

    private void answered(Take take, LockRecord lock) {
        if (!open.equals(Optional.of(take))) {
            look();
        } else if (lock.heldBy(take.lease, take.token + 1)) {
            open = Optional.empty();
            handOver(board.held(name, take.lease, take.token + 1));
        } else if (lock.token() == take.token) {
            refuseTries();
            pause(lock);
        } else {
            open = Optional.empty();
            lookForLoss(take.token, lock);
            found(lock);
        }
    }

    private void handOver(Hold taken) {
        hold = Optional.of(taken);
        releasing = true;
        while (releasing && !waiting.isEmpty()) {
            releasing = !(board.mayTake() && waiting.remove().accepts(taken));
        }
        if (!releasing) {
            refuseTries();
        }
        look();
    }

    private void release(Hold held) {
        LeaseId lease = held.lease();
        ask(Operation.RELEASE_LOCK, store -> store.releaseLock(name, lease, held.token(), held.rest()), lock -> {
            if (hold.equals(Optional.of(held)) && !lock.heldBy(lease, held.token())) {
                lookForLoss(held.token(), lock);
                hold = Optional.empty();
                board.released();
            }
            look();
        });
    }

    private void lookForLoss(long known, LockRecord lock) {
        if (lock.token() < known) {
            LOG.error(
                    "the store lost something it had acknowledged about lock \"{}\": its token was {} and is {}",
                    name,
                    known,
                    lock.token());
        }
    }

    private void ask(Operation operation, Function<LeaseStore, LockRecord> question, Consumer<LockRecord> then) {
        asking = true;
        anew = false;
        core.<LockRecord>ask(operation, question, answer -> {
            asking = false;
            if (answer instanceof Answer.Returned<LockRecord> returned) {
                failures = 0;
                then.accept(returned.value());
            } else {
                failures++;
                failTries(answer);
                again = core.runtime().schedule(core.storeBackoff(failures), this::look);
            }
        });
    }

    private void pause(LockRecord lock) {
        if (anew || (waiting.isEmpty() && open.isEmpty())) {
            look();
        } else {
            again = core.runtime().schedule(LockPause.after(lock, core.settings()), this::look);
        }
    }

    // Who waits

    private void refuseTries() {
        waiting.stream().filter(LockWaiter::tries).forEach(LockWaiter::refuse);
        waiting.removeIf(LockWaiter::tries);
    }

    /** A refusal that no repeat will help is told at once. */
    private void failTries(Answer<LockRecord> answer) {
        if (answer instanceof Answer.Threw<LockRecord> threw
                && threw.problem() instanceof StoreException.StoreRejected rejected) {
            waiting.forEach(waiter -> waiter.fail(rejected));
            waiting.clear();
        }
    }

    void refuseAll() {
        waiting.forEach(LockWaiter::refuse);
        waiting.clear();
        look();
    }

    // Who holds

    /** The user is done with this hold, or it isn't the user's any more. */
    void letGo(Hold over) {
        if (hold.equals(Optional.of(over)) && !releasing) {
            releasing = true;
            look();
        }
    }

    void losing(Loss loss) {
        hold.ifPresent(held -> held.losing(loss));
    }

    /** The hold is over, and released as soon as the store answers. */
    void revoke() {
        hold.ifPresent(held -> {
            held.end();
            letGo(held);
        });
    }

    /** Nothing is held or open under this lease any more. */
    void leaseEnded(LeaseId lease) {
        hold.filter(held -> held.lease().equals(lease)).ifPresent(held -> {
            held.end();
            hold = Optional.empty();
        });
        open = open.filter(take -> !take.lease.equals(lease));
        look();
    }
}

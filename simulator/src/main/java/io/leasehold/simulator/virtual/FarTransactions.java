package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobId;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.MemoryTransaction;
import io.leasehold.testing.FarCall;
import io.leasehold.testing.VirtualRuntime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store's transactions as one instance's workers reach them: a request that travels, is applied in one moment, its work included, and
 * is answered; each with a fate of its own. Who hears nothing within the call timeout is told that the outcome is unknown. As the row
 * that its write locks has it, a call whose work fails leaves none of the calls before it undecided: what of them hasn't arrived by then
 * never does. Not thread-safe.
 */
final class FarTransactions implements SameTransaction<MemoryTransaction> {
    private final SameTransaction<MemoryTransaction> kept;
    private final VirtualRuntime runtime;
    private final Duration callTimeout;
    private final StoredMessages messages;
    private final Function<Write, StepId> closed;
    private final Set<StepId> underWay = new LinkedHashSet<>();
    private final Map<JobId, Long> decided = new LinkedHashMap<>();
    private long calls;

    /** {@code closed}: the step that a write closes. */
    FarTransactions(
            SameTransaction<MemoryTransaction> kept,
            VirtualRuntime runtime,
            Duration callTimeout,
            StoredMessages messages,
            Function<Write, StepId> closed) {
        this.kept = kept;
        this.runtime = runtime;
        this.callTimeout = callTimeout;
        this.messages = messages;
        this.closed = closed;
    }

    /** What became of it where it arrived. */
    private record Outcome(Optional<WriteAnswer> answer, Optional<WorkFailed> failed) {}

    /** Of these steps a request has left, and was neither answered nor given up. */
    Set<StepId> underWay() {
        return underWay;
    }

    @Override
    public Class<MemoryTransaction> connectionType() {
        return kept.connectionType();
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work) throws WorkFailed {
        StepId step = closed.apply(write);
        long gate = messages.attempting(step, write.token());
        long call = ++calls;
        underWay.add(step);
        Outcome outcome = answer(
                step,
                new FarCall<>(
                        "the transaction of " + step,
                        limit.compareTo(callTimeout) < 0 ? limit : callTimeout,
                        () -> new UnknownOutcome("the transaction of " + step + " was not answered"),
                        () -> arrived(call, write, () -> applied(write, limit, work, gate))));
        if (outcome.failed.isPresent()) {
            throw outcome.failed.get();
        }
        return outcome.answer.orElseThrow();
    }

    private Outcome answer(StepId step, FarCall<Outcome> call) {
        Outcome outcome;
        try {
            outcome = runtime.ask(call);
        } catch (RuntimeException trouble) {
            underWay.remove(step);
            throw trouble;
        }
        underWay.remove(step);
        return outcome;
    }

    private Outcome arrived(long call, Write write, Supplier<Outcome> applied) {
        if (call <= decided.getOrDefault(write.job(), 0L)) {
            throw new StoreUnavailable("this call was given up, and never held its job's row");
        }
        Outcome outcome = applied.get();
        if (outcome.failed.isPresent()) {
            decided.put(write.job(), call);
        }
        return outcome;
    }

    private Outcome applied(Write write, Duration limit, Work<? super MemoryTransaction> work, long gate) {
        messages.arrives(gate);
        try {
            return new Outcome(Optional.of(kept.perform(write, limit, work)), Optional.empty());
        } catch (WorkFailed failed) {
            return new Outcome(Optional.empty(), Optional.of(failed));
        }
    }

    @Override
    public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
        return kept.submit(connection, submission);
    }
}

package io.leasehold.simulator.real;

import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;

/**
 * One instance's transactions behind its valve. Inside are the store's own statements: the write before the work, the commit behind it,
 * and each call that the work itself makes inside. Between them the instance may be killed: then the work fails, and the
 * store rolls back, as a database does when a session's process is gone. Thread-safe.
 */
final class ValvedTransactions<C> implements SameTransaction<C> {
    private final SameTransaction<C> delegate;
    private final Valve valve;

    ValvedTransactions(SameTransaction<C> delegate, Valve valve) {
        this.delegate = delegate;
        this.valve = valve;
    }

    @Override
    public Class<C> connectionType() {
        return delegate.connectionType();
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super C> work) throws WorkFailed {
        WriteAnswer answer;
        try (Valve.Together calls = valve.begin()) {
            answer = delegate.perform(write, limit, connection -> {
                calls.pause();
                try {
                    work.perform(connection);
                } finally {
                    calls.resume();
                }
            });
        }
        valve.pass();
        return answer;
    }

    @Override
    public SubmitAnswer submit(C connection, Submission submission) {
        return valve.inside(() -> delegate.submit(connection, submission));
    }
}

package io.leasehold.store.memory;

import io.leasehold.store.Arguments;
import io.leasehold.store.Limits;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What commits together in the in-memory store. Nothing is locked while work runs: the write is judged before, and once more when all
 * is committed at once, so of two calls with one write one commits. Thread-safe by the store's lock.
 */
public final class MemoryTransactions implements SameTransaction<MemoryTransaction> {
    private final InMemoryLeaseStore store;
    private final List<String> rows = new ArrayList<>();

    MemoryTransactions(InMemoryLeaseStore store) {
        this.store = store;
    }

    /** A user's own transaction. */
    public MemoryTransaction begin() {
        return new MemoryTransaction(this, false);
    }

    /** Every row that was committed, in that order. */
    public List<String> rows() {
        synchronized (store) {
            return List.copyOf(rows);
        }
    }

    @Override
    public Class<MemoryTransaction> connectionType() {
        return MemoryTransaction.class;
    }

    @Override
    public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work) throws WorkFailed {
        Arguments.write(List.of(write), Limits.LARGEST);
        Optional<WriteAnswer> judged = store.judged(write);
        if (judged.isPresent()) {
            return judged.get();
        }
        MemoryTransaction transaction = new MemoryTransaction(this, true);
        try {
            work.perform(transaction);
            transaction.close();
            return commit(write, transaction);
        } catch (Throwable problem) {
            throw new WorkFailed(problem);
        }
    }

    private WriteAnswer commit(Write write, MemoryTransaction transaction) {
        synchronized (store) {
            Optional<WriteAnswer> judged = store.judged(write);
            if (judged.isPresent()) {
                return judged.get();
            }
            commit(transaction);
            return store.write(List.of(write)).get(0);
        }
    }

    void commit(MemoryTransaction transaction) {
        synchronized (store) {
            for (Submission job : transaction.jobs()) {
                if (store.judged(job).isPresent()) {
                    throw new IllegalStateException(
                            "somebody else has submitted job \"" + job.id() + "\" meanwhile: nothing was committed");
                }
            }
            store.submit(transaction.jobs());
            rows.addAll(transaction.rows());
        }
    }

    @Override
    public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
        Arguments.submit(List.of(submission), Limits.LARGEST);
        return connection.submit(submission);
    }

    Optional<SubmitAnswer> judged(Submission job) {
        return store.judged(job);
    }
}

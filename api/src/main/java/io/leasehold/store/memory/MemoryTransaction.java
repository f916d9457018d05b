package io.leasehold.store.memory;

import io.leasehold.store.JobId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SubmitRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in the in-memory store: rows of a user's own, and jobs, that are kept together or not at all. For tests of what commits
 * with what. Used by one thread.
 */
public final class MemoryTransaction {
    private final MemoryTransactions store;
    private final boolean held;
    private final List<String> rows = new ArrayList<>();
    private final Map<JobId, Submission> jobs = new LinkedHashMap<>();
    private boolean over;

    MemoryTransaction(MemoryTransactions store, boolean held) {
        this.store = store;
        this.held = held;
    }

    /** Adds a row of the user's. */
    public void add(String row) {
        open();
        rows.add(row);
    }

    /**
     * Keeps all of it.
     *
     * @throws IllegalStateException if the store's own transaction is not the caller's to end, it is over, or somebody else has submitted
     *     one of these jobs meanwhile
     */
    public void commit() {
        end();
        store.commit(this);
    }

    /** Keeps nothing of it. */
    public void rollback() {
        end();
    }

    private void end() {
        if (held) {
            throw new IllegalStateException("the store ends this transaction, not the work in it");
        }
        close();
    }

    /** Nothing is added any more. */
    void close() {
        open();
        over = true;
    }

    private void open() {
        if (over) {
            throw new IllegalStateException("this transaction is over");
        }
    }

    SubmitAnswer submit(Submission job) {
        open();
        @Nullable Submission earlier = jobs.get(job.id());
        if (earlier != null) {
            return SubmitRules.judge(job, StoredJob.submitted(earlier, 0, 0, 0));
        }
        return store.judged(job).orElseGet(() -> {
            jobs.put(job.id(), job);
            return new SubmitAnswer.Created(job.run());
        });
    }

    List<String> rows() {
        return rows;
    }

    List<Submission> jobs() {
        return List.copyOf(jobs.values());
    }
}

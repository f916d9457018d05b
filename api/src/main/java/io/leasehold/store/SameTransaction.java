package io.leasehold.store;

import java.time.Duration;
import java.util.Optional;

/**
 * E13: an optional ability of a {@link LeaseStore}: to let a user's work commit together with the store's own records, because both
 * are in one database. So an effect there happens exactly once, and no step is ever in doubt.
 *
 * <p>Any thread may call any method at any time; a connection is used by one thread.
 *
 * @param <C> what the user works with, such as {@code java.sql.Connection}
 */
public interface SameTransaction<C> {
    /** What kind of connection {@link #perform} hands to work, and {@link #submit} takes. */
    Class<C> connectionType();

    /**
     * Applies one owner's write and does this work in one transaction, on a connection of the store's own.
     *
     * <ol>
     *   <li>The write is judged and applied first, exactly as {@link LeaseStore#write} does it (R11 to R15).
     *   <li>Only if this very call applied it is the work done, once, on the same connection. Where the write was fenced, superseded or
     *       refused, or where the same revision is stored already, nothing is done and nothing changes; the answer says so.
     *   <li>Then both are committed, or neither is.
     * </ol>
     *
     * <p>Trouble is {@link StoreException}, as everywhere. {@link StoreException.UnknownOutcome} means: perhaps committed. The caller then
     * repeats the call with the same write: it answers {@link WriteAnswer.Applied} without doing the work again if the first call was
     * committed after all, and applies both if it wasn't. Its work begins only once the first call is decided, as the row that the
     * write locks has it: if that work fails, the first call isn't committed behind it. Until such a call has been answered, or its work
     * has failed, the caller sends no other write of this claim; and it begins none while an earlier one runs.
     *
     * <p>While the work runs its job's record may be locked: other writes and commands for this job wait, or find the store unavailable. No
     * other method, and above all no heartbeat, waits for it.
     *
     * @param write closes the step that the work is
     * @param limit how long the work may take, its statements above all; a store may end a transaction that outlasts it. The call
     *     ends within this and the call timeout (R22), if the work itself does
     * @param work what to do; what it is handed refuses to end the transaction, and everything once the work has returned
     * @throws WorkFailed if the work threw, or what it did can't be committed: all is rolled back, and surely nothing of this call
     *     is stored
     */
    WriteAnswer perform(Write write, Duration limit, Work<? super C> work) throws WorkFailed;

    /**
     * R16 within the user's own transaction: the job is created if and only if the user commits. It neither commits, nor rolls back, nor
     * closes anything, and leaves every setting as it is. The answer is what holds in that transaction, and no more than a hint until it
     * has been committed.
     *
     * <p>Nobody is woken: whoever wants the job to start before the next scan rings after the commit.
     *
     * @param connection to the store's own database, in a transaction
     * @throws IllegalArgumentException if it isn't in a transaction, or a limit is exceeded
     * @throws StoreException whatever its kind: nothing is stored unless the user commits, who had better roll back
     */
    SubmitAnswer submit(C connection, Submission submission);

    /** This store's ability, if it has it. */
    static Optional<SameTransaction<?>> of(LeaseStore store) {
        return store instanceof Offering offering ? offering.sameTransaction() : Optional.empty();
    }

    /** A store that may have this ability. */
    interface Offering {
        /** The ability; none if this store hasn't got it, and then never will. */
        Optional<SameTransaction<?>> sameTransaction();
    }

    /**
     * What a user does in the store's transaction.
     *
     * @param <C> what the user works with
     */
    @FunctionalInterface
    interface Work<C> {
        /** Does it; whatever this throws, nothing of it is kept. */
        void perform(C connection) throws Exception;
    }

    /** The work threw, or what it did can't be committed: the cause says why. Nothing of it is stored, nor is its write. */
    final class WorkFailed extends Exception {
        private static final long serialVersionUID = 1L;

        public WorkFailed(Throwable cause) {
            super("the work in the store's transaction failed and was rolled back", cause);
        }
    }
}

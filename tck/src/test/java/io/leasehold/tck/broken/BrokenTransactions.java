package io.leasehold.tck.broken;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.SameTransaction.Work;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.store.memory.MemoryTransaction;
import io.leasehold.store.memory.MemoryTransactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Mistakes with users' work in the store's transaction: E13. */
final class BrokenTransactions {
    private BrokenTransactions() {}

    /** R11: the work is done first, and stays whatever becomes of the write. */
    static Breaking workBeforeJudgement() {
        return over(memory -> new Own(memory) {
            @Override
            public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                    throws WorkFailed {
                alone(work);
                return store.write(List.of(write)).get(0);
            }
        });
    }

    /** R12: APPLIED is taken for a reason to do the work, a repeat's too. */
    static Breaking workAgain() {
        return over(memory -> new Own(memory) {
            @Override
            public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                    throws WorkFailed {
                boolean repeated = store.find(write.job())
                        .filter(job -> job.ownership().is(write.owner(), write.token())
                                && job.ownership().revision() == write.revision())
                        .isPresent();
                if (repeated) {
                    alone(work);
                }
                return super.perform(write, limit, work);
            }
        });
    }

    /** R12: the step is stored before the work, and stays when that fails. */
    static Breaking stepKeptAlone() {
        return over(memory -> new Own(memory) {
            @Override
            public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                    throws WorkFailed {
                try {
                    return super.perform(write, limit, work);
                } catch (WorkFailed failed) {
                    store.write(List.of(write));
                    throw failed;
                }
            }
        });
    }

    /** R12: what the work had done before it threw is kept. */
    static Breaking failedWorkKept() {
        return over(memory -> new Own(memory) {
            @Override
            public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                    throws WorkFailed {
                try {
                    return super.perform(write, limit, work);
                } catch (WorkFailed failed) {
                    MemoryTransaction own = kept.begin();
                    try {
                        work.perform(own);
                    } catch (Throwable again) {
                        own.commit();
                    }
                    throw failed;
                }
            }
        });
    }

    /** R16: a job submitted in a user's transaction is there at once, whatever becomes of that. */
    static Breaking submittedAtOnce() {
        return over(memory -> new Own(memory) {
            @Override
            public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
                return store.submit(List.of(submission)).get(0);
            }
        });
    }

    private interface Making {
        SameTransaction<MemoryTransaction> over(InMemoryLeaseStore memory);
    }

    private static Breaking over(Making making) {
        return (kept, behind) -> kept instanceof InMemoryLeaseStore memory ? broken(memory, making) : kept;
    }

    private static LeaseStore broken(InMemoryLeaseStore memory, Making making) {
        return new ForwardingStore(memory) {
            @Override
            public Optional<SameTransaction<?>> sameTransaction() {
                return Optional.of(making.over(memory));
            }
        };
    }

    /** The in-memory store's ability as it is, one method of which is broken. */
    private abstract static class Own implements SameTransaction<MemoryTransaction> {
        final InMemoryLeaseStore store;
        final MemoryTransactions kept;

        Own(InMemoryLeaseStore store) {
            this.store = store;
            this.kept = store.transactions();
        }

        /** The work in a transaction of its own. */
        final void alone(Work<? super MemoryTransaction> work) throws WorkFailed {
            MemoryTransaction own = kept.begin();
            try {
                work.perform(own);
            } catch (Throwable problem) {
                throw new WorkFailed(problem);
            }
            own.commit();
        }

        @Override
        public Class<MemoryTransaction> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super MemoryTransaction> work)
                throws WorkFailed {
            return kept.perform(write, limit, work);
        }

        @Override
        public SubmitAnswer submit(MemoryTransaction connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

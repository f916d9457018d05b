package io.leasehold.tck;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The kit over stores that are right as long as nobody else calls. Run by {@link RacyStoresTest} alone. */
final class RacyStores {
    private RacyStores() {}

    abstract static class Racy extends LeaseStoreTck {
        private final UnaryOperator<LeaseStore> racing;

        Racy(UnaryOperator<LeaseStore> racing) {
            this.racing = racing;
        }

        @Override
        protected StoreUnderTest open(StoreOptions options) {
            AtomicLong clock = new AtomicLong(1_700_000_000_000L);
            return new OneClient(clock, racing.apply(new InMemoryLeaseStore(clock::get, options)));
        }
    }

    /** Both clients are one, as whoever races within one process would have it. */
    private record OneClient(AtomicLong clock, LeaseStore store) implements StoreUnderTest {
        @Override
        public LeaseStore another() {
            return store;
        }

        @Override
        public void pass(Duration time) {
            clock.addAndGet(time.toMillis());
        }

        @Override
        public void close() {
            store.close();
        }
    }

    static final class Claims extends Racy {
        Claims() {
            super(kept -> new RacyStore(kept) {
                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    return readThenWrite(() -> super.claim(request));
                }
            });
        }
    }

    static final class Writes extends Racy {
        Writes() {
            super(kept -> new RacyStore(kept) {
                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    return readThenWrite(() -> super.write(writes));
                }
            });
        }
    }

    static final class Commands extends Racy {
        Commands() {
            super(kept -> new RacyStore(kept) {
                @Override
                public CommandAnswer command(Command command) {
                    return readThenWrite(() -> super.command(command));
                }
            });
        }
    }

    static final class Submissions extends Racy {
        Submissions() {
            super(kept -> new RacyStore(kept) {
                @Override
                public List<SubmitAnswer> submit(List<Submission> submissions) {
                    return readThenWrite(() -> super.submit(submissions));
                }
            });
        }
    }

    static final class Renewals extends Racy {
        Renewals() {
            super(kept -> new RacyStore(kept) {
                @Override
                public LeaseState renew(LeaseId lease, Duration extension, Load load) {
                    return readThenWrite(() -> super.renew(lease, extension, load));
                }
            });
        }
    }

    static final class Surveys extends Racy {
        Surveys() {
            super(kept -> new RacyStore(kept) {
                @Override
                public Survey survey(SurveyRequest request) {
                    return readThenWrite(() -> super.survey(request));
                }
            });
        }
    }

    /** Jobs are found in a copy that each write leaves; of two at once the older copy may come last. */
    static final class Copies extends Racy {
        Copies() {
            super(kept -> new RacyStore(kept) {
                private volatile Contents copy = memory.contents();

                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    List<WriteAnswer> answers = super.write(writes);
                    leaveCopy();
                    return answers;
                }

                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    List<JobRecord> brought = super.claim(request);
                    leaveCopy();
                    return brought;
                }

                @Override
                public List<SubmitAnswer> submit(List<Submission> submissions) {
                    List<SubmitAnswer> answers = super.submit(submissions);
                    leaveCopy();
                    return answers;
                }

                @Override
                public CommandAnswer command(Command command) {
                    CommandAnswer answer = super.command(command);
                    leaveCopy();
                    return answer;
                }

                private void leaveCopy() {
                    Contents seen = memory.contents();
                    pause();
                    copy = seen;
                }

                @Override
                public Optional<JobRecord> find(JobId id) {
                    synchronized (memory) {
                        Contents present = memory.contents();
                        memory.keep(copy);
                        Optional<JobRecord> found = super.find(id);
                        memory.keep(present);
                        return found;
                    }
                }
            });
        }
    }
}

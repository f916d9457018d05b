package io.leasehold.tck;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Ownership;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.TokenFloor;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The kit over stores that remove tombstones as a hasty author might. Run by {@link BrokenStoresTest} alone. */
final class BrokenPurges {
    private BrokenPurges() {}

    /** R7: where there is no record, tokens begin at 1, whatever the floor. */
    static final class ForgetsTheFloor extends BrokenStores.Broken {
        ForgetsTheFloor() {
            super(kept -> new ForwardingStore(kept) {
                private final Map<JobId, Long> floors = new ConcurrentHashMap<>();

                @Override
                public List<SubmitAnswer> submit(List<Submission> submissions) {
                    List<SubmitAnswer> answers = super.submit(submissions);
                    for (int i = 0; i < answers.size(); i++) {
                        Submission job = submissions.get(i);
                        if (answers.get(i) instanceof SubmitAnswer.Created
                                && job.replaces().isEmpty()) {
                            floors.put(
                                    job.id(),
                                    find(job.id()).orElseThrow().ownership().token());
                        }
                    }
                    return answers;
                }

                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    return super.claim(request).stream().map(this::lowered).toList();
                }

                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    return super.write(writes.stream().map(this::raised).toList());
                }

                private JobRecord lowered(JobRecord job) {
                    Ownership o = job.ownership();
                    long token = o.token() - floors.getOrDefault(job.id(), 0L);
                    return job.ownedAs(new Ownership(o.owner(), token, o.revision(), o.claimNumber()));
                }

                private Write raised(Write write) {
                    long token = write.token() + floors.getOrDefault(write.job(), 0L);
                    return new Write(
                            write.job(),
                            write.owner(),
                            token,
                            write.revision(),
                            write.progress(),
                            write.delay(),
                            write.release());
                }
            });
        }
    }

    /** R18: a step over tombstones is taken twice, the second time as if the floor had stood. */
    static final class RemovesUnderAFreshFloor extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            AtomicReference<StoreUnderTest> hurried = new AtomicReference<>();
            hurried.set(new MemoryUnderTest(options, kept -> new ForwardingStore(kept) {
                @Override
                public TidyAnswer tidy(Optional<String> cursor) {
                    TidyAnswer step = super.tidy(cursor);
                    if (cursor.filter(from -> from.startsWith("tombstones:")).isEmpty()) {
                        return step;
                    }
                    hurried.get().pass(TokenFloor.STANDING);
                    TidyAnswer again = super.tidy(cursor);
                    hurried.get().pass(TokenFloor.STANDING.negated());
                    return again;
                }
            }));
            return hurried.get();
        }
    }

    /** R18: tombstones go after an hour, whatever their retention. */
    static final class ForgetsTheRetention extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            Retention hour = options.retention().tombstones(Duration.ofHours(1));
            return new MemoryUnderTest(options.retention(hour), UnaryOperator.identity());
        }
    }

    /** R18: tombstones stay, though a retention is set for them. */
    static final class KeepsTombstones extends LeaseStoreTck {
        @Override
        protected StoreUnderTest open(StoreOptions options) {
            Retention given = options.retention();
            Retention longer = new Retention(given.endedLeases(), given.finishedJobs());
            return new MemoryUnderTest(options.retention(longer), UnaryOperator.identity());
        }
    }
}

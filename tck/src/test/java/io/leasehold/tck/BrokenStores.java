package io.leasehold.tck;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Ownership;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** The kit over stores that break one rule each, as a hasty author might. Run by {@link BrokenStoresTest} alone. */
final class BrokenStores {
    private BrokenStores() {}

    abstract static class Broken extends LeaseStoreTck {
        private final UnaryOperator<LeaseStore> breaking;

        Broken(UnaryOperator<LeaseStore> breaking) {
            this.breaking = breaking;
        }

        @Override
        protected StoreUnderTest open(StoreOptions options) {
            return new MemoryUnderTest(options, breaking);
        }
    }

    /** R3: renew trusts whoever asks. */
    static final class RevivesEndedLeases extends Broken {
        RevivesEndedLeases() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public LeaseState renew(LeaseId lease, Duration extension, Load load) {
                    LeaseState state = super.renew(lease, extension, load);
                    return extension.isZero() || state instanceof LeaseState.Live
                            ? state
                            : new LeaseState.Live(extension);
                }
            });
        }
    }

    /** R5: every survey begins at the beginning. */
    static final class ForgetsTheCursor extends Broken {
        ForgetsTheCursor() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public Survey survey(SurveyRequest request) {
                    return super.survey(
                            new SurveyRequest(request.lease(), request.types(), Optional.empty(), request.lapses()));
                }
            });
        }
    }

    /** R7: a job's token begins anew when its id is submitted again. */
    static final class RestartsTokens extends Broken {
        RestartsTokens() {
            super(kept -> new ForwardingStore(kept) {
                private final Map<JobId, Long> forgotten = new ConcurrentHashMap<>();

                @Override
                public List<SubmitAnswer> submit(List<Submission> submissions) {
                    List<SubmitAnswer> answers = super.submit(submissions);
                    for (Submission job : submissions) {
                        job.replaces()
                                .flatMap(run -> find(job.id()))
                                .ifPresent(created -> forgotten.put(
                                        job.id(), created.ownership().token()));
                    }
                    return answers;
                }

                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    return super.claim(request).stream().map(this::restarted).toList();
                }

                private JobRecord restarted(JobRecord job) {
                    Ownership o = job.ownership();
                    long token = o.token() - forgotten.getOrDefault(job.id(), 0L);
                    return job.ownedAs(new Ownership(o.owner(), token, o.revision(), o.claimNumber()));
                }
            });
        }
    }

    /** R9: a claim doesn't look at the wish. */
    static final class ClaimsStoppedJobs extends Broken {
        ClaimsStoppedJobs() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    List<JobId> resting = list(JobQuery.all()).jobs().stream()
                            .filter(job -> job.wish() == Wish.STOPPED)
                            .filter(job -> job.ownership().owner().isEmpty())
                            .map(JobRecord::id)
                            .toList();
                    resting.forEach(job -> order(job, new Command.Start()));
                    List<JobRecord> brought = super.claim(request);
                    resting.forEach(job -> order(job, new Command.Stop()));
                    return brought;
                }

                private void order(JobId id, Command.Order order) {
                    JobRecord job = find(id).orElseThrow();
                    command(new Command(id, job.run(), job.commandNumber(), order));
                }
            });
        }
    }

    /** R11: whoever writes is taken for the owner. */
    static final class WritesWithoutToken extends Broken {
        WritesWithoutToken() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    return super.write(writes.stream().map(this::believed).toList());
                }

                private Write believed(Write write) {
                    Optional<Ownership> stored = find(write.job()).map(JobRecord::ownership);
                    return stored.flatMap(Ownership::owner)
                            .map(owner -> new Write(
                                    write.job(),
                                    owner,
                                    stored.orElseThrow().token(),
                                    write.revision(),
                                    write.progress(),
                                    write.delay(),
                                    write.release()))
                            .orElse(write);
                }
            });
        }
    }

    /** R13: the answers of a batch are off by one. */
    static final class ShiftsAnswers extends Broken {
        ShiftsAnswers() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public List<WriteAnswer> write(List<Write> writes) {
                    List<WriteAnswer> answers = new ArrayList<>(super.write(writes));
                    Collections.rotate(answers, 1);
                    return answers;
                }
            });
        }
    }

    /** R17: a command is carried out whatever number it expects. */
    static final class ObeysLateCommands extends Broken {
        ObeysLateCommands() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public CommandAnswer command(Command command) {
                    long number =
                            find(command.job()).map(JobRecord::commandNumber).orElse(command.expectedNumber());
                    return super.command(new Command(command.job(), command.run(), number, command.order()));
                }
            });
        }
    }

    /** R20: a subscriber is told of the first ring, and forgotten. */
    static final class PushesOnce extends Broken {
        PushesOnce() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public Optional<Subscription> subscribe(Runnable rung) {
                    AtomicBoolean told = new AtomicBoolean();
                    return super.subscribe(() -> {
                        if (told.compareAndSet(false, true)) {
                            rung.run();
                        }
                    });
                }
            });
        }
    }

    /** R21: what is too long is made to fit, and a job named twice is taken once. */
    static final class MakesArgumentsFit extends Broken {
        MakesArgumentsFit() {
            super(kept -> new ForwardingStore(kept) {
                @Override
                public LeaseState grant(LeaseId lease, String label, Duration ttl) {
                    return super.grant(lease, label.substring(0, Math.min(100, label.length())), ttl);
                }

                @Override
                public List<SubmitAnswer> submit(List<Submission> submissions) {
                    return super.submit(submissions.stream()
                            .filter(job -> submissions.stream()
                                    .filter(other -> other.id().equals(job.id()))
                                    .findFirst()
                                    .filter(job::equals)
                                    .isPresent())
                            .toList());
                }
            });
        }
    }
}

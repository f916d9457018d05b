package io.leasehold.tck.broken;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Mistakes about which jobs a claim may take, and from whom: R6, R7, R9. */
final class BrokenClaims {
    private BrokenClaims() {}

    /** R6: an owner that is called dead and isn't among the live is taken for dead, though it may have no record at all. */
    static Breaking notAmongTheLive() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                List<LeaseId> absent = called(request).filter(this::absent).toList();
                List<JobRecord> brought = super.claim(request);
                absent.forEach(behind::lose);
                return brought;
            }

            private Stream<LeaseId> called(ClaimRequest request) {
                return request.target() instanceof ClaimRequest.Orphans orphans
                        ? orphans.dead().stream().distinct()
                        : kept.find(((ClaimRequest.Named) request.target()).job()).stream()
                                .flatMap(job -> job.ownership().owner().stream());
            }

            /** Whether there is no record; then there is an ended one until the claim is over. */
            private boolean absent(LeaseId lease) {
                if (Changed.live(kept, lease)
                        || kept.grant(lease, "absent", Duration.ofMinutes(1)) instanceof LeaseState.Ended) {
                    return false;
                }
                kept.end(lease, LeaseEnd.LOST);
                return true;
            }
        };
    }

    /** R7: what the last survey read as free is taken without another look. */
    static Breaking readThenWrite() {
        return ReadThenWrite::new;
    }

    private static final class ReadThenWrite extends ForwardingStore {
        private final Behind behind;
        private final Map<JobId, JobRecord> free = new ConcurrentSkipListMap<>();

        ReadThenWrite(LeaseStore kept, Behind behind) {
            super(kept);
            this.behind = behind;
        }

        @Override
        public Survey survey(SurveyRequest request) {
            Survey seen = super.survey(request);
            free.clear();
            Changed.thereafter(() -> Changed.all(kept)).stream()
                    .filter(job -> job.runnable() && job.ownership().owner().isEmpty())
                    .filter(job -> request.types().stream()
                            .anyMatch(type ->
                                    type.covers(job.type(), job.progress().stateVersion())))
                    .forEach(job -> free.put(job.id(), job));
            return seen;
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            List<JobRecord> brought = new ArrayList<>(super.claim(request));
            brought.addAll(Changed.thereafter(() -> overwritten(request)));
            free.clear();
            return brought;
        }

        private List<JobRecord> overwritten(ClaimRequest request) {
            if (!Changed.live(kept, request.lease())) {
                return List.of();
            }
            List<JobId> others = free.values().stream()
                    .filter(job -> wanted(job, request))
                    .map(JobRecord::id)
                    .filter(job -> ownedByAnother(job, request.lease()))
                    .toList();
            others.forEach(job -> behind.name(job, request.lease()));
            return others.stream().flatMap(job -> find(job).stream()).toList();
        }

        private static boolean wanted(JobRecord job, ClaimRequest request) {
            return request.target() instanceof ClaimRequest.Orphans
                    ? job.id().slot() >= request.startSlot()
                    : request.target().equals(new ClaimRequest.Named(job.id()));
        }

        private boolean ownedByAnother(JobId job, LeaseId caller) {
            return find(job)
                    .flatMap(found -> found.ownership().owner())
                    .filter(owner -> !owner.equals(caller))
                    .isPresent();
        }
    }

    /** R9: a claim doesn't look at the wish. */
    static Breaking wishIgnored() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public List<JobRecord> claim(ClaimRequest request) {
                List<JobId> resting = Changed.all(kept).stream()
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
        };
    }
}

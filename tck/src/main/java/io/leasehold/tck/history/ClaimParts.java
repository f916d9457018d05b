package io.leasehold.tck.history;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRules;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.Lease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of one claim (R7 to R9): its number is accepted; a job is taken, or was brought by this number before; it is told as last
 * written; what was taken and isn't told was taken in vain: another call took it away again before the answer. A claim that overlaps
 * others needn't find what it might: bringing nothing is a hint.
 */
final class ClaimParts {
    private static final String REFUSED = "refused";
    private static final String ACCEPTED = "accepted";
    private static final String REPEATED = "repeated";
    private static final String BROUGHT = "brought";
    private static final String EMPTY = "empty";
    private static final String LOST = "lost ";

    private ClaimParts() {}

    private static Stream<StoredJob> brought(Contents contents, ClaimRequest request) {
        return contents.jobs().values().stream()
                .filter(job -> Definition.owns(request.lease(), job)
                        && job.record().ownership().claimNumber() == request.number());
    }

    private static boolean claimable(Contents contents, ClaimRequest request, StoredJob job) {
        Optional<LeaseId> owner = job.record().ownership().owner();
        return owner.map(lease -> Definition.dead(contents, lease)).orElse(true)
                && meant(request, job.record())
                && ClaimRules.wanted(job.record(), request.types());
    }

    private static boolean meant(ClaimRequest request, JobRecord job) {
        if (request.target() instanceof ClaimRequest.Named named) {
            return named.job().equals(job.id());
        }
        List<LeaseId> dead = ((ClaimRequest.Orphans) request.target()).dead();
        return job.id().slot() >= request.startSlot()
                && job.ownership().owner().map(dead::contains).orElse(true);
    }

    private static StoredJob taken(Definition definition, Contents contents, ClaimRequest request, StoredJob job) {
        Optional<ClaimRules.Former> former =
                job.record().ownership().owner().map(contents.leases()::get).map(Lease::asFormer);
        return ClaimRules.taken(job, request, former, definition.now());
    }

    /** The number is accepted, or refused because of the lease or of a higher number. */
    record Accept(long call, ClaimRequest request) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Optional<Lease> lease = Definition.lease(now.contents(), request.lease())
                    .filter(present -> present.live() && request.number() >= present.lastClaim());
            if (lease.isEmpty()) {
                return List.of(now.marked(call, REFUSED));
            }
            boolean repeated = lease.get().lastClaim() == request.number()
                    && brought(now.contents(), request).findAny().isPresent();
            Contents accepted = now.contents().with(lease.get().claiming(request.number()));
            return List.of(now.with(accepted).marked(call, repeated ? REPEATED : ACCEPTED));
        }
    }

    /** One job is taken; a repeat, and who is quicker than the repeat, may have brought it before. */
    record Take(long call, ClaimRequest request, JobId id) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean accepted = now.isMarked(call, ACCEPTED) || now.isMarked(call, BROUGHT);
            boolean brought = brought(now.contents(), request)
                    .anyMatch(job -> job.record().id().equals(id));
            if (brought) {
                return Part.when(accepted || now.isMarked(call, REPEATED), now.marked(call, BROUGHT));
            }
            return Optional.ofNullable(now.contents().jobs().get(id)).stream()
                    .filter(job -> accepted && Definition.live(now.contents(), request.lease()))
                    .filter(job -> claimable(now.contents(), request, job))
                    .map(job -> taken(definition, now.contents(), request, job))
                    .map(job -> now.with(now.contents().with(job)).marked(call, BROUGHT))
                    .toList();
        }
    }

    /**
     * A job that isn't answered is taken all the same, or it isn't.
     *
     * @param call the claim's call
     * @param mark where is kept which of both
     * @param request what was asked for
     * @param id the job
     */
    record TakeInVain(long call, long mark, ClaimRequest request, JobId id) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> taken = new Take(call, request, id)
                    .after(definition, now, answer).stream()
                            .filter(known -> !known.contents().equals(now.contents()))
                            .map(known -> now.with(known.contents()).marked(mark, LOST + id));
            return Stream.concat(Stream.of(now.marked(mark, EMPTY)), taken).toList();
        }
    }

    /** What was taken in vain is no more this claim's when the claim is answered. */
    record Miss(long mark, ClaimRequest request, JobId id) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean lost = now.isMarked(mark, LOST + id)
                    && brought(now.contents(), request)
                            .noneMatch(job -> job.record().id().equals(id));
            return Part.when(now.isMarked(mark, EMPTY) || lost, now);
        }
    }

    /** A job that was brought is told as last written, in a later statement if need be. */
    record Tell(long call, ClaimRequest request) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean so = brought(now.contents(), request)
                    .map(job -> Coarse.of(job.read(definition.now())))
                    .anyMatch(job -> answer.map(job::equals).orElse(true));
            return Part.when(now.isMarked(call, BROUGHT) && so, now);
        }
    }

    /** Nothing is answered; perhaps a job was taken in vain. */
    record BringNothing(long call, ClaimRequest request) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            if (now.isMarked(call, REFUSED)) {
                return List.of(now.marked(call, EMPTY));
            } else if (now.isMarked(call, REPEATED)) {
                boolean nothing = Definition.dead(now.contents(), request.lease())
                        || brought(now.contents(), request).findAny().isEmpty();
                return Part.when(nothing, now.marked(call, EMPTY));
            } else if (!now.isMarked(call, ACCEPTED)) {
                return List.of();
            }
            Stream<Known> lost = now.contents().jobs().values().stream()
                    .filter(job -> claimable(now.contents(), request, job))
                    .map(job -> ClaimParts.taken(definition, now.contents(), request, job))
                    .map(job -> now.with(now.contents().with(job))
                            .marked(call, LOST + job.record().id()));
            return Stream.concat(Stream.of(now.marked(call, EMPTY)), lost).toList();
        }
    }

    /** R8: what was taken and not answered was taken in vain: by a lease that has ended, or it is that lease's no more. */
    record AskOwnLease(long call, ClaimRequest request) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean ended = !Definition.live(now.contents(), request.lease());
            boolean lost = now.contents().jobs().keySet().stream()
                    .filter(job -> now.isMarked(call, LOST + job))
                    .anyMatch(job -> ended || !stillBrought(now.contents(), job));
            return Part.when(now.isMarked(call, EMPTY) || lost, now);
        }

        private boolean stillBrought(Contents contents, JobId id) {
            return brought(contents, request).anyMatch(job -> job.record().id().equals(id));
        }
    }
}

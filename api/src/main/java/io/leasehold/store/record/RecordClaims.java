package io.leasehold.store.record;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRules;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.StoredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claim of R6 to R10, in the steps that {@link RecordLeaseStore} describes. */
final class RecordClaims {
    private final Jobs jobs;
    private final RecordLeases leases;
    private final Candidates candidates;

    RecordClaims(Jobs jobs, RecordLeases leases, Candidates candidates) {
        this.jobs = jobs;
        this.leases = leases;
        this.candidates = candidates;
    }

    /** R8: the lease lives before and after; what it took in spite of its end is an orphan at once. */
    List<JobRecord> claim(Call call, ClaimRequest request) {
        if (!leases.live(call, request.lease())) {
            return List.of();
        }
        List<JobRecord> claimed = numbered(call, request);
        return claimed.isEmpty() || leases.live(call, request.lease()) ? claimed : List.of();
    }

    /**
     * R9: the number is accepted by the same write that says what the claim goes for. Who lost every race for them looks again,
     * and brings nothing in the end.
     */
    private List<JobRecord> numbered(Call call, ClaimRequest request) {
        String key = Keys.lastClaim(request.lease());
        boolean accepted = false;
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Optional<RecordStore.Stored> stored = call.read(key);
            LastClaim last =
                    stored.map(value -> call.decoded(value, LastClaim::decoded)).orElse(LastClaim.NONE);
            if (request.number() < last.number()) {
                return List.of();
            }
            List<JobRecord> brought = request.number() == last.number() ? brought(call, request, last) : List.of();
            if (!brought.isEmpty()) {
                return brought;
            }
            List<Candidates.Candidate> found = candidates.find(call, request);
            LastClaim next = last.goingFor(
                    request.number(),
                    found.stream().map(candidate -> candidate.read().id()).toList());
            if (call.put(key, stored.map(RecordStore.Stored::version), next.encoded())) {
                accepted = true;
                List<JobRecord> taken = take(call, request, found);
                if (found.isEmpty() || !taken.isEmpty() || call.late()) {
                    return taken;
                }
            }
        }
        if (accepted) {
            return List.of();
        }
        throw call.busy();
    }

    private List<JobRecord> brought(Call call, ClaimRequest request, LastClaim last) {
        List<JobRecord> brought = new ArrayList<>();
        for (JobId id : last.jobs()) {
            jobs.readable(call, id)
                    .flatMap(JobValue.Read::job)
                    .filter(job -> isOf(job, request))
                    .ifPresent(job -> brought.add(job.read(call.now())));
        }
        return brought;
    }

    private static boolean isOf(StoredJob job, ClaimRequest request) {
        return job.record().ownership().claimNumber() == request.number()
                && job.record()
                        .ownership()
                        .owner()
                        .filter(request.lease()::equals)
                        .isPresent();
    }

    /** R7: each on the condition that its record is the one that was read; a lost race is another's claim, or no orphan any more. */
    private List<JobRecord> take(Call call, ClaimRequest request, List<Candidates.Candidate> found) {
        List<JobRecord> taken = new ArrayList<>();
        for (Candidates.Candidate candidate : found) {
            if (call.late() && !taken.isEmpty()) {
                break;
            }
            JobValue.Present present = candidate.read().present().orElseThrow();
            StoredJob job = ClaimRules.taken(present.job(), request, candidate.former(), call.now());
            if (jobs.change(call, candidate.read(), present.followedBy(job))) {
                taken.add(job.read(call.now()));
            }
        }
        return taken;
    }
}

package io.leasehold.store.record;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ClaimRules;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which jobs a claim goes for (R9), and from whom (R6). It only reads; the write of each job's record decides. */
final class Candidates {
    private static final Comparator<IndexEntry> BY_SLOT =
            Comparator.<IndexEntry>comparingInt(entry -> entry.job().slot()).thenComparing(IndexEntry::job);

    private final Jobs jobs;
    private final Index index;
    private final Lanes lanes;
    private final RecordLeases leases;

    Candidates(Jobs jobs, Index index, Lanes lanes, RecordLeases leases) {
        this.jobs = jobs;
        this.index = index;
        this.lanes = lanes;
        this.leases = leases;
    }

    /**
     * A job that can be taken as long as its record is the one that was read.
     *
     * @param read its record
     * @param former its dead owner, whose ended record was read after it
     */
    record Candidate(JobValue.Read read, Optional<ClaimRules.Former> former) {}

    List<Candidate> find(Call call, ClaimRequest request) {
        return request.target() instanceof ClaimRequest.Orphans orphans
                ? orphans(call, request, orphans)
                : named(call, request, ((ClaimRequest.Named) request.target()).job());
    }

    private List<Candidate> named(Call call, ClaimRequest request, JobId job) {
        JobValue.Read read = jobs.read(call, job);
        return wanted(read, request) && !own(read, request) ? orphaned(call, List.of(read)) : List.of();
    }

    /** An owner who isn't dead, though the caller says so, must not keep the others' jobs from being found: so begin without it. */
    private List<Candidate> orphans(Call call, ClaimRequest request, ClaimRequest.Orphans bounds) {
        List<LeaseId> dead = new ArrayList<>(bounds.dead());
        dead.removeIf(request.lease()::equals);
        while (true) {
            List<JobValue.Read> fitting = fitting(call, request, bounds, entries(call, request, bounds, dead));
            List<Candidate> candidates = orphaned(call, fitting);
            boolean allDead = candidates.size() == fitting.size();
            if (allDead || call.late()) {
                return candidates;
            }
            fitting.stream().flatMap(read -> owner(read).stream()).forEach(owner -> {
                if (leases.find(call, owner).filter(lease -> !lease.live()).isEmpty()) {
                    dead.remove(owner);
                }
            });
        }
    }

    private List<IndexEntry> entries(Call call, ClaimRequest request, ClaimRequest.Orphans bounds, List<LeaseId> dead) {
        Stream<String> owners =
                Stream.concat(Stream.of(Keys.NOBODY), dead.stream().map(LeaseId::value));
        return owners.distinct()
                .flatMap(owner ->
                        lanes.entries(call, owner, request.types(), request.startSlot(), bounds.maxJobs()).stream())
                .sorted(BY_SLOT)
                .toList();
    }

    /** In slot order, as many as the bounds and the time allow, and one in any case. */
    private List<JobValue.Read> fitting(
            Call call, ClaimRequest request, ClaimRequest.Orphans bounds, List<IndexEntry> entries) {
        List<JobValue.Read> fitting = new ArrayList<>();
        long bytes = 0;
        int characters = 0;
        for (IndexEntry entry : entries) {
            Optional<JobValue.Read> found = index.confirmed(call, entry).filter(read -> wanted(read, request));
            if (found.isPresent()) {
                bytes += found.get().job().orElseThrow().record().bytes();
                characters += entry.job().value().length();
                boolean full = bytes > bounds.maxBytes() || characters > LastClaim.CHARACTERS;
                if (full && !fitting.isEmpty()) {
                    break;
                }
                fitting.add(found.get());
            }
            if (fitting.size() == bounds.maxJobs() || (call.late() && !fitting.isEmpty())) {
                break;
            }
        }
        return fitting;
    }

    private static boolean wanted(JobValue.Read read, ClaimRequest request) {
        return read.job()
                .filter(job -> ClaimRules.wanted(job.record(), request.types()))
                .isPresent();
    }

    /** A lease that owned the job and ends while it claims takes nothing over from itself: that would count one more lapse (R10). */
    private static boolean own(JobValue.Read read, ClaimRequest request) {
        return owner(read).filter(request.lease()::equals).isPresent();
    }

    private static Optional<LeaseId> owner(JobValue.Read read) {
        return read.job().map(StoredJob::record).flatMap(job -> job.ownership().owner());
    }

    /** R6: those that name nobody, or an owner whose ended record is there <em>after</em> the job's record was read. */
    private List<Candidate> orphaned(Call call, List<JobValue.Read> read) {
        Map<LeaseId, ClaimRules.Former> formers = new TreeMap<>();
        read.stream()
                .flatMap(job -> owner(job).stream())
                .distinct()
                .flatMap(owner -> leases.find(call, owner).flatMap(LeaseValue::asFormer).stream())
                .forEach(former -> formers.put(former.lease(), former));
        return read.stream()
                .filter(job -> owner(job).map(formers::containsKey).orElse(true))
                .map(job -> new Candidate(job, owner(job).map(formers::get)))
                .toList();
    }
}

package io.leasehold.store.record;

import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Status;
import io.leasehold.store.StoredJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reads of R19: by the index, and every job by its own record. */
final class RecordReads {
    private final Jobs jobs;
    private final Index index;

    RecordReads(Jobs jobs, Index index) {
        this.jobs = jobs;
        this.index = index;
    }

    Optional<JobRecord> find(Call call, JobId id) {
        return jobs.read(call, id).job().map(job -> job.read(call.now()));
    }

    /** A page ends early when its time is half spent and it has something to go on from; more may lie beyond. */
    JobPage list(Call call, JobQuery query) {
        JobWalk walk = new JobWalk(
                call, index, places(call, query), query.after(), query.limit() + 1, index::confirmedOrRejected);
        List<JobRecord> found = new ArrayList<>();
        Optional<StoredJob> next = walk.next();
        while (next.isPresent()) {
            JobRecord job = next.get().read(call.now());
            if (meets(job, query)) {
                if (found.size() == query.limit()) {
                    return new JobPage(found, true);
                }
                found.add(job);
            }
            if (call.late() && !found.isEmpty()) {
                return new JobPage(found, true);
            }
            next = walk.next();
        }
        return new JobPage(found, false);
    }

    private static boolean meets(JobRecord job, JobQuery query) {
        return query.type().map(job.type()::equals).orElse(true)
                && query.status().map(job.progress().status()::equals).orElse(true)
                && (query.owner().isEmpty()
                        || query.owner().equals(job.ownership().owner()));
    }

    private List<String> places(Call call, JobQuery query) {
        if (query.owner().isPresent()) {
            return List.of(Family.owned(query.owner().get()));
        }
        List<Status> statuses = query.status().map(List::of).orElse(List.of(Status.values()));
        return statuses.stream()
                .flatMap(status -> query.type()
                        .map(type -> Stream.of(Family.status(status, type)))
                        .orElseGet(() -> types(call, status).stream()))
                .toList();
    }

    /** The places of all types that have jobs of this status: one range of one entry each, and one at the end. */
    private List<String> types(Call call, Status status) {
        List<String> places = new ArrayList<>();
        String all = Family.statuses(status);
        List<IndexEntry> first = index.range(call, all, Keys.end(all), 1);
        while (!first.isEmpty()) {
            String place = first.get(0).place();
            places.add(place);
            first = index.range(call, Keys.end(place), Keys.end(all), 1);
        }
        return places;
    }

    /** A page ends early when its time is half spent. What can't be read is gone past: its owner hears of it when it writes. */
    OwnedPage owned(Call call, LeaseId lease, Optional<JobId> after) {
        JobWalk walk =
                new JobWalk(call, index, List.of(Family.owned(lease)), after, JobQuery.PAGE + 1, index::confirmed);
        List<OwnedPage.Owned> found = new ArrayList<>();
        Optional<StoredJob> next = walk.next();
        while (next.isPresent()) {
            if (found.size() == JobQuery.PAGE) {
                return new OwnedPage(found, true);
            }
            JobRecord job = next.get().record();
            found.add(new OwnedPage.Owned(job.id(), job.ownership().token(), job.wish()));
            if (call.late()) {
                return new OwnedPage(found, true);
            }
            next = walk.next();
        }
        return new OwnedPage(found, false);
    }
}

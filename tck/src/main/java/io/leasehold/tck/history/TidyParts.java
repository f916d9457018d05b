package io.leasehold.tck.history;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.memory.Contents;
import io.leasehold.store.memory.Lease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of one walk of housekeeping that overlaps other calls (R18): what it may do to a job or a lease, each by itself. */
final class TidyParts {
    private TidyParts() {}

    /** A dead owner is removed from a job that rests, or not yet. */
    record Clear(JobId job) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> cleared = Optional.ofNullable(now.contents().jobs().get(job)).stream()
                    .filter(stored -> rests(now.contents(), stored.record()))
                    .map(stored -> stored.with(
                            stored.record().ownedAs(stored.record().ownership().released())))
                    .map(stored -> now.with(now.contents().with(stored)));
            return Stream.concat(Stream.of(now), cleared).toList();
        }

        private static boolean rests(Contents contents, JobRecord job) {
            return !job.runnable()
                    && job.ownership()
                            .owner()
                            .filter(lease -> Definition.dead(contents, lease))
                            .isPresent();
        }
    }

    /** An ended lease is marked drained if no job names it, or the mark is taken back if one does, or not yet. */
    record Mark(LeaseId lease) implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Stream<Known> marked = Definition.lease(now.contents(), lease).stream()
                    .filter(present -> !present.live() && present.drained() == named(now.contents()))
                    .map(present -> now.with(now.contents().with(turned(present))));
            return Stream.concat(Stream.of(now), marked).toList();
        }

        private static Lease turned(Lease present) {
            return present.drained(!present.drained());
        }

        private boolean named(Contents contents) {
            return contents.jobs().values().stream().anyMatch((StoredJob job) -> Definition.owns(lease, job));
        }
    }
}

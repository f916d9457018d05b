package io.leasehold.tck.history;

import io.leasehold.store.EndedLease;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Wish;
import io.leasehold.store.memory.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one survey (R5) and of one walk over what a lease owns (R19). Each end is a step of its own, and so is what is told of
 * the caller's lease, of an ended one, or of a job. The rest of a survey that overlaps other calls (sums, orphans, the next lapse, which
 * ended leases are not named) is a hint, and isn't judged.
 */
final class SurveyParts {
    private SurveyParts() {}

    /** One lapsed lease, whichever, is ended. */
    record EndOne() implements Part {
        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            return now.contents().leases().values().stream()
                    .filter(lease -> lease.lapsed(definition.now()))
                    .map(lease -> now.with(now.contents().with(lease.ended(LeaseEnd.LAPSED, definition.now()))))
                    .toList();
        }
    }

    /** The state of the caller's lease. */
    record TellCaller(LeaseId lease) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Request ask = new Request.Renew(lease, Duration.ZERO, Load.NONE);
            return new Whole(ask).after(definition, now, answer);
        }
    }

    /** A lease is named as ended. */
    record TellEnded(EndedLease ended) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean so = Definition.lease(now.contents(), ended.id())
                    .filter(lease -> lease.ended().equals(Optional.of(ended.how())))
                    .filter(lease -> lease.label().equals(ended.label()))
                    .map(Lease::load)
                    .filter(ended.last()::equals)
                    .isPresent();
            return Part.when(so, now);
        }
    }

    /** A job is named as one of the caller's that is to stop, or isn't. */
    record TellStopped(LeaseId caller, JobId job) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            boolean stopped = Optional.ofNullable(now.contents().jobs().get(job))
                    .filter(stored -> Definition.owns(caller, stored))
                    .filter(stored -> stored.record().wish() == Wish.STOPPED)
                    .isPresent();
            return Part.when(answer.map(Boolean.valueOf(stopped)::equals).orElse(true), now);
        }
    }

    /** A job is told as one of the lease's, or isn't. */
    record TellOwned(LeaseId lease, JobId job) implements Part {
        @Override
        public boolean onlyReads() {
            return true;
        }

        @Override
        public List<Known> after(Definition definition, Known now, Optional<Object> answer) {
            Optional<OwnedPage.Owned> owned = Optional.ofNullable(
                            now.contents().jobs().get(job))
                    .filter(stored -> Definition.owns(lease, stored))
                    .map(StoredJob::record)
                    .map(record ->
                            new OwnedPage.Owned(record.id(), record.ownership().token(), record.wish()));
            return Part.when(answer.map(owned::equals).orElse(true), now);
        }
    }
}

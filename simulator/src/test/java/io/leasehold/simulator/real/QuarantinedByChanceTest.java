package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import io.leasehold.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A job is quarantined, as by faults that take down three of its owners in a row: a person starts it again, and it comes to its end. */
class QuarantinedByChanceTest {
    private static final JobId JOB = new JobId("reminder-1");

    @Test
    void isStartedAgain() throws InterruptedException {
        AtomicBoolean aside = new AtomicBoolean();
        Seams seams = new Seams(() -> store -> new SetsAside(store, aside), () -> runtime -> runtime);
        RunOptions options = new RunOptions(
                ShortRun.scenario(FaultCounts.NONE, 3),
                Optional.of("jdbc:h2:mem:aside-" + System.nanoTime()),
                10,
                3,
                7);
        RunResult result = new RealRun(options, new History(System::nanoTime), seams).run();
        assertThat(aside).isTrue();
        assertThat(result.evidence().all(Ordered.class))
                .extracting(Ordered::job)
                .containsExactly(JOB.value());
        assertThat(result.judgements())
                .filteredOn(judgement -> judgement.oracle().equals("LOSS"))
                .singleElement()
                .matches(Judgement::kept, "comes to its end");
    }

    /** The first to claim the job sets it aside, and goes. */
    private static final class SetsAside extends ForwardingStore {
        private final AtomicBoolean aside;

        private SetsAside(LeaseStore delegate, AtomicBoolean aside) {
            super(delegate);
            this.aside = aside;
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            Predicate<JobRecord> first = job -> job.id().equals(JOB) && aside.compareAndSet(false, true);
            List<JobRecord> claimed = super.claim(request);
            Optional<JobRecord> gone = claimed.stream().filter(first).findFirst();
            gone.ifPresent(job -> super.write(List.of(new Write(
                    JOB,
                    request.lease(),
                    job.ownership().token(),
                    1,
                    job.progress().change().status(Status.QUARANTINED).done(),
                    Optional.empty(),
                    true))));
            return claimed.stream()
                    .filter(job -> gone.map(other -> other != job).orElse(true))
                    .toList();
        }
    }
}

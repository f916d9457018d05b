package io.leasehold.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Ownership;
import io.leasehold.store.RunId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jobs of each owner, whatever became of them, are those that a look at all of them finds. */
class JobTableTest {
    private static final List<Optional<LeaseId>> OWNERS =
            List.of(Optional.empty(), Optional.of(LeaseId.of(1)), Optional.of(LeaseId.of(2)));
    private static final Comparator<StoredJob> BY_SLOT = Comparator.<StoredJob>comparingInt(
                    job -> job.record().id().slot())
            .thenComparing(job -> job.record().id());

    private final JobTable table = new JobTable();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void jobsAreFoundByTheirOwnersWhateverBecameOfThem() {
        for (int i = 0; i < 2_000; i++) {
            JobId id = new JobId("job-" + random.nextInt(50));
            if (random.nextInt(5) == 0) {
                table.remove(id);
            } else {
                table.keep(job(id, OWNERS.get(random.nextInt(3)), i));
            }
            check();
        }
        JobTable other = new JobTable();
        other.replace(table.all());
        assertThat(other.owners()).containsExactlyElementsOf(table.owners().toList());
        table.replace(new JobTable().all());
        assertThat(table.size()).isZero();
        check();
    }

    private void check() {
        List<StoredJob> all = new ArrayList<>(table.all().values());
        assertThat(table.owners().map(Optional::of))
                .containsExactlyElementsOf(OWNERS.stream()
                        .filter(Optional::isPresent)
                        .filter(owner -> all.stream().anyMatch(job -> names(job, owner)))
                        .toList());
        for (Optional<LeaseId> owner : OWNERS) {
            int slot = random.nextInt(1 << 16);
            Optional<JobId> after = Optional.of(new JobId("job-" + random.nextInt(50)));
            assertThat(table.of(owner))
                    .containsExactlyElementsOf(found(all, owner).toList());
            assertThat(table.of(owner, after))
                    .containsExactlyElementsOf(found(all, owner)
                            .filter(job -> job.record().id().compareTo(after.get()) > 0)
                            .toList());
            owner.ifPresent(lease -> assertThat(table.stopped(lease))
                    .containsExactlyElementsOf(found(all, owner)
                            .filter(job -> job.record().wish() == Wish.STOPPED)
                            .map(job -> job.record().id())
                            .toList()));
            assertThat(table.from(slot, owner))
                    .containsExactlyElementsOf(found(all, owner)
                            .filter(job -> job.record().id().slot() >= slot)
                            .sorted(BY_SLOT)
                            .toList());
        }
    }

    private static Stream<StoredJob> found(List<StoredJob> all, Optional<LeaseId> owner) {
        return all.stream().filter(job -> names(job, owner));
    }

    private static boolean names(StoredJob job, Optional<LeaseId> owner) {
        return job.record().ownership().owner().equals(owner);
    }

    private static StoredJob job(JobId id, Optional<LeaseId> owner, long token) {
        Submission submission =
                new Submission(id, "type", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), Duration.ZERO);
        StoredJob job = StoredJob.submitted(submission, token, 0, 0);
        Wish wish = token % 3 == 0 ? Wish.STOPPED : Wish.RUNNING;
        return job.with(job.record().ordered(wish, 1).ownedAs(new Ownership(owner, token, 0, 0)));
    }
}

package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Status;
import io.leasehold.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R19: pages, where one script looks at no more than some thousand jobs and answers no more than some megabytes. */
class ListTest {
    private final LeaseStore store = Servers.store("lists");

    @AfterEach
    void close() {
        store.close();
    }

    private void submit(List<Submission> all) {
        for (int from = 0; from < all.size(); from += Submission.BATCH) {
            store.submit(all.subList(from, Math.min(all.size(), from + Submission.BATCH)));
        }
    }

    private static Submission of(String type, int number) {
        Submission any = Samples.submission(String.format("job-%05d", number));
        return new Submission(any.id(), type, 1, any.payload(), any.run(), Optional.empty(), Duration.ZERO);
    }

    @Test
    void aRareTypeIsFoundWhereverItStands() {
        int many = RedisReads.LOOKS + 1_000;
        submit(IntStream.range(0, many)
                .mapToObj(i -> of(i % 1_000 == 999 ? "rare" : "mail", i))
                .toList());
        JobQuery rare = new JobQuery(Optional.of("rare"), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);

        JobPage page = store.list(rare);

        assertThat(page.more()).isFalse();
        assertThat(page.jobs())
                .extracting(job -> job.id().value())
                .containsExactly("job-00999", "job-01999", "job-02999", "job-03999", "job-04999");
        assertThat(store.list(new JobQuery(
                                Optional.of("rare"), Optional.empty(), Optional.empty(), Optional.empty(), 5))
                        .more())
                .as("there is no sixth")
                .isFalse();
        assertThat(store.list(new JobQuery(
                                Optional.of("rare"), Optional.empty(), Optional.empty(), Optional.empty(), 4))
                        .more())
                .isTrue();
    }

    @Test
    void whatIsParkedIsFoundByItsIndex() {
        submit(IntStream.range(0, 20).mapToObj(i -> of("mail", i)).toList());
        JobRecord third = store.find(new JobId("job-00003")).orElseThrow();
        store.command(new Command(third.id(), third.run(), 0, new Command.Park(7)));
        JobQuery parked =
                new JobQuery(Optional.empty(), Optional.of(Status.PARKED), Optional.empty(), Optional.empty(), 1_000);
        assertThat(store.list(parked).jobs()).extracting(JobRecord::id).containsExactly(third.id());
        store.command(new Command(third.id(), third.run(), 1, new Command.Start()));
        assertThat(store.list(parked).jobs()).isEmpty();
    }

    @Test
    void largeJobsComeInShorterPages() {
        Bytes megabyte = Bytes.of(new byte[1 << 20]);
        submit(IntStream.range(0, 12)
                .mapToObj(i -> Samples.submission(String.format("large-%02d", i), megabyte))
                .toList());
        List<JobRecord> all = new ArrayList<>();
        JobPage page = store.list(JobQuery.all());
        assertThat(page.more()).isTrue();
        while (page.more()) {
            all.addAll(page.jobs());
            page = store.list(JobQuery.all().after(all.get(all.size() - 1).id()));
        }
        all.addAll(page.jobs());
        assertThat(all)
                .extracting(job -> job.id().value())
                .hasSize(12)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}

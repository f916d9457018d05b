package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OwnedPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R23: an id is a value, compared byte for byte, whatever it looks like. */
class HostileIdsTest {
    private static final String[] IDS = {
        "a",
        "A",
        "a ",
        " a",
        "a\t",
        "a\r\n",
        "'; DROP TABLE leasehold_job; --",
        "\"",
        "\\",
        "%",
        "_",
        "?",
        ":id",
        "<keys>",
        "{job}",
        "é",
        "e\u0301",
        "ß",
        "SS",
        "😀",
        "\uE000",
        "\uFFFF",
        "\u0001",
        "x".repeat(200),
        "😀".repeat(100),
        "中".repeat(200)
    };

    /** An empty one. */
    String database() {
        return Stores.memoryUri();
    }

    @Test
    void everyIdComesBackAndIsItsOwn() {
        try (LeaseStore store = Stores.open(database(), "leasehold")) {
            Samples.submit(store, IDS);
            LeaseId lease = Samples.granted(store, 1);
            List<JobRecord> claimed = Stream.of(1L, 2L)
                    .flatMap(number -> Samples.claim(store, lease, number).stream())
                    .toList();

            assertThat(claimed).extracting(job -> job.id().value()).containsExactlyInAnyOrder(IDS);
            assertThat(store.submit(Stream.of(IDS).map(Samples::submission).toList()))
                    .allSatisfy(answer -> assertThat(answer).isInstanceOf(io.leasehold.store.SubmitAnswer.Same.class));
            assertThat(Stream.of(IDS)
                            .map(id -> store.find(new JobId(id))
                                    .orElseThrow()
                                    .payload()
                                    .utf8()))
                    .containsExactly(Stream.of(IDS).map(id -> "to " + id).toArray(String[]::new));
        }
    }

    @Test
    void pagesFollowTheOrderOfUtf8Bytes() {
        JobId[] sorted = Stream.of(IDS).map(JobId::new).sorted().toArray(JobId[]::new);
        try (LeaseStore store = Stores.open(database(), "leasehold")) {
            Samples.submit(store, IDS);
            LeaseId lease = Samples.granted(store, 1);
            Samples.claim(store, lease, 2);
            JobQuery query = new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 3);
            Stream<JobId> listed = Stream.iterate(store.list(query), page -> store.list(query.after(last(page))))
                    .limit((IDS.length + 2) / 3)
                    .flatMap(page -> page.jobs().stream().map(JobRecord::id));

            assertThat(listed).containsExactly(sorted);
            assertThat(store.owned(lease, Optional.empty()).jobs())
                    .extracting(OwnedPage.Owned::id)
                    .containsExactly(sorted);
        }
    }

    private static JobId last(JobPage page) {
        return page.jobs().get(page.jobs().size() - 1).id();
    }
}

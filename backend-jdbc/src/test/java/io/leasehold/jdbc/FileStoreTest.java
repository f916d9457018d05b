package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    @TempDir
    private Path folder;

    private String uri = "";

    @BeforeEach
    void nameTheFile() {
        uri = Stores.fileUri(folder);
    }

    @Test
    void hasNothingToWarnOf() {
        try (LeaseStore store = open()) {
            assertThat(store.describe().warnings()).isEmpty();
        }
    }

    @Test
    void reopeningKeepsEverything() {
        LeaseId lease;
        List<JobRecord> before;
        try (LeaseStore store = open()) {
            Samples.submit(store, "a", "😀");
            lease = Samples.granted(store, 1);
            Samples.claim(store, lease, 2);
            store.ring();
            before = jobs(store);
        }
        try (LeaseStore store = open()) {
            assertThat(jobs(store)).isEqualTo(before).hasSize(2);
            assertThat(store.bell()).isEqualTo(1);
            assertThat(store.renew(lease, Duration.ZERO, Load.NONE)).isInstanceOf(LeaseState.Live.class);
            assertThat(Samples.claim(store, lease, 2)).hasSize(2);
        }
    }

    @Test
    void twoStoresOverOneFileSeeEachOther() {
        try (LeaseStore one = open();
                LeaseStore two = open()) {
            Samples.submit(one, "a");

            assertThat(Samples.claim(two, Samples.granted(two, 2), 2)).hasSize(1);
            assertThat(Samples.claim(one, Samples.granted(one, 1), 2)).isEmpty();
            assertThat(one.find(new JobId("a")).orElseThrow().ownership().owner())
                    .contains(LeaseId.of(2));
        }
    }

    @Test
    void anotherProcessWorksOnTheSameFileAtTheSameTime() throws Exception {
        try (LeaseStore store = open()) {
            Samples.submit(store, "a", "b");
            String said = OtherProcess.run(folder, uri);

            assertThat(said).contains("claimed 2");
            assertThat(store.owned(LeaseId.of(99), Optional.empty()).jobs()).hasSize(2);
        }
    }

    @Test
    void aProcessThatNothingTellsOfAStoreOpensTheEmbeddedFileInItsFolder() throws Exception {
        try (LeaseStore store = open()) {
            Samples.submit(store, "a");
        }
        String said = OtherProcess.run(folder);

        assertThat(said)
                .contains("claimed 1")
                .contains("opening the store \"jdbc:h2:./leasehold\" (the embedded H2 file in the working directory "
                        + folder);
    }

    @Test
    void anInterruptedThreadClosesNothing() {
        try (LeaseStore store = open()) {
            Thread.currentThread().interrupt();
            try {
                store.ring();
            } catch (io.leasehold.store.StoreException e) {
                // An interrupted wait for a connection may say so; what counts is that the store goes on.
                assertThat(e).isNotNull();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            store.ring();
            Samples.submit(store, "a");

            assertThat(store.bell()).isPositive();
            assertThat(jobs(store)).hasSize(1);
        }
    }

    private LeaseStore open() {
        return Stores.open(uri, "leasehold");
    }

    private static List<JobRecord> jobs(LeaseStore store) {
        return store.list(JobQuery.all()).jobs();
    }
}

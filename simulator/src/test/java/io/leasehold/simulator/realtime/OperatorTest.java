package io.leasehold.simulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What three lost owners in a row made look like poison goes on, and nothing else that was set aside does. */
class OperatorTest {
    private static final LeaseId LEASE = LeaseId.of(0xa);

    private final LeaseStore store =
            LeaseStores.open("jdbc:h2:mem:operator-" + System.nanoTime(), StoreOptions.DEFAULT, PrepareMode.CREATE);
    private final History history = new History(System::nanoTime);

    @AfterEach
    void close() {
        store.close();
    }

    private void setAside(String name, Status status) {
        JobId job = new JobId(name);
        store.submit(
                List.of(new Submission(job, "type", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), Duration.ZERO)));
        store.grant(LEASE, "a", Duration.ofSeconds(60));
        JobRecord claimed = store.claim(new ClaimRequest(
                        LEASE, 1, List.of(new ReadableType("type", 1, 1)), new ClaimRequest.Named(job)))
                .get(0);
        store.write(List.of(new Write(
                job,
                LEASE,
                claimed.ownership().token(),
                1,
                claimed.progress().change().status(status).done(),
                Optional.empty(),
                true)));
        assertThat(status(name)).isEqualTo(status);
    }

    private Status status(String name) {
        return store.find(new JobId(name)).orElseThrow().progress().status();
    }

    @Test
    void startsWhatIsQuarantinedAtTheSecondLook() {
        setAside("innocent", Status.QUARANTINED);
        setAside("parked", Status.PARKED);
        setAside("failed", Status.FAILED);
        assertThat(FinalRecords.reached(store)).isFalse();
        Operator operator = new Operator(store, history);
        operator.look();
        assertThat(history.events()).isEmpty();
        assertThat(status("innocent")).isEqualTo(Status.QUARANTINED);
        operator.look();
        operator.look();
        assertThat(history.events())
                .singleElement()
                .satisfies(event -> assertThat(((Ordered) event).job()).isEqualTo("innocent"));
        assertThat(status("innocent")).isEqualTo(Status.READY);
        assertThat(List.of(status("parked"), status("failed"))).containsExactly(Status.PARKED, Status.FAILED);
    }

    @Test
    void looksByItselfUntilItIsClosed() {
        setAside("innocent", Status.QUARANTINED);
        try (Operator operator = Operator.start(store, history, Duration.ofMillis(5))) {
            await().until(() -> status("innocent") == Status.READY);
        }
        assertThat(history.events()).hasSize(1);
    }
}

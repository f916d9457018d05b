package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
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
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger looks at what was committed, in the right order and whatever the store said. */
class LedgerStoreTest {
    private static final JobId JOB = new JobId("reminder");
    private static final RunId RUN = RunId.of(1);
    private static final LeaseId LEASE = LeaseId.of(0xa);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final String uri = "jdbc:h2:mem:looks-" + System.nanoTime();
    private final History history = new History(System::nanoTime);
    private final LeaseStore store = LeaseStores.open(uri, StoreOptions.DEFAULT, PrepareMode.CREATE);
    private final MessageTable table = MessageTable.create(connected(), "sim_a", history);
    private final StoreWitness witness = new StoreWitness("b", history, new Roster());

    private Connection connected() {
        try {
            return DriverManager.getConnection(uri);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void submitted() {
        store.submit(List.of(new Submission(JOB, "type", 1, Bytes.EMPTY, RUN, Optional.empty(), Duration.ZERO)));
    }

    @AfterEach
    void close() {
        table.close();
        store.close();
    }

    private static EffectStarted message(String instance) {
        return new EffectStarted(0, JOB.value(), RUN.value(), 1, 1, instance, "text", "before", "after", 0L);
    }

    private JobRecord claimed(LeaseStore seen) {
        LeaseStore watched = witness.watching(seen);
        watched.grant(LEASE, "b", LONG);
        ReadableType type = new ReadableType("type", 1, 1);
        return watched.claim(new ClaimRequest(LEASE, 1, List.of(type), new ClaimRequest.Named(JOB)))
                .get(0);
    }

    private List<Class<? extends HistoryEvent>> kinds() {
        return history.events().stream()
                .<Class<? extends HistoryEvent>>map(HistoryEvent::getClass)
                .toList();
    }

    @Test
    void whatAFormerOwnerCommittedIsToldBeforeTheClaim() throws SQLException {
        try (Connection former = connected()) {
            table.insert(former, "a-1", message("a"));
        }
        claimed(new LedgerStore(store, table));
        assertThat(kinds()).containsSubsequence(EffectStarted.class, Claimed.class);
    }

    @Test
    void aCommitThatNobodyAnsweredIsSeen() {
        LedgerStore seen = new LedgerStore(new TransactingStore(store, Connection.class, Unanswered::new), table);
        JobRecord job = claimed(seen);
        Write write = new Write(
                JOB,
                LEASE,
                job.ownership().token(),
                1,
                job.progress().change().sequence(2).done(),
                Optional.empty(),
                false);
        SameTransaction<Connection> transactions =
                TransactingStore.of(seen, Connection.class).orElseThrow();
        assertThatThrownBy(() ->
                        transactions.perform(write, LONG, connection -> table.insert(connection, "b-1", message("b"))))
                .isInstanceOf(UnknownOutcome.class);
        assertThat(kinds()).containsOnlyOnce(EffectStarted.class);
    }

    private record Unanswered(SameTransaction<Connection> kept) implements SameTransaction<Connection> {
        @Override
        public Class<Connection> connectionType() {
            return kept.connectionType();
        }

        @Override
        public WriteAnswer perform(Write write, Duration limit, Work<? super Connection> work) throws WorkFailed {
            throw new UnknownOutcome("committed: " + kept.perform(write, limit, work));
        }

        @Override
        public SubmitAnswer submit(Connection connection, Submission submission) {
            return kept.submit(connection, submission);
        }
    }
}

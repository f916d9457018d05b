package io.leasehold.simulator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.ClaimStranded;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordKey;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the witness at the storage makes of applied record calls; its clock is at 1,000 s when the history is at 0 ms. */
class RecordWitnessTest {
    private static final LeaseId A = LeaseId.of(0xa);
    private static final LeaseId B = LeaseId.of(0xb);
    private static final JobId JOB = new JobId("job");
    private static final RunId RUN = RunId.of(1);
    private static final Duration TTL = Duration.ofSeconds(60);

    private long millis;
    private final InMemoryRecordStore records = new InMemoryRecordStore(() -> 1_000_000 + millis);
    private final History history = new History(() -> millis * 1_000_000);
    private final RecordWitness witness = new RecordWitness(records);
    private final Roster roster = new Roster();
    private final RecordClient alice = new RecordClient("a", history, roster, witness);
    private final RecordClient bob = new RecordClient("b", history, roster, witness);
    private boolean tellsTime = true;
    private long travelMillis;
    private int seen;

    @BeforeEach
    void submitted() {
        direct().submit(List.of(new Submission(JOB, "type", 1, Bytes.EMPTY, RUN, Optional.empty(), Duration.ZERO)));
        alice.watching(direct()).grant(A, "a", TTL);
        store(alice).grant(A, "a", TTL);
        store(bob).grant(B, "b", TTL);
        fresh();
    }

    private LeaseStore direct() {
        return RecordLeaseStore.over(records, StoreOptions.DEFAULT);
    }

    /** The instance's own store; its record calls are applied at once. */
    private LeaseStore store(RecordClient client) {
        return client.watching(RecordLeaseStore.over(new Near(client), StoreOptions.DEFAULT));
    }

    private final class Near extends ForwardingRecords {
        private final RecordClient client;

        private Near(RecordClient client) {
            super(records);
            this.client = client;
        }

        @Override
        public long timeMillis() {
            long time = super.timeMillis();
            if (tellsTime) {
                client.heardTime(millis);
            }
            millis += travelMillis;
            return time;
        }

        @Override
        public Optional<Stored> read(String key) {
            return client.storage().read(key);
        }

        @Override
        public boolean create(String key, Bytes value) {
            return client.storage().create(key, value);
        }

        @Override
        public boolean replace(String key, String version, Bytes value) {
            return client.storage().replace(key, version, value);
        }

        @Override
        public boolean delete(String key, String version) {
            return client.storage().delete(key, version);
        }
    }

    /** What was written down since the last question. */
    private List<HistoryEvent> fresh() {
        List<HistoryEvent> all = history.events();
        List<HistoryEvent> news = all.subList(seen, all.size());
        seen = all.size();
        return news;
    }

    private static ClaimRequest claim(LeaseId lease, long number) {
        return new ClaimRequest(lease, number, List.of(new ReadableType("type", 1, 1)), new ClaimRequest.Named(JOB));
    }

    private JobRecord claimed() {
        JobRecord record = store(alice).claim(claim(A, 1)).get(0);
        fresh();
        return record;
    }

    private Write write(JobRecord record, long revision, Progress progress, boolean release) {
        Optional<Duration> delay = release ? Optional.empty() : Optional.of(Duration.ofSeconds(9));
        return new Write(JOB, A, record.ownership().token(), revision, progress, delay, release);
    }

    private static Progress intended(JobRecord record) {
        OpenStep step = OpenStep.intent(Bytes.EMPTY, Bytes.EMPTY, new Pace(Pace.From.INTENT, Duration.ofSeconds(9)));
        return record.progress().change().open(Optional.of(step)).done();
    }

    @Test
    void leasesAreGrantedRenewedAndEndedWhenTheirRecordIs() {
        LeaseId c = LeaseId.of(0xc);
        store(alice).grant(c, "c", TTL);
        assertThat(fresh()).containsExactly(new LeaseGranted(0, "a", c.value(), 60_000));
        millis = 5;
        store(alice).renew(c, TTL, Load.NONE);
        assertThat(fresh()).containsExactly(new LeaseRenewed(5, "a", c.value(), 60_000, true));
        store(bob).end(c, LeaseEnd.LOST);
        assertThat(fresh()).contains(new LeaseEnded(5, "b", c.value()));
        store(alice).renew(c, TTL, Load.NONE);
        assertThat(fresh()).containsExactly(new LeaseRenewed(5, "a", c.value(), 60_000, false));
    }

    @Test
    void aLeaseThatIsOnlyAskedForLivesWhenItsRecordIsRead() {
        store(alice).renew(A, Duration.ZERO, Load.NONE);
        assertThat(fresh()).containsExactly(new LeaseRenewed(0, "a", A.value(), 0, true));
        direct().find(JOB);
        assertThat(fresh()).isEmpty();
    }

    @Test
    void aLeaseThatLivesAgainIsToldAsRenewedSoThatGrantNotices() {
        String key = "l-" + A;
        RecordStore.Stored live = records.read(key).orElseThrow();
        store(alice).end(A, LeaseEnd.CLEAN);
        fresh();
        alice.storage().replace(key, records.read(key).orElseThrow().version(), live.value());
        assertThat(fresh()).containsExactly(new LeaseRenewed(0, "a", A.value(), 60_000, true));
    }

    @Test
    void aClaimIsToldOnceWhenTheJobsRecordIsWritten() {
        store(alice).claim(claim(A, 1));
        assertThat(fresh()).containsExactly(new Claimed(0, "job", RUN.value(), 1, "a", A.value(), null, "type", 1));
        assertThat(roster.jobsOf("a")).containsExactly("job");
    }

    @Test
    void aClaimUnderALeaseThatHasEndedIsStrandedAndToldAgainOnlyIfItIsAnswered() {
        JobRecord record = claimed();
        direct().end(A, LeaseEnd.LOST);
        String key = records.range("j-", "jz", 1).get(0).key();
        assertThat(RecordKey.job(key)).contains(JOB);
        RecordStore.Stored ofDead = records.read(key).orElseThrow();
        records.remove(key);
        alice.storage().create(key, ofDead.value());
        assertThat(fresh()).containsExactly(new ClaimStranded(0, "job", RUN.value(), 1, "a", A.value()));
        Roster empty = new Roster();
        RecordClient other = new RecordClient("c", history, empty, witness);
        other.granting(A);
        other.saw(record);
        assertThat(fresh()).containsExactly(new Claimed(0, "job", RUN.value(), 1, "c", A.value(), null, "type", 1));
    }

    @Test
    void anIntentThenItsOutcomeThenTheRelease() {
        JobRecord record = claimed();
        store(alice).write(List.of(write(record, 1, intended(record), false)));
        assertThat(fresh())
                .containsExactly(
                        new IntentSent(0, "job", RUN.value(), 1, 1, "a", 9_000),
                        new Written(0, "job", RUN.value(), 1, "a", 1, 1, 9_000L, 0L));
        assertThat(alice.hands().openSteps()).hasSize(1);
        Progress done = record.progress().change().sequence(2).done();
        store(alice).write(List.of(write(record, 2, done, true)));
        assertThat(fresh())
                .containsExactly(
                        new Written(0, "job", RUN.value(), 1, "a", 2, 2, null, null),
                        new StepClosed(0, "job", RUN.value(), 1, 1, "a"),
                        new Released(0, "job", RUN.value(), 1, "a", "READY"));
        assertThat(alice.hands().openSteps()).isEmpty();
    }

    @Test
    void aDueIsToldWithTheMomentAtWhichTheClockWasReadThatItIsReckonedBy() {
        JobRecord record = claimed();
        travelMillis = 7;
        store(alice).write(List.of(write(record, 1, intended(record), false)));
        assertThat(fresh()).contains(new Written(7, "job", RUN.value(), 1, "a", 1, 1, 8_993L, 0L));
        tellsTime = false;
        Progress done = record.progress().change().sequence(2).done();
        store(alice).write(List.of(write(record, 2, done, false)));
        assertThat(fresh())
                .as("by a call that heard none")
                .contains(new Written(14, "job", RUN.value(), 1, "a", 2, 2, 8_993L, null));
    }

    @Test
    void aRepeatedWriteAndAnOperatorsCommandAreNoWritesOfAnOwner() {
        JobRecord record = claimed();
        Write intent = write(record, 1, intended(record), false);
        store(alice).write(List.of(intent));
        fresh();
        store(alice).write(List.of(intent));
        store(alice).command(new Command(JOB, RUN, record.commandNumber(), new Command.Stop()));
        assertThat(fresh()).isEmpty();
    }

    @Test
    void anInstanceIsHalfDoneFromTheIndexEntryToTheJobsRecord() {
        alice.storage().create("o-" + A + "-x-1", Bytes.of(new byte[] {1}));
        assertThat(alice.halfDone()).isTrue();
        assertThat(bob.halfDone()).isFalse();
        store(alice).claim(claim(A, 1));
        assertThat(alice.halfDone()).isFalse();
    }
}

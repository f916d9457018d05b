package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens between two record calls of one claim does no harm. */
class RecordClaimsTest {
    private static final LeaseId LEASE = LeaseId.of(1);
    private static final LeaseId NEXT = LeaseId.of(2);
    private static final JobId JOB = new JobId("letter");

    private final RecordStore records = new InMemoryRecordStore(System::currentTimeMillis);
    private final LeaseStore store = RecordLeaseStore.over(records, StoreOptions.DEFAULT);

    static List<ClaimRequest.Target> targets() {
        return List.of(new ClaimRequest.Named(JOB), new ClaimRequest.Orphans(List.of(LEASE), 10, 1_000));
    }

    /** The job as the first lease has claimed it. */
    private JobRecord claimed() {
        store.grant(LEASE, "instance", Duration.ofHours(1));
        store.grant(NEXT, "next", Duration.ofHours(1));
        store.submit(
                List.of(new Submission(JOB, "mail", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), Duration.ZERO)));
        return claim(store, 2, new ClaimRequest.Named(JOB)).get(0);
    }

    @ParameterizedTest(name = "R10 a lease that ends while it claims takes nothing over from itself: {0}")
    @MethodSource("targets")
    void noTakeoverFromItself(ClaimRequest.Target target) {
        JobRecord taken = claimed();
        assertThat(taken.ownership().owner()).contains(LEASE);
        LeaseStore slow = RecordLeaseStore.over(new EndsTheLease(records, store), StoreOptions.DEFAULT);
        assertThat(claim(slow, 4, target)).isEmpty();
        JobRecord after = store.find(JOB).orElseThrow();
        assertThat(after.ownership()).isEqualTo(taken.ownership());
        assertThat(after.progress()).as("no lapse is counted").isEqualTo(taken.progress());
        assertThat(after.takeovers()).isEmpty();
    }

    @Test
    @DisplayName("R9 a late write of the former owner keeps nobody from taking its job over")
    void looksOnceMore() {
        JobRecord taken = claimed();
        store.end(LEASE, LeaseEnd.LAPSED);
        Write late = new Write(JOB, LEASE, 1, 1, taken.progress(), Optional.empty(), false);
        RecordStore slow = new ForwardingRecords(records) {
            @Override
            public boolean create(String key, Bytes value) {
                boolean created = super.create(key, value);
                if (key.equals(Keys.lastClaim(NEXT))) {
                    assertThat(store.write(List.of(late)).get(0)).isInstanceOf(WriteAnswer.Applied.class);
                }
                return created;
            }
        };
        var orphans = new ClaimRequest.Orphans(List.of(LEASE), 10, 1_000);
        List<JobRecord> brought = RecordLeaseStore.over(slow, StoreOptions.DEFAULT)
                .claim(new ClaimRequest(NEXT, 2, List.of(new ReadableType("mail", 1, 1)), orphans));
        assertThat(brought).extracting(JobRecord::id).containsExactly(JOB);
    }

    @Test
    @DisplayName("R9 a claim that loses every race brings nothing, and is no trouble")
    void losesEveryRace() {
        JobRecord taken = claimed();
        store.end(LEASE, LeaseEnd.LAPSED);
        AtomicLong revision = new AtomicLong();
        RecordStore busy = new ForwardingRecords(records) {
            @Override
            public boolean replace(String key, String version, Bytes value) {
                boolean takes = key.equals(Keys.job(JOB));
                if (takes) {
                    Write late = new Write(
                            JOB, LEASE, 1, revision.incrementAndGet(), taken.progress(), Optional.empty(), false);
                    assertThat(store.write(List.of(late)).get(0)).isInstanceOf(WriteAnswer.Applied.class);
                }
                return super.replace(key, version, value);
            }
        };
        var request = new ClaimRequest(
                NEXT, 2, List.of(new ReadableType("mail", 1, 1)), new ClaimRequest.Orphans(List.of(LEASE), 10, 1_000));
        assertThat(RecordLeaseStore.over(busy, StoreOptions.DEFAULT).claim(request))
                .isEmpty();
        assertThat(revision).hasValueGreaterThan(1);
        assertThat(store.claim(request)).extracting(JobRecord::id).containsExactly(JOB);
    }

    @Test
    @DisplayName("R8 a lease that ends once it has taken answers nothing, and what it took is an orphan at once")
    void endsWhileItClaims() {
        claimed();
        store.end(LEASE, LeaseEnd.LAPSED);
        RecordStore slow = new ForwardingRecords(records) {
            @Override
            public boolean replace(String key, String version, Bytes value) {
                boolean replaced = super.replace(key, version, value);
                if (RecordKey.job(key).isPresent()) {
                    store.end(NEXT, LeaseEnd.LAPSED);
                }
                return replaced;
            }
        };
        var orphans = new ClaimRequest.Orphans(List.of(LEASE), 10, 1_000);
        ClaimRequest request = new ClaimRequest(NEXT, 2, List.of(new ReadableType("mail", 1, 1)), orphans);
        assertThat(RecordLeaseStore.over(slow, StoreOptions.DEFAULT).claim(request))
                .isEmpty();
        assertThat(store.find(JOB).orElseThrow().ownership().owner()).contains(NEXT);
        LeaseId third = LeaseId.of(3);
        store.grant(third, "third", Duration.ofHours(1));
        var left = new ClaimRequest.Orphans(List.of(NEXT), 10, 1_000);
        assertThat(store.claim(new ClaimRequest(third, 2, List.of(new ReadableType("mail", 1, 1)), left)))
                .extracting(JobRecord::id)
                .containsExactly(JOB);
    }

    /** The lease ends once a claim has found it alive and asks for its last claim. */
    private static final class EndsTheLease extends ForwardingRecords {
        private final LeaseStore store;

        private EndsTheLease(RecordStore kept, LeaseStore store) {
            super(kept);
            this.store = store;
        }

        @Override
        public Optional<Stored> read(String key) {
            if (key.equals(Keys.lastClaim(LEASE))) {
                store.end(LEASE, LeaseEnd.LAPSED);
            }
            return super.read(key);
        }
    }

    private static List<JobRecord> claim(LeaseStore by, long number, ClaimRequest.Target target) {
        return by.claim(new ClaimRequest(LEASE, number, List.of(new ReadableType("mail", 1, 1)), target));
    }
}

package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record that somebody damaged by hand stands in nobody else's way, and its owner hears of it. */
class DamagedRecordsTest {
    private static final LeaseId LEASE = LeaseId.of(1);
    private static final LeaseId NEXT = LeaseId.of(2);
    private static final JobId WHOLE = new JobId("whole");
    private static final JobId DAMAGED = new JobId("damaged");
    private static final List<ReadableType> TYPES = List.of(new ReadableType("mail", 1, 1));
    private static final ClaimRequest.Orphans ORPHANS = new ClaimRequest.Orphans(List.of(LEASE), 10, 10_000);

    private final RecordStore records = new InMemoryRecordStore(System::currentTimeMillis);
    private final LeaseStore store = RecordLeaseStore.over(records, StoreOptions.DEFAULT);
    private List<JobRecord> claimed = List.of();

    @BeforeEach
    void twoJobsOfOneOwner() {
        store.grant(LEASE, "instance", Duration.ofHours(1));
        store.grant(NEXT, "next", Duration.ofHours(1));
        store.submit(List.of(submission(WHOLE), submission(DAMAGED)));
        claimed = store.claim(new ClaimRequest(LEASE, 1, TYPES, ORPHANS));
        if (claimed.size() < 2) {
            claimed = store.claim(new ClaimRequest(LEASE, 2, TYPES, ORPHANS));
        }
        assertThat(claimed).hasSize(2);
    }

    private static Submission submission(JobId job) {
        return new Submission(job, "mail", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), Duration.ZERO);
    }

    /** Whatever is left of a record: none of its beginnings can be read, and none may stand in the way. */
    static IntStream lengths() {
        return IntStream.range(0, 40);
    }

    private void damage(String key, int length) {
        RecordStore.Stored stored = records.read(key).orElseThrow();
        byte[] left = Arrays.copyOf(
                stored.value().toArray(), Math.min(length, stored.value().size() - 1));
        assertThat(records.replace(key, stored.version(), Bytes.of(left))).isTrue();
    }

    @ParameterizedTest(name = "R11 the others' writes are applied, its owner hears of the loss: {0} bytes left")
    @MethodSource("lengths")
    void itsOwnerHearsOfIt(int length) {
        damage(Keys.job(DAMAGED), length);
        List<Write> writes = claimed.stream()
                .map(job -> new Write(job.id(), LEASE, 1, 1, job.progress(), Optional.empty(), false))
                .toList();
        List<WriteAnswer> answers = store.write(writes);
        for (int i = 0; i < 2; i++) {
            if (claimed.get(i).id().equals(WHOLE)) {
                assertThat(answers.get(i)).isInstanceOf(WriteAnswer.Applied.class);
            } else {
                assertThat(answers.get(i)).isEqualTo(new WriteAnswer.Regressed(WriteAnswer.Loss.UNREADABLE));
            }
        }
    }

    @ParameterizedTest(name = "R9 the others are taken over: {0} bytes left")
    @MethodSource("lengths")
    void theOthersAreTakenOver(int length) {
        damage(Keys.job(DAMAGED), length);
        store.end(LEASE, LeaseEnd.LAPSED);
        assertThat(survey().orphans()).isTrue();
        assertThat(store.claim(new ClaimRequest(NEXT, 2, TYPES, ORPHANS)))
                .extracting(JobRecord::id)
                .containsExactly(WHOLE);
        assertThat(survey().orphans())
                .as("the damaged one is no orphan that anybody could take")
                .isFalse();
    }

    @Test
    @DisplayName("E15 the walk of an owner's jobs goes past it")
    void theWalkGoesPastIt() {
        damage(Keys.job(DAMAGED), 5);
        assertThat(store.owned(LEASE, Optional.empty()).jobs())
                .extracting(OwnedPage.Owned::id)
                .containsExactly(WHOLE);
    }

    @Test
    @DisplayName("R9 a claim that is repeated brings the others")
    void aRepeatedClaimBringsTheOthers() {
        damage(Keys.job(DAMAGED), 5);
        long number = claimed.get(0).ownership().claimNumber();
        assertThat(store.claim(new ClaimRequest(LEASE, number, TYPES, ORPHANS)))
                .extracting(JobRecord::id)
                .containsExactly(WHOLE);
    }

    @Test
    @DisplayName("R18 housekeeping goes past it")
    void housekeepingGoesPastIt() {
        damage(Keys.job(DAMAGED), 5);
        store.end(LEASE, LeaseEnd.LAPSED);
        assertThat(store.tidy(Optional.empty())).isNotNull();
    }

    @Test
    @DisplayName("R19 a list misses no job, so it names the record, and so does a look-up")
    void aListNamesIt() {
        damage(Keys.job(DAMAGED), 5);
        assertThatThrownBy(() -> store.list(JobQuery.all()))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining(Keys.job(DAMAGED));
        assertThatThrownBy(() -> store.find(DAMAGED))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining(
                        "of job \"damaged\" can't be read: it is damaged, or of a newer schema; repair or remove it by hand");
    }

    @Test
    @DisplayName("Repaired, the job goes on: its index entries were kept")
    void repairedItGoesOn() {
        RecordStore.Stored before = records.read(Keys.job(DAMAGED)).orElseThrow();
        theOthersAreTakenOver(5);
        records.replace(
                Keys.job(DAMAGED), records.read(Keys.job(DAMAGED)).orElseThrow().version(), before.value());
        assertThat(survey().orphans()).isTrue();
        assertThat(store.claim(new ClaimRequest(NEXT, 4, TYPES, ORPHANS)))
                .extracting(JobRecord::id)
                .containsExactly(DAMAGED);
    }

    @ParameterizedTest(name = "R6 a lease is buried in the place of what is left of it: {0} bytes left")
    @MethodSource("lengths")
    void aLeaseIsBuried(int length) {
        damage(Keys.lease(LEASE), length);
        Survey survey = survey();
        assertThat(survey.ended()).singleElement().satisfies(lease -> {
            assertThat(lease.id()).isEqualTo(LEASE);
            assertThat(lease.how()).isEqualTo(LeaseEnd.LOST);
        });
        assertThat(survey.orphans()).isTrue();
        assertThat(store.renew(LEASE, Duration.ofHours(1), Load.NONE)).isEqualTo(new LeaseState.Ended());
        assertThat(store.claim(new ClaimRequest(NEXT, 1, TYPES, ORPHANS)).size()
                        + store.claim(new ClaimRequest(NEXT, 2, TYPES, ORPHANS)).size())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("R3 who renews a lease that can't be read hears that it has ended, and it never lives again")
    void aRenewalBuriesIt() {
        RecordStore.Stored before = records.read(Keys.lease(LEASE)).orElseThrow();
        damage(Keys.lease(LEASE), 3);
        assertThat(store.renew(LEASE, Duration.ofHours(1), Load.NONE)).isEqualTo(new LeaseState.Ended());
        assertThat(records.replace(Keys.lease(LEASE), before.version(), before.value()))
                .isFalse();
        assertThat(store.grant(LEASE, "instance", Duration.ofHours(1))).isEqualTo(new LeaseState.Ended());
    }

    @Test
    @DisplayName("An index entry of which only the key is left still leads to its job")
    void anEntryIsItsKey() {
        store.end(LEASE, LeaseEnd.LAPSED);
        records.range("", "~", RecordStore.RANGE).stream()
                .filter(stored -> RecordKey.hint(stored.key()))
                .forEach(stored -> records.replace(stored.key(), stored.version(), Bytes.EMPTY));
        assertThat(survey().orphans()).isTrue();
        assertThat(store.claim(new ClaimRequest(NEXT, 2, TYPES, ORPHANS))).hasSize(2);
    }

    private Survey survey() {
        return store.survey(new SurveyRequest(NEXT, TYPES, Optional.empty(), SurveyRequest.LEASES));
    }
}

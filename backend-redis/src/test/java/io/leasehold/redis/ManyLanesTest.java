package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R5, R9: orphans of many owners, types and versions are found in the definition's order, whichever lanes they stand in. */
class ManyLanesTest {
    private static final int JOBS = 3_000;
    private static final LeaseId CALLER = LeaseId.of(1);

    private final LeaseStore store = Servers.store("lanes");
    private final LeaseStore definition = new InMemoryLeaseStore(System::currentTimeMillis, StoreOptions.DEFAULT);
    private final List<LeaseId> dead =
            IntStream.rangeClosed(2, 9).mapToObj(i -> LeaseId.of(i)).toList();

    @AfterEach
    void close() {
        store.close();
    }

    private static List<ReadableType> types(int from, int to, int oldest, int newest) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ReadableType("type " + i, oldest, newest))
                .toList();
    }

    /** 70 types in 4 versions each, a part of the jobs owned by leases that then end: more lanes than a few. */
    private void spread(LeaseStore over) {
        Random random = new Random(1);
        List<Submission> all = IntStream.range(0, JOBS)
                .mapToObj(i -> of("é" + random.nextInt(), random.nextInt(70), 1 + random.nextInt(4)))
                .toList();
        for (int from = 0; from < JOBS; from += Submission.BATCH) {
            over.submit(all.subList(from, Math.min(JOBS, from + Submission.BATCH)));
        }
        over.grant(CALLER, "caller", Samples.TTL);
        for (LeaseId lease : dead) {
            over.grant(lease, "dead", Samples.TTL);
            over.claim(new ClaimRequest(lease, 1, types(0, 60, 1, 4), orphans(200)));
            over.end(lease, LeaseEnd.LOST);
        }
    }

    private static Submission of(String id, int type, int version) {
        Submission any = Samples.submission(id);
        return new Submission(
                any.id(), "type " + type, version, any.payload(), any.run(), Optional.empty(), Duration.ZERO);
    }

    private static ClaimRequest.Orphans orphans(int most, LeaseId... dead) {
        return new ClaimRequest.Orphans(List.of(dead), most, 1 << 20);
    }

    @Test
    void claimsBringWhatTheDefinitionBrings() {
        spread(store);
        spread(definition);
        List<String> brought = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            ClaimRequest request =
                    new ClaimRequest(CALLER, number, types(3, 67, 2, 3), orphans(300, dead.toArray(LeaseId[]::new)));
            List<String> found = ids(store.claim(request));
            assertThat(found).as("claim %d", number).isEqualTo(ids(definition.claim(request)));
            brought.addAll(found);
        }
        assertThat(brought).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
    }

    private static List<String> ids(List<JobRecord> jobs) {
        return jobs.stream().map(job -> job.id().value()).toList();
    }

    @Test
    void surveysSeeWhetherThereIsAny() {
        spread(store);
        assertThat(orphansSeen(types(69, 70, 4, 9))).isTrue();
        assertThat(orphansSeen(types(69, 70, 5, 9))).as("no such version").isFalse();
        assertThat(orphansSeen(types(70, 71, 1, 4))).as("no such type").isFalse();
    }

    private boolean orphansSeen(List<ReadableType> types) {
        return store.survey(new SurveyRequest(CALLER, types, Optional.empty(), 0))
                .orphans();
    }
}

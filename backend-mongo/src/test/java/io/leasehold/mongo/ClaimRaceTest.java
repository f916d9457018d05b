package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R7: however many claim at once, each job has one owner and one token more. */
class ClaimRaceTest {
    private static final int CLAIMERS = 8;
    private static final int JOBS = 500;

    @Test
    void eachJobHasOneOwner() throws Exception {
        try (LeaseStore store = Samples.store(StandIn.freshDatabase())) {
            race(store);
        }
    }

    private static void race(LeaseStore store) throws Exception {
        Samples.submit(store, 0, JOBS);
        List<LeaseId> first = claimAll(store, 1, 100);
        first.forEach(lease -> store.end(lease, LeaseEnd.LAPSED));
        claimAll(store, 2, 200, first.toArray(LeaseId[]::new));
    }

    private static List<LeaseId> claimAll(LeaseStore store, long token, int base, LeaseId... dead) throws Exception {
        List<LeaseId> leases = IntStream.range(0, CLAIMERS)
                .mapToObj(i -> granted(store, base + i))
                .toList();
        Map<String, LeaseId> owners = new HashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLAIMERS);
        try {
            List<Callable<List<JobRecord>>> claimers = leases.stream()
                    .map(lease -> (Callable<List<JobRecord>>) () -> untilNothingIsLeft(store, lease, dead))
                    .toList();
            List<Future<List<JobRecord>>> all = threads.invokeAll(claimers);
            for (int i = 0; i < CLAIMERS; i++) {
                for (JobRecord job : all.get(i).get()) {
                    assertThat(job.ownership().token()).isEqualTo(token);
                    assertThat(owners.put(job.id().value(), leases.get(i))).isNull();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(owners).hasSize(JOBS);
        assertThat(store.list(JobQuery.all()).jobs())
                .hasSize(JOBS)
                .allSatisfy(job -> assertThat(job.ownership().owner())
                        .contains(owners.get(job.id().value())));
        return leases;
    }

    private static LeaseId granted(LeaseStore store, int number) {
        LeaseId lease = LeaseId.of(number);
        store.grant(lease, "claimer", Samples.TTL);
        return lease;
    }

    /** Two empty answers in a row have looked at everything, for every other claim begins at slot 0. */
    private static List<JobRecord> untilNothingIsLeft(LeaseStore store, LeaseId lease, LeaseId... dead) {
        List<JobRecord> all = new ArrayList<>();
        int empty = 0;
        for (long number = 1; empty < 2; number++) {
            var target = new ClaimRequest.Orphans(List.of(dead), 20, ClaimRequest.Orphans.DEFAULT_BYTES);
            List<JobRecord> brought = store.claim(new ClaimRequest(lease, number, Samples.TYPES, target));
            all.addAll(brought);
            empty = brought.isEmpty() ? empty + 1 : 0;
        }
        return all;
    }
}

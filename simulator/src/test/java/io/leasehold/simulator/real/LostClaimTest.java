package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.testservers.Fault;
import io.leasehold.testservers.FaultProxy;
import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * E15 over a real server: a claim of up to 1,000 jobs is applied, its answer is lost on the wire, and no repeat comes through. The engine
 * asks the store what its lease owns, and adopts them all before its lease could have lapsed.
 */
class LostClaimTest {
    private static final EngineSettings SETTINGS =
            EngineSettings.lasting(Duration.ofSeconds(30), Duration.ofSeconds(6), Duration.ofSeconds(12));
    private static final int JOBS = 1_000;
    private static final ClaimRequest.Target ALL = new ClaimRequest.Orphans(List.of(), JOBS, 64L << 20);

    private final StoreOptions options = StoreOptions.DEFAULT
            .namespace(
                    "claim_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36))
            .callTimeout(SETTINGS.callTimeout());
    private final Map<JobId, Integer> effects = new ConcurrentHashMap<>();
    private final JobType<Integer, Integer, Integer> type = JobType.named("message", 1)
            .codecs(Codec.number(), Codec.number(), Codec.number())
            .startingAt(payload -> 0)
            .next((job, done) -> done == 1 ? Step.finish() : Step.perform(1).then(1))
            .perform((number, delivery) -> effects.merge(delivery.step().job(), 1, Integer::sum));

    @Test
    void isAdoptedOverRedis() {
        if (GivenServer.REDIS.uri().isPresent()) {
            isAdopted(GivenServer.REDIS.uri().get(), 6379);
            return;
        }
        try (RedisProcess server = RedisProcess.started()) {
            isAdopted(server.uri(), 6379);
        }
    }

    private void isAdopted(String uri, int usualPort) {
        try (FaultProxy proxy = FaultProxy.before(uri, usualPort);
                LeaseStore store = LeaseStores.open(uri, options, PrepareMode.CREATE);
                LeaseStore proxied = LeaseStores.open(proxy.uri(), options, PrepareMode.NONE)) {
            int turns = turnsOfOneClaim(store, proxied, proxy);
            submit(store, "message");
            AtomicLong lostAt = new AtomicLong();
            AtomicLong taken = new AtomicLong();
            LeaseStore losing = new ForwardingStore(store) {
                @Override
                public List<JobRecord> claim(ClaimRequest request) {
                    if (lostAt.get() != 0) {
                        return proxied.claim(request);
                    }
                    // A pool asks a connection that idled whether it lives: that is a round trip too.
                    proxied.bell();
                    proxy.at(turns, Fault.pass(), Fault.cut());
                    try {
                        return proxied.claim(new ClaimRequest(request.lease(), request.number(), request.types(), ALL));
                    } finally {
                        proxy.refuse();
                        // A claim begins at a slot drawn by lot, and doesn't wrap.
                        taken.set(store.owned(request.lease(), Optional.empty())
                                .jobs()
                                .size());
                        lostAt.set(System.nanoTime());
                    }
                }
            };
            try (TakeoverEngine engine =
                    TakeoverEngine.on(losing).run(type).settings(SETTINGS).start()) {
                await().atMost(Duration.ofMinutes(1)).until(() -> taken.get() > 0 && effects.size() == taken.get());
                assertThat(Duration.ofNanos(System.nanoTime() - lostAt.get()))
                        .as("adopted, not taken over after a lapse")
                        .isLessThan(SETTINGS.ttl());
                assertThat(proxy.mend()).as("the answer was lost").isTrue();
                assertThat(effects.values()).containsOnly(1);
                assertThat(store.list(JobQuery.all()).jobs())
                        .allSatisfy(job -> assertThat(job.takeovers()).isEmpty());
            }
        }
    }

    /** How many round trips such a claim has, once connections and scripts are there. */
    private int turnsOfOneClaim(LeaseStore store, LeaseStore proxied, FaultProxy proxy) {
        submit(store, "rehearsal");
        LeaseId lease = LeaseId.of(1);
        store.grant(lease, "rehearsal", Duration.ofHours(1));
        List<ReadableType> types = List.of(new ReadableType("rehearsal", 1, 1));
        store.claim(new ClaimRequest(lease, 1, List.of(new ReadableType("none", 1, 1)), ALL));
        proxied.bell();
        long before = proxy.turns();
        assertThat(proxied.claim(new ClaimRequest(lease, 2, types, ALL))).isNotEmpty();
        return (int) (proxy.turns() - before);
    }

    private void submit(LeaseStore store, String kind) {
        for (int from = 0; from < JOBS; from += Submission.BATCH) {
            store.submit(IntStream.range(from, Math.min(JOBS, from + Submission.BATCH))
                    .mapToObj(i -> new Submission(
                            new JobId(kind + "-" + i),
                            kind,
                            1,
                            type.encode(i),
                            RunId.of(i + (kind.equals("message") ? JOBS : 0)),
                            Optional.empty(),
                            Duration.ZERO))
                    .toList());
        }
    }
}

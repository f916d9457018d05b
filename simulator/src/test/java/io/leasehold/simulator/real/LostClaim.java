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
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.testservers.Fault;
import io.leasehold.testservers.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** One engine, whose first claim asks for 1,000 jobs and doesn't hear what became of it. Used by one thread, once. */
final class LostClaim implements AutoCloseable {
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
    private final FaultProxy proxy;
    private final LeaseStore store;
    private final LeaseStore proxied;

    LostClaim(String uri, int usualPort) {
        proxy = FaultProxy.before(uri, usualPort);
        store = LeaseStores.open(uri, options, PrepareMode.CREATE);
        proxied = LeaseStores.open(proxy.uri(), options, PrepareMode.NONE);
    }

    /** How many round trips such a claim has, once connections and scripts are there. */
    int turns() {
        submit("rehearsal");
        LeaseId lease = LeaseId.of(1);
        store.grant(lease, "rehearsal", Duration.ofHours(1));
        List<ReadableType> types = List.of(new ReadableType("rehearsal", 1, 1));
        store.claim(new ClaimRequest(lease, 1, List.of(new ReadableType("none", 1, 1)), ALL));
        poolsAtRest();
        long before = proxy.turns();
        assertThat(proxied.claim(new ClaimRequest(lease, 2, types, ALL))).isNotEmpty();
        return (int) (proxy.turns() - before);
    }

    /** A pool looks after itself when it is new, and asks a connection that idled whether it lives: these are round trips too. */
    private void poolsAtRest() {
        long[] last = {0};
        await().during(Duration.ofMillis(300)).until(() -> last[0] == (last[0] = proxy.turns()));
        proxied.bell();
    }

    /**
     * Nothing is heard of the answer to this round trip: PostgreSQL, if it heard that its client is gone in the midst of so long an answer, would
     * undo the claim. Whatever the claim had taken by then comes to its engine before the
     * second heartbeat is sent, and is done once.
     *
     * @return how many jobs it had taken
     */
    int loses(int turn) {
        submit("message");
        poolsAtRest();
        Losing losing = new Losing(turn);
        try (TakeoverEngine engine =
                TakeoverEngine.on(losing).run(type).settings(SETTINGS).start()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> losing.lost && effects.size() >= Math.max(1, losing.taken));
        }
        assertThat(losing.met).as("the answer was lost").isTrue();
        assertThat(losing.came)
                .as(
                        "heartbeats that were sent between the loss of the claim and the coming of its job, round trip %s",
                        turn)
                .hasSizeGreaterThanOrEqualTo(Math.max(1, losing.taken))
                .allSatisfy((job, heartbeats) -> assertThat(heartbeats).isLessThanOrEqualTo(1));
        assertThat(effects.values()).containsOnly(1);
        assertThat(store.list(JobQuery.all()).jobs())
                .as("nobody took anything over")
                .allSatisfy(job -> assertThat(job.takeovers()).isEmpty());
        return losing.taken;
    }

    /** What the engine works on. */
    private final class Losing extends ForwardingStore {
        private final int turn;
        private final Map<JobId, Integer> came = new ConcurrentHashMap<>();
        private int heartbeats;
        private volatile boolean met;
        private volatile boolean lost;
        private volatile int taken;

        private Losing(int turn) {
            super(store);
            this.turn = turn;
        }

        @Override
        public List<JobRecord> claim(ClaimRequest request) {
            if (lost) {
                List<JobRecord> brought = proxied.claim(request);
                brought.forEach(job -> comes(job.id()));
                return brought;
            }
            proxied.bell();
            proxy.at(turn, Fault.pass(), Fault.drop());
            try {
                return proxied.claim(new ClaimRequest(request.lease(), request.number(), request.types(), ALL));
            } finally {
                isLost(request.lease());
            }
        }

        /** No repeat comes through; but one is needed where nothing was taken. A claim begins at a slot drawn by lot, and doesn't wrap. */
        private synchronized void isLost(LeaseId lease) {
            proxy.refuse();
            taken = store.owned(lease, Optional.empty()).jobs().size();
            met = proxy.mend();
            if (taken > 0) {
                proxy.refuse();
            }
            lost = true;
        }

        @Override
        public LeaseState renew(LeaseId lease, Duration extension, Load load) {
            beats();
            return super.renew(lease, extension, load);
        }

        private synchronized void beats() {
            heartbeats += lost ? 1 : 0;
        }

        @Override
        public Optional<JobRecord> find(JobId job) {
            Optional<JobRecord> found = super.find(job);
            found.ifPresent(record -> comes(record.id()));
            return found;
        }

        private synchronized void comes(JobId job) {
            came.putIfAbsent(job, heartbeats);
        }
    }

    private void submit(String kind) {
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

    @Override
    public void close() {
        proxied.close();
        store.close();
        proxy.close();
    }
}

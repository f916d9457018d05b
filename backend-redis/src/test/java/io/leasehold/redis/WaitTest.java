package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** A primary whose one replica must confirm what is changed before it is acknowledged: {@code wait=1}. */
class WaitTest {
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));
    private static final StoreOptions HASTY = StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(400));

    private final RedisProcess primary = RedisProcess.started();
    private final RedisProcess replica =
            RedisProcess.started("--replicaof", "127.0.0.1 " + primary.port(), "--repl-diskless-sync-delay", "0");
    private final RedisClient behind = RedisClient.create(primary.uri());
    private LeaseStore store;
    private LeaseStore hasty;

    @BeforeEach
    void open() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> behind.info("replication").contains("state=online"));
        store = opened(primary, 1, PATIENT);
        store.prepare(PrepareMode.CREATE);
        hasty = opened(primary, 1, HASTY);
    }

    static void following(RedisClient primary) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> primary.info("replication").contains("state=online"));
    }

    private static LeaseStore opened(RedisProcess server, int replicas, StoreOptions options) {
        return new RedisStoreProvider().open(server.uri() + "?wait=" + replicas, options);
    }

    @AfterEach
    void close() {
        hasty.close();
        store.close();
        behind.close();
        replica.close();
        primary.close();
    }

    @Test
    void whatAFrozenReplicaDoesntConfirmIsUnknownUntilItDoes() {
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a");
        List<Write> write = List.of(Samples.write(Samples.claim(store, lease, 2).get(0), 1, false));

        replica.freeze();
        long began = System.nanoTime();
        assertThatThrownBy(() -> hasty.write(write))
                .isInstanceOf(UnknownOutcome.class)
                .hasMessageContaining("only 0 of the 1 replicas")
                .hasMessageContaining("127.0.0.1:" + primary.port())
                .hasMessageNotContaining("\n");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(() -> hasty.write(write))
                .as("its repeat finds it done, and unconfirmed still")
                .isInstanceOf(UnknownOutcome.class);
        assertThat(store.find(new JobId("a")).orElseThrow().ownership().revision())
                .as("reading waits for nobody")
                .isOne();
        replica.thaw();

        assertThat(store.write(write)).hasOnlyElementsOfType(WriteAnswer.Applied.class);
    }

    /** None of them is told as failed, and reading and ringing go on. */
    @Test
    void whereThereIsNoReplicaEveryChangeIsUnknown() {
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a", "b");
        JobRecord job = Samples.named(store, lease, "a");
        replica.close();
        await().until(() -> behind.info("replication").contains("connected_slaves:0"));

        changes(lease, job)
                .forEach((name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(UnknownOutcome.class));
        others(lease).forEach((name, call) -> assertThatCode(call).as(name).doesNotThrowAnyException());
        assertThat(opened(primary, 1, HASTY).describe().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("only 0 of the 1 replicas"));
    }

    private Map<String, ThrowingCallable> changes(LeaseId lease, JobRecord job) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("prepare", () -> hasty.prepare(PrepareMode.CREATE));
        calls.put("grant", () -> Samples.granted(hasty, 2));
        calls.put("renew", () -> hasty.renew(lease, Samples.TTL, Load.NONE));
        calls.put("survey", () -> hasty.survey(new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64)));
        calls.put("claim", () -> Samples.claim(hasty, lease, 4));
        calls.put("write", () -> hasty.write(List.of(Samples.write(job, 1, false))));
        calls.put("submit", () -> Samples.submit(hasty, "c"));
        calls.put("command", () -> hasty.command(new Command(job.id(), job.run(), 0, new Command.Stop())));
        calls.put("takeLock", () -> hasty.takeLock(new LockName("door"), lease, 0));
        calls.put("releaseLock", () -> hasty.releaseLock(new LockName("door"), lease, 1, Duration.ZERO));
        calls.put("tidy", () -> hasty.tidy(Optional.empty()));
        calls.put("end", () -> hasty.end(lease, LeaseEnd.CLEAN));
        return calls;
    }

    private Map<String, ThrowingCallable> others(LeaseId lease) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("find", () -> hasty.find(new JobId("a")));
        calls.put("list", () -> hasty.list(JobQuery.all()));
        calls.put("owned", () -> hasty.owned(lease, Optional.empty()));
        calls.put("lock", () -> hasty.lock(new LockName("door")));
        calls.put("bell", hasty::bell);
        calls.put("ring", hasty::ring);
        calls.put("subscribe", () -> ((Subscribable) hasty).subscribe(() -> {}));
        return calls;
    }

    /** The same that FailOverTest sees lost without waiting. */
    @Test
    void whatWasAcknowledgedSurvivesTheLossOfThePrimary() {
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a", "b");
        JobRecord known = Samples.named(store, lease, "a");
        assertThat(store.write(List.of(Samples.write(known, 1, false))))
                .hasOnlyElementsOfType(WriteAnswer.Applied.class);
        replica.freeze();
        assertThatThrownBy(() -> hasty.write(List.of(Samples.write(known, 2, false))))
                .isInstanceOf(UnknownOutcome.class);
        primary.close();
        replica.thaw();

        try (RedisClient promoting = RedisClient.create(replica.uri())) {
            Servers.send(promoting, Protocol.Command.REPLICAOF, "NO", "ONE");
        }
        try (LeaseStore after = opened(replica, 0, PATIENT)) {
            assertThat(after.find(known.id()).orElseThrow().ownership().revision())
                    .isPositive();
            assertThat(after.write(List.of(Samples.write(known, 2, false))))
                    .as("the unknown write, repeated")
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
        }
    }

    @Test
    void whoMayNotWaitIsToldWhenTheStoreIsOpened() {
        Servers.send(behind, Protocol.Command.ACL, "SETUSER", "least", "on", ">g3h31m", "~*", "&*", "+@all", "-wait");
        String uri = "redis://least:g3h31m@127.0.0.1:" + primary.port() + "?wait=1";
        assertThatThrownBy(() -> new RedisStoreProvider().open(uri, PATIENT))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("wait")
                .hasMessageContaining("grant this user")
                .hasMessageNotContaining("g3h31m");
    }

    @Test
    void aUsersOwnClientWaitsTooIfItIsToldTo() {
        try (LeaseStore waiting = RedisLeaseStore.over(behind, HASTY, 2)) {
            assertThatThrownBy(() -> Samples.granted(waiting, 1))
                    .isInstanceOf(UnknownOutcome.class)
                    .hasMessageContaining("only 1 of the 2 replicas");
            assertThat(waiting.describe().warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("only 1 of the 2 replicas"));
        }
        assertThatThrownBy(() -> RedisLeaseStore.over(behind, HASTY, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 99");
    }
}

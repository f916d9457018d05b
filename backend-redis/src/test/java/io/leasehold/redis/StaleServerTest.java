package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Command.Stop;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.SurveyRequest;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/**
 * A server that may know less than the primary: what it answers is never believed. It refuses only who writes, so each call is made where
 * it changes nothing.
 */
class StaleServerTest {
    private final RedisProcess server = RedisProcess.started();
    private final RedisClient behind = RedisClient.create(server.uri());
    private final LeaseStore store = Servers.store(server.uri(), "stale");
    private final LeaseId lease = Samples.granted(store, 1);
    private final LeaseId ended = Samples.granted(store, 2);
    private final LockName lock = new LockName("lock");
    private final Map<String, ThrowingCallable> calls = new LinkedHashMap<>();

    @BeforeEach
    void workIsDone() {
        store.end(ended, LeaseEnd.CLEAN);
        Samples.submit(store, "a");
        JobRecord job = Samples.claim(store, lease, 2).get(0);
        store.write(List.of(Samples.write(job, 2, false)));
        store.takeLock(lock, lease, 0);
        store.tidy(Optional.empty());
        instances(job);
        clients(job);
    }

    private void instances(JobRecord job) {
        calls.put("prepare", () -> store.prepare(PrepareMode.CREATE));
        calls.put("a repeated grant", () -> store.grant(lease, "again", Samples.TTL));
        calls.put("a question for a lease", () -> store.renew(lease, Duration.ZERO, Load.NONE));
        calls.put("a renewal of an ended lease", () -> store.renew(ended, Samples.TTL, Load.NONE));
        calls.put("a repeated end", () -> store.end(ended, LeaseEnd.CLEAN));
        calls.put("survey", () -> store.survey(new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64)));
        calls.put("a repeated claim", () -> Samples.claim(store, lease, 2));
        calls.put("a claim by an ended lease", () -> Samples.claim(store, ended, 2));
        calls.put("a repeated write", () -> store.write(List.of(Samples.write(job, 2, false))));
        calls.put("a late write", () -> store.write(List.of(Samples.write(job, 1, false))));
        calls.put("a lock that is held", () -> store.takeLock(lock, ended, 1));
        calls.put("somebody else's lock", () -> store.releaseLock(lock, ended, 1, Duration.ZERO));
        calls.put("owned", () -> store.owned(lease, Optional.empty()));
        calls.put("tidy", () -> store.tidy(Optional.empty()));
        calls.put("bell", store::bell);
    }

    private void clients(JobRecord job) {
        calls.put("a repeated submission", () -> Samples.submit(store, "a"));
        calls.put(
                "a late command",
                () -> store.command(new io.leasehold.store.Command(job.id(), job.run(), 7, new Stop())));
        calls.put("lock", () -> store.lock(lock));
        calls.put("find", () -> store.find(new JobId("none")));
        calls.put("list", () -> store.list(JobQuery.all()));
    }

    @AfterEach
    void close() {
        store.close();
        behind.close();
        server.close();
    }

    @Test
    void aReplicaIsNotBelieved() {
        Servers.send(behind, Command.REPLICAOF, "127.0.0.1", "1");
        eachIsAnOutage();
        Servers.send(behind, Command.REPLICAOF, "NO", "ONE");
        eachIsAnswered();
    }

    @Test
    void norIsAReplicaThatAnswersNothingStale() {
        behind.configSet("replica-serve-stale-data", "no");
        Servers.send(behind, Command.REPLICAOF, "127.0.0.1", "1");
        calls.forEach((name, call) -> assertThatThrownBy(call)
                .as(name)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("MASTERDOWN"));
        Servers.send(behind, Command.REPLICAOF, "NO", "ONE");
        eachIsAnswered();
    }

    /** Another one may be the primary by then. */
    @Test
    void norIsAPrimaryThatIsCutOffFromItsReplicas() {
        behind.configSet("min-replicas-to-write", "1");
        eachIsAnOutage();
        behind.configSet("min-replicas-to-write", "0");
        eachIsAnswered();
    }

    private void eachIsAnOutage() {
        calls.forEach((name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(StoreUnavailable.class));
    }

    private void eachIsAnswered() {
        String before = everything();
        calls.forEach((name, call) -> assertThatCode(call).as(name).doesNotThrowAnyException());
        assertThat(everything()).as("none of these calls changes anything").isEqualTo(before);
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        behind.keys("*").stream().sorted().forEach(key -> all.append(key).append(Arrays.toString(behind.dump(key))));
        return all.toString();
    }
}

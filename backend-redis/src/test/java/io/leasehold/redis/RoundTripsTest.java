package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.SurveyRequest;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** One round trip a call, however many jobs there are, as the server counts them; and how much a script does. */
class RoundTripsTest {
    private static final Pattern CALLS = Pattern.compile("cmdstat_(\\w+):calls=([0-9]+)");

    private final RedisProcess server = RedisProcess.started();
    private final RedisClient behind = RedisClient.create(server.uri());
    private final LeaseStore store = Servers.store(server.uri(), "trips");

    @AfterEach
    void close() {
        store.close();
        behind.close();
        server.close();
    }

    @Test
    void everyCallIsOneScript() {
        LeaseId lease = LeaseId.of(1);
        LeaseId gone = LeaseId.of(2);
        warm(lease, gone);
        SurveyRequest survey = new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64);
        LockName lock = new LockName("lock");

        assertThat(scripts(() -> store.grant(LeaseId.of(3), "another", Samples.TTL)))
                .isOne();
        assertThat(scripts(() -> store.renew(lease, Samples.TTL, Load.NONE))).isOne();
        assertThat(scripts(() -> store.end(gone, LeaseEnd.LAPSED))).isOne();
        assertThat(scripts(() -> store.survey(survey))).isOne();
        assertThat(scripts(() -> Samples.claim(store, lease, 4, gone))).isOne();
        assertThat(scripts(() -> Samples.claim(store, lease, 4, gone))).isOne();
        List<JobRecord> owned = Samples.claim(store, lease, 4, gone);
        assertThat(owned).hasSize(256);
        assertThat(scripts(() -> store.write(
                        owned.stream().map(job -> Samples.write(job, 1, false)).toList())))
                .isOne();
        assertThat(scripts(() -> store.submit(IntStream.range(1000, 1256)
                        .mapToObj(i -> Samples.submission("job " + i))
                        .toList())))
                .isOne();
        assertThat(scripts(() -> store.command(new io.leasehold.store.Command(
                        owned.get(0).id(), owned.get(0).run(), 0, new io.leasehold.store.Command.Stop()))))
                .isOne();
        assertThat(scripts(() -> store.find(owned.get(0).id()))).isOne();
        assertThat(scripts(() -> store.list(JobQuery.all()))).isOne();
        assertThat(scripts(() -> store.owned(lease, Optional.empty()))).isOne();
        assertThat(scripts(() -> store.tidy(Optional.empty()))).isOne();
        assertThat(scripts(store::bell)).isOne();
        assertThat(scripts(store::ring)).isOne();
        assertThat(scripts(() -> store.takeLock(lock, lease, 0))).isOne();
        assertThat(scripts(() -> store.releaseLock(lock, lease, 1, Duration.ZERO)))
                .isOne();
    }

    /** Every script is known to the server, and 256 jobs are the dead lease's, 300 more nobody's. */
    private void warm(LeaseId lease, LeaseId gone) {
        for (Script script : Script.values()) {
            behind.scriptLoad(script.text());
        }
        store.grant(lease, "here", Samples.TTL);
        store.grant(gone, "gone", Samples.TTL);
        submit(0, 256);
        assertThat(Samples.claim(store, gone, 2)).hasSize(256);
        submit(256, 556);
    }

    private void submit(int from, int to) {
        for (int first = from; first < to; first += 256) {
            store.submit(IntStream.range(first, Math.min(to, first + 256))
                    .mapToObj(i -> Samples.submission("job " + i))
                    .toList());
        }
    }

    @Test
    void whatAScriptDoesDoesntGrowWithTheJobs() {
        LeaseId lease = LeaseId.of(1);
        LeaseId gone = LeaseId.of(2);
        warm(lease, gone);
        store.end(gone, LeaseEnd.LAPSED);
        SurveyRequest survey = new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64);
        long few = commands(() -> store.survey(survey));
        submit(2_000, 8_000);

        assertThat(commands(() -> store.survey(survey))).isEqualTo(few);
        assertThat(commands(() -> store.renew(lease, Samples.TTL, Load.NONE))).isLessThan(8);
        assertThat(commands(() -> Samples.claim(store, lease, 2, gone)))
                .as("a claim of 256 among 6,500 orphans")
                .isLessThan(20 * 256);
        assertThat(commands(() -> store.find(new JobId("job 1")))).isLessThan(8);
    }

    /** For their load is summed up: that is what docs/stores.md says of it. */
    @Test
    void aSurveyReadsEachLiveLeaseOnce() {
        LeaseId lease = Samples.granted(store, 1);
        SurveyRequest survey = new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64);
        behind.scriptLoad(Script.SURVEY.text());
        long alone = commands(() -> store.survey(survey));
        IntStream.rangeClosed(2, 101).forEach(i -> Samples.granted(store, i));
        assertThat(commands(() -> store.survey(survey))).isEqualTo(alone + 100);
    }

    private long scripts(Runnable call) {
        return counted(call, "eval|evalsha");
    }

    private long commands(Runnable call) {
        return counted(call, "(?!info|config|eval).*");
    }

    private long counted(Runnable call, String commands) {
        Servers.send(behind, Command.CONFIG, "RESETSTAT");
        call.run();
        Matcher calls = CALLS.matcher(behind.info("commandstats"));
        long count = 0;
        while (calls.find()) {
            count += calls.group(1).matches(commands) ? Long.parseLong(calls.group(2)) : 0;
        }
        return count;
    }
}

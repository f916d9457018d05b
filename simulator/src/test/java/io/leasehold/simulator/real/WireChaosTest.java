package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Downtime;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.testservers.FaultProxy;
import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.MariaDbProcess;
import io.leasehold.testservers.MongoStandIn;
import io.leasehold.testservers.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Kills, freezes and an orderly stop, while answers and requests are lost, connections reset, refused and swallowed between all
 * instances and a real server. Every oracle of real runs judges, but that a downtime may be longer by what the wire was in trouble: G6
 * holds while the store answers in time.
 */
class WireChaosTest {
    private static final long SEED = 11;

    /** How long each job takes by itself: long enough for all faults to find one at work, however the trouble spreads them. */
    private static final int SECONDS = 12;

    private static final FaultCounts FAULTS = new FaultCounts(
            Map.of(Phase.AFTER_INTENT, 1, Phase.AFTER_EFFECT, 1, Phase.IDLE, 1), Map.of(Phase.AFTER_EFFECT, 1), 1);

    @Test
    void overRedis() throws InterruptedException {
        Optional<String> given = GivenServer.REDIS.uri();
        if (given.isPresent()) {
            holds(given.get(), 6379);
            return;
        }
        assumeThat(linux())
                .as("a Redis server is at hand for this kind of machine")
                .isTrue();
        try (RedisProcess server = RedisProcess.started("--appendonly", "yes", "--appendfsync", "always")) {
            holds(server.uri(), 6379);
        }
    }

    @Test
    void overPostgres() throws IOException, InterruptedException {
        Optional<String> given = GivenServer.POSTGRES.uri();
        if (given.isPresent()) {
            holds(given.get(), 5432);
            return;
        }
        assumeThat(linux())
                .as("a PostgreSQL server is at hand for this kind of machine")
                .isTrue();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .setServerConfig("fsync", "on")
                .start()) {
            holds(server.getJdbcUrl("postgres", "postgres"), 5432);
        }
    }

    @Test
    void overMariaDb() throws InterruptedException {
        Optional<String> given = GivenServer.MARIADB.uri();
        if (given.isPresent()) {
            holds(given.get(), 3306);
            return;
        }
        assumeThat(MariaDbProcess.isAtHand())
                .as("a MariaDB server is at hand: run Maven with -Dmariadb on Linux, or name one by "
                        + GivenServer.MARIADB.variable())
                .isTrue();
        try (MariaDbProcess server = MariaDbProcess.started(MariaDbProcess.FORGETFUL)) {
            holds(server.uri(), 3306);
        }
    }

    @Test
    void overMongoDb() throws InterruptedException {
        Optional<String> given = GivenServer.MONGODB.uri();
        if (given.isPresent()) {
            holds(given.get(), 27017);
            return;
        }
        try (MongoStandIn server = MongoStandIn.started()) {
            holds(server.uri(), 27017);
        }
    }

    private static boolean linux() {
        return (System.getProperty("os.name") + " " + System.getProperty("os.arch")).equals("Linux amd64");
    }

    private static void holds(String uri, int usualPort) throws InterruptedException {
        try (FaultProxy proxy = FaultProxy.before(uri, usualPort)) {
            RunOptions options =
                    new RunOptions(ShortRun.scenario(FAULTS, SECONDS), Optional.of(uri), 10, 3, SEED, Terms.DEFAULT);
            for (int attempt = 1; ; attempt++) {
                History history = new History(System::nanoTime);
                TroubledWire trouble = new TroubledWire(
                        proxy, history, options.scenario().automations().size(), SEED);
                RunResult result;
                try (trouble) {
                    result = new RealRun(options, history, Seams.NONE, Aim.outside(), any -> proxy.uri()).run();
                }
                boolean last = attempt == ShortRun.TRIES;
                if (result.verdict() != Verdict.INVALID || last) {
                    judge(result, trouble);
                    if (allHit(result, trouble) || last) {
                        assertThat(result.missed()).as("planned faults").isEmpty();
                        assertThat(trouble.counts().values())
                                .as("trouble on the wire")
                                .allMatch(count -> count > 0);
                        return;
                    }
                }
            }
        }
    }

    /** A run that a planned fault found no occasion in shows too little; what it shows is judged, and it is repeated. */
    private static boolean allHit(RunResult result, TroubledWire trouble) {
        return result.missed().isEmpty() && trouble.counts().values().stream().allMatch(count -> count > 0);
    }

    private static void judge(RunResult result, TroubledWire trouble) {
        System.out.println(result.store() + ": " + trouble.counts() + ", in trouble for "
                + trouble.total().toMillis() + " ms; "
                + result.judgements().stream()
                        .map(judgement -> judgement.oracle() + " " + judgement.opportunities())
                        .toList());
        for (Judgement judgement : result.judgements()) {
            if (!judgement.oracle().equals("DOWN")) {
                assertThat(judgement.violations()).as(judgement.oracle()).isEmpty();
            }
        }
        List<Downtime> downtimes = Downtime.of(result.evidence().events());
        Duration most = result.evidence().bounds().crash().plus(trouble.total());
        assertThat(downtimes)
                .isNotEmpty()
                .allSatisfy(downtime -> assertThat(downtime.millis()).isLessThanOrEqualTo(most.toMillis()));
    }
}

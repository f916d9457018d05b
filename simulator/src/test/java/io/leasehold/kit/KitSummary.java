package io.leasehold.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kit left of its run over one of our stores, in the build directory of the module where that is tested.
 *
 * @param store the store, for people
 * @param module where its test lives
 * @param test the class that runs the kit
 * @param everywhere whether every build runs it, or only one that has its server
 */
record KitSummary(String store, String module, String test, boolean everywhere) {
    private static final String MONGO_STAND_IN = "MongoDB stand-in";

    private KitSummary(String store, String module, String test) {
        this(store, module, test, true);
    }

    static List<KitSummary> all() {
        return List.of(
                new KitSummary("in memory", "tck", "io.leasehold.tck.InMemoryLeaseStoreTckTest"),
                new KitSummary("records on the heap", "tck", "io.leasehold.tck.record.RecordLeaseStoreTckTest"),
                new KitSummary("records far away", "tck", "io.leasehold.tck.port.SlowStoreTckTest"),
                new KitSummary("H2 in memory", "backend-jdbc", "io.leasehold.jdbc.H2MemoryTckTest"),
                new KitSummary("H2 in a file", "backend-jdbc", "io.leasehold.jdbc.H2FileTckTest"),
                new KitSummary("PostgreSQL", "backend-jdbc", "io.leasehold.jdbc.PostgresTckTest"),
                new KitSummary("MariaDB", "backend-jdbc", "io.leasehold.jdbc.MariaDbTckTest", false),
                new KitSummary("Redis", "backend-redis", "io.leasehold.redis.RedisTckTest"),
                new KitSummary(mongo(), "backend-mongo", "io.leasehold.mongo.MongoTckTest"));
    }

    /** What {@code MongoTckTest} runs over: a stand-in is never told as a server. */
    private static String mongo() {
        return System.getenv("LEASEHOLD_TEST_MONGODB_URI") == null ? MONGO_STAND_IN : "MongoDB";
    }

    /** What the kit can't tell of this store because its server was not there; empty: nothing. */
    String open() {
        return store.equals(MONGO_STAND_IN) ? "scale, indexes, durability, fail-over: not tested: no mongod" : "";
    }

    boolean isThere() {
        return Files.exists(file());
    }

    /** Whether the test has run, so that its summary ought to be there. */
    boolean hasRun() {
        return Files.exists(target().resolve("surefire-reports").resolve(test + ".txt"));
    }

    JsonNode read() throws IOException {
        return JsonMapper.builder().build().readTree(file().toFile());
    }

    /** The rules in order, each with what came of its cases. */
    Map<String, JsonNode> rules() throws IOException {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        read().get("rules").forEach(rule -> rules.put(rule.get("rule").asText(), rule));
        return rules;
    }

    private Path file() {
        return target().resolve("leasehold-tck").resolve(test + ".json");
    }

    private Path target() {
        return Path.of("..", module, "target");
    }
}

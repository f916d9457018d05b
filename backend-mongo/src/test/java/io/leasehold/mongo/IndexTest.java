package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.leasehold.store.Command;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No command about jobs scans them, as the server explains it. The stand-in has no planner, so there it can't be told. */
class IndexTest implements CommandListener {
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);
    private static final Set<String> EXPLAINED =
            Set.of("find", "aggregate", "update", "delete", "distinct", "findAndModify");

    /** What a driver adds for itself, or what explaining refuses. */
    private static final List<String> NOT_EXPLAINED = List.of(
            "lsid", "$db", "$clusterTime", "$readPreference", "txnNumber", "writeConcern", "readConcern", "maxTimeMS");

    private final List<BsonDocument> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void onlyWhereThereIsAPlanner() {
        assumeFalse(StandIn.isStandIn(), "not tested: no mongod");
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (EXPLAINED.contains(event.getCommandName())) {
            heard.add(event.getCommand().clone());
        }
    }

    @Test
    void noCommandScansTheJobs() {
        StoreOptions options = StoreOptions.DEFAULT.retention(Retention.DEFAULT.tombstones(Duration.ofHours(1)));
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(StandIn.servers()))
                        .addCommandListener(this)
                        .build());
                LeaseStore store = MongoLeaseStore.over(client, StandIn.freshDatabase(), options)) {
            store.prepare(PrepareMode.CREATE);
            Samples.submit(store, 0, 2_000);
            ask(store);
            assertThat(heard).isNotEmpty();
            List.copyOf(heard).forEach(command -> explain(client, command));
        }
    }

    private static void ask(LeaseStore store) {
        store.grant(ALICE, "alice", Samples.TTL);
        store.grant(BOB, "bob", Samples.TTL);
        List<JobRecord> owned = Samples.claim(store, ALICE, 2);
        Samples.claim(store, ALICE, 2);
        store.write(owned.stream().map(job -> Samples.intent(job, 1)).toList());
        store.owned(ALICE, Optional.empty());
        store.command(new Command(owned.get(0).id(), owned.get(0).run(), 0, new Command.Stop()));
        store.end(ALICE, LeaseEnd.LAPSED);
        store.survey(new SurveyRequest(BOB, Samples.TYPES, Optional.empty(), 64));
        Samples.claim(store, BOB, 1, ALICE);
        store.find(owned.get(0).id());
        store.list(JobQuery.all());
        store.list(new JobQuery(Optional.empty(), Optional.of(Status.READY), Optional.empty(), Optional.empty(), 10));
        store.list(new JobQuery(Optional.empty(), Optional.empty(), Optional.of(BOB), Optional.empty(), 10));
        Optional<String> cursor = store.tidy(Optional.empty()).next();
        while (cursor.isPresent()) {
            cursor = store.tidy(cursor).next();
        }
    }

    private static void explain(MongoClient client, BsonDocument command) {
        BsonDocument asked = command.clone();
        MongoDatabase database = client.getDatabase(asked.getString("$db").getValue());
        if (!asked.getString(asked.getFirstKey()).getValue().endsWith("_jobs")) {
            return;
        }
        NOT_EXPLAINED.forEach(asked::remove);
        for (String statements : List.of("updates", "deletes")) {
            if (asked.containsKey(statements)) {
                BsonArray first = new BsonArray(asked.getArray(statements).subList(0, 1));
                asked.put(statements, first);
            }
        }
        String plan = database.runCommand(
                        new BsonDocument("explain", asked).append("verbosity", new BsonString("queryPlanner")))
                .toJson();
        assertThat(plan).as(asked.toJson()).doesNotContain("COLLSCAN");
    }
}

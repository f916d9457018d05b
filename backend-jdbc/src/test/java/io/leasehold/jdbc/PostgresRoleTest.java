package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role with the rights that docs/postgresql.md names, and no other, does all that a store does once an owner has prepared it. */
class PostgresRoleTest {
    private static final Pattern SQL = Pattern.compile("## The least rights.*?```sql\\n(.*?)```", Pattern.DOTALL);
    private static final StoreOptions KEPT = StoreOptions.DEFAULT
            .callTimeout(Duration.ofMinutes(1))
            .retention(Retention.DEFAULT.tombstones(Duration.ofHours(1)));

    private final String uri = Postgres.uri();
    private final String schema = uri.substring(uri.lastIndexOf('=') + 1);
    private final String role = schema + "_worker";
    private final String roles = uri.replaceAll("(user|password)=[^&]*&?", "") + "&user=" + role + "&password=arbeit";

    @BeforeEach
    void anOwnerHasPrepared() throws IOException {
        LeaseStores.open(uri, KEPT, PrepareMode.CREATE).close();
        Postgres.run(uri, "CREATE ROLE " + role + " LOGIN PASSWORD 'arbeit'");
        Matcher block = SQL.matcher(Files.readString(Path.of("../docs/postgresql.md")));
        assertThat(block.find()).isTrue();
        Postgres.run(uri, block.group(1).replace("SCHEMA …", "SCHEMA " + schema).replace("TO worker", "TO " + role));
    }

    @AfterEach
    void close() {
        Postgres.run(uri, "DROP OWNED BY " + role);
        Postgres.run(uri, "DROP ROLE " + role);
        Postgres.drop(uri);
    }

    @Test
    void itDoesAllThatAStoreDoes() throws Exception {
        for (PrepareMode mode : PrepareMode.values()) {
            LeaseStores.open(roles, KEPT, mode).close();
        }
        try (LeaseStore store = LeaseStores.open(roles, KEPT, PrepareMode.CREATE)) {
            LeaseId dead = Samples.granted(store, 1);
            LeaseId lease = Samples.granted(store, 2);
            Samples.submit(store, "a", "b", "c");
            assertThat(Samples.claim(store, dead, 2)).hasSize(3);
            store.end(dead, LeaseEnd.LAPSED);
            store.renew(lease, Samples.TTL, Load.NONE);
            assertThat(store.survey(new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64))
                            .orphans())
                    .isTrue();
            List<JobRecord> jobs = Samples.claim(store, lease, 2, dead);
            assertThat(jobs).hasSize(3);
            assertThat(Samples.claim(store, lease, 2, dead)).isEqualTo(jobs);
            assertThat(store.write(List.of(write(jobs.get(0), false)))).allMatch(WriteAnswer.Applied.class::isInstance);
            inTransaction(store, write(jobs.get(1), false));
            assertThat(store.owned(lease, Optional.empty()).jobs()).hasSize(3);
            assertThat(store.write(List.of(write(jobs.get(2), true)))).allMatch(WriteAnswer.Applied.class::isInstance);
            JobRecord last = jobs.get(2);
            store.command(new Command(last.id(), last.run(), 0, new Command.Stop()));
            store.command(new Command(last.id(), last.run(), 1, new Command.Delete(true)));
            assertThat(store.find(new JobId("none"))).isEmpty();
            assertThat(store.list(JobQuery.all()).jobs()).hasSize(2);
            LockName lock = new LockName("lock");
            assertThat(store.takeLock(lock, lease, 0).token()).isEqualTo(1);
            store.releaseLock(lock, lease, 1, Duration.ZERO);
            rings(store);
            for (int pass = 0; pass < 3; pass++) {
                new StoredTime(uri, "leasehold").pass(Duration.ofHours(2));
                tidy(store);
            }
        }
    }

    private static void inTransaction(LeaseStore store, Write write) throws Exception {
        @SuppressWarnings("unchecked")
        var ability = (SameTransaction<Connection>) SameTransaction.of(store).orElseThrow();
        assertThat(ability.perform(write, Duration.ofSeconds(20), connection -> {}))
                .isInstanceOf(WriteAnswer.Applied.class);
    }

    private static Write write(JobRecord job, boolean release) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                1,
                job.progress(),
                Optional.empty(),
                release);
    }

    private static void rings(LeaseStore store) throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(((Subscribable) store).subscribe(heard::release)).isPresent();
        heard.drainPermits();
        long before = store.bell();
        store.ring();
        assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.bell()).isGreaterThan(before);
    }

    private static void tidy(LeaseStore store) {
        Optional<String> cursor = Optional.empty();
        do {
            TidyAnswer answer = store.tidy(cursor);
            cursor = answer.next();
        } while (cursor.isPresent());
    }

    @Test
    void itMakesNoTable() {
        assertThatThrownBy(() -> LeaseStores.open(roles, KEPT.namespace("another"), PrepareMode.CREATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("42501");
    }
}

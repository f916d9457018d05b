package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.AllOutput;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** No credential is in any log, exception or text when a PostgreSQL server is worked with, or refuses. */
class PostgresNoCredentialTest {
    private static final String SECRET = "g3h31m";
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(2));

    @Test
    void aRoleWithAPasswordIsUsedAndNothingShowsIt() {
        String uri = Postgres.uri();
        String schema = uri.substring(uri.lastIndexOf('=') + 1);
        String role = schema + "_joe";
        String joes = uri.replaceAll("(user|password)=[^&]*&?", "") + "&user=" + role + "&password=";
        Postgres.run(uri, "CREATE ROLE " + role + " LOGIN PASSWORD '" + SECRET + "'");
        Postgres.run(uri, "GRANT ALL ON SCHEMA " + schema + " TO " + role);
        try (AllOutput output = new AllOutput()) {
            try (LeaseStore store = LeaseStores.open(joes + SECRET, SHORT, PrepareMode.CREATE)) {
                LeaseId lease = Samples.granted(store, 1);
                Samples.submit(store, "a");
                output.show(store.renew(lease, Samples.TTL, Load.NONE));
                output.show(Samples.claim(store, lease, 2));
                output.show(store);
                output.show(store.describe());
            }
            Postgres.run(uri, "ALTER ROLE " + role + " NOLOGIN");
            for (String password : List.of(SECRET, "a%26b=" + SECRET, SECRET + "%20" + SECRET)) {
                opening(output, joes + password);
            }
            borrowing(output, uri, role);
            assertThat(output.text())
                    .contains("28000")
                    .contains("StoreRejected")
                    .doesNotContain(SECRET);
        } finally {
            Postgres.run(uri, "DROP OWNED BY " + role);
            Postgres.run(uri, "DROP ROLE " + role);
            Postgres.drop(uri);
        }
    }

    private static void opening(AllOutput output, String uri) {
        try (LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE)) {
            output.show(store);
        } catch (StoreException | IllegalArgumentException trouble) {
            output.show(trouble);
        }
    }

    private static void borrowing(AllOutput output, String uri, String role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(uri.replaceAll("(user|password)=[^&]*&?", ""));
        source.setUser(role);
        source.setPassword("wrong" + SECRET);
        try (LeaseStore store = JdbcLeaseStore.over(source, SHORT)) {
            output.show(store);
        } catch (StoreException trouble) {
            output.show(trouble);
        }
    }
}

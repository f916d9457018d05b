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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** No credential is in any log, exception or text when a MariaDB server is worked with, or refuses, through either driver. */
@WithMariaDb
class MariaDbNoCredentialTest {
    private static final String SECRET = "g3h31m";
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(2));

    @Test
    void aUserWithAPasswordIsUsedAndNothingShowsIt() throws SQLException {
        String uri = MariaDb.uri();
        String joe = "joe_" + MariaDb.database(uri).substring("leasehold_".length());
        MariaDb.run(uri, "CREATE USER " + joe + " IDENTIFIED BY '" + SECRET + "'");
        MariaDb.run(uri, "GRANT ALL ON " + MariaDb.database(uri) + ".* TO " + joe);
        try (AllOutput output = new AllOutput()) {
            for (String scheme : List.of("jdbc:mariadb:", "jdbc:mysql:")) {
                using(output, MariaDb.uri(uri, joe, SECRET).replace("jdbc:mariadb:", scheme));
            }
            MariaDb.run(uri, "ALTER USER " + joe + " ACCOUNT LOCK");
            for (String password : List.of(SECRET, "a%26b=" + SECRET, SECRET + "%20" + SECRET)) {
                opening(output, MariaDb.uri(uri, joe, password));
                opening(output, MariaDb.uri(uri, joe, password).replace("jdbc:mariadb:", "jdbc:mysql:"));
            }
            borrowing(output, uri, joe);
            assertThat(output.text())
                    .contains("Access denied")
                    .contains("StoreRejected")
                    .doesNotContain(SECRET);
        } finally {
            MariaDb.run(uri, "DROP USER " + joe);
            MariaDb.drop(uri);
        }
    }

    private static void using(AllOutput output, String uri) {
        try (LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE)) {
            LeaseId lease = Samples.granted(store, 1);
            Samples.submit(store, "a");
            output.show(store.renew(lease, Samples.TTL, Load.NONE));
            output.show(Samples.claim(store, lease, 2));
            output.show(store);
            output.show(store.describe());
        }
    }

    private static void opening(AllOutput output, String uri) {
        try (LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE)) {
            output.show(store);
        } catch (StoreException | IllegalArgumentException trouble) {
            output.show(trouble);
        }
    }

    private static void borrowing(AllOutput output, String uri, String user) throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(uri.replaceFirst("\\?.*", ""));
        source.setUser(user);
        source.setPassword("wrong" + SECRET);
        try (LeaseStore store = JdbcLeaseStore.over(source, SHORT)) {
            output.show(store);
        } catch (StoreException trouble) {
            output.show(trouble);
        }
    }
}

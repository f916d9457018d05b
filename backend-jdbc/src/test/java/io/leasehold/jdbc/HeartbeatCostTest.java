package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heartbeat writes one row of one table by one statement, however many jobs its lease owns: counted by the database. */
class HeartbeatCostTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void oneRenewalWritesOneRow(int jobs) throws Exception {
        String uri = Stores.memoryUri();
        try (LeaseStore store = Stores.open(uri, "leasehold")) {
            LeaseId lease = Samples.granted(store, 1);
            Bulk.load(uri, "mail", lease, jobs);
            RowCounter.watch(uri, "leasehold");
            RowCounter.taken();
            List<String> before = statements(uri);

            LeaseState state = store.renew(lease, Samples.TTL, new Load(jobs, 0, 1));

            assertThat(state).isEqualTo(new LeaseState.Live(Samples.TTL));
            assertThat(RowCounter.taken()).isEqualTo(Map.of("leasehold_lease", 1));
            assertThat(store.owned(lease, java.util.Optional.empty()).jobs()).hasSize(Math.min(jobs, 1_000));
            List<String> during = statements(uri);
            during.removeAll(before);
            assertThat(during)
                    .filteredOn(sql -> sql.contains("UPDATE"))
                    .singleElement()
                    .asString()
                    .contains("heard_at");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void theEndOfALeaseWritesOneRow(int jobs) throws Exception {
        String uri = Stores.memoryUri();
        try (LeaseStore store = Stores.open(uri, "leasehold")) {
            LeaseId lease = Samples.granted(store, 1);
            Bulk.load(uri, "mail", lease, jobs);
            RowCounter.watch(uri, "leasehold");
            RowCounter.taken();

            store.end(lease, io.leasehold.store.LeaseEnd.CLEAN);

            assertThat(RowCounter.taken()).isEqualTo(Map.of("leasehold_lease", 1));
        }
    }

    /** What the database says it has run so far; asking switches its statistics on. */
    private static List<String> statements(String uri) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(uri);
                Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_STATISTICS TRUE");
            try (ResultSet row = statement.executeQuery(
                    "SELECT SQL_STATEMENT FROM INFORMATION_SCHEMA.QUERY_STATISTICS WHERE SQL_STATEMENT LIKE '%leasehold_%'")) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }
}

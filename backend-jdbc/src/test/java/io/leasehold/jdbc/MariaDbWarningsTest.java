package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R24: what a user hears of a MariaDB server that may lose or confuse what it keeps. */
@WithMariaDb
class MariaDbWarningsTest {
    private final String uri = MariaDb.uri();

    @AfterEach
    void drop() {
        MariaDb.drop(uri);
    }

    @Test
    void aServerAsItShouldBeDeservesNone() {
        Stores.open(uri, "leasehold").close();

        assertThat(warnings()).isEmpty();
    }

    @Test
    void aLogThatIsNotFlushedAtEveryCommitIsWarnedOf() {
        MariaDb.run(uri, "SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        try {
            assertThat(warnings()).singleElement().asString().startsWith("innodb_flush_log_at_trx_commit is not 1");
        } finally {
            MariaDb.run(uri, "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Test
    void tablesThatSomebodyHasConvertedAreWarnedOf() throws SQLException {
        Stores.open(uri, "leasehold").close();
        MariaDb.run(uri, "ALTER TABLE leasehold_job CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        MariaDb.run(uri, "ALTER TABLE leasehold_meta ENGINE = Aria");

        assertThat(warnings())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("table leasehold_job compares texts by utf8mb4_general_ci"))
                .anyMatch(line -> line.startsWith("table leasehold_meta is kept by Aria"));
    }

    private List<String> warnings() {
        try (LeaseStore store = new JdbcStoreProvider().open(uri, StoreOptions.DEFAULT)) {
            store.prepare(PrepareMode.NONE);
            return store.describe().warnings();
        }
    }
}

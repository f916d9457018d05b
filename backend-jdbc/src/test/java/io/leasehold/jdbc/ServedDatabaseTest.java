package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R24: what a user of an H2 server should hear, of whose process this one knows nothing. */
class ServedDatabaseTest {
    @TempDir
    private Path folder;

    private Server server;

    @BeforeEach
    void serve() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aDatabaseInTheServersMemoryIsWarnedOf() {
        try (LeaseStore store = LeaseStores.open(uri("mem:x"))) {
            assertThat(store.describe().warnings())
                    .containsExactly("nothing is kept when the server's process ends:"
                            + " a database in memory is for tests alone");
        }
    }

    @Test
    void aFileOfTheServerIsWarnedOfWhileItsWritesAreDelayed() {
        try (LeaseStore store = LeaseStores.open(uri("./x"))) {
            assertThat(store.describe().warnings()).containsExactly(H2Dialect.WRITE_DELAY_WARNING);
        }
        try (LeaseStore store = LeaseStores.open(uri("./x") + ";WRITE_DELAY=0")) {
            assertThat(store.describe().warnings()).isEmpty();
            Samples.submit(store, "a");
            assertThat(store.find(new JobId("a"))).isPresent();
        }
    }

    private String uri(String name) {
        return "jdbc:h2:tcp://localhost:" + server.getPort() + "/" + name;
    }
}

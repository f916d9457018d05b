package io.leasehold.jdbc;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.wire.KilledServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgresKilledTest extends KilledServer {
    @TempDir
    private Path folder;

    private PostgresProcess server;

    @BeforeEach
    void start() throws IOException {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("a PostgreSQL server is at hand for this kind of machine")
                .isEqualTo("Linux amd64");
        server = PostgresProcess.started(folder.resolve("cluster"));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected String uri() {
        return server.uri();
    }

    @Override
    protected void freeze() {
        server.freeze();
    }

    @Override
    protected void thaw() {
        server.thaw();
    }

    @Override
    protected void killAndRestart() {
        server.killAndRestart();
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new JdbcStoreProvider().open(uri, options);
    }
}

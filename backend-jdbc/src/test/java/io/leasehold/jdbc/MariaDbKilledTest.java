package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.MariaDbProcess;
import io.leasehold.testservers.wire.KilledServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server of its own, which can be killed; one that is given from outside is left alone. */
@EnabledIf(
        value = "io.leasehold.testservers.MariaDbProcess#isAtHand",
        disabledReason = "no MariaDB server can be started: run Maven with -Dmariadb on Linux")
class MariaDbKilledTest extends KilledServer {
    private MariaDbProcess server;

    @BeforeEach
    void start() {
        server = MariaDbProcess.started(List.of());
    }

    @AfterEach
    void close() {
        server.close();
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

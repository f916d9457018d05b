package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import io.leasehold.tck.StoreUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A SQL database as the kit sees it. */
class SqlUnderTest
        implements StoreUnderTest.CanLoseLeases,
                StoreUnderTest.CanNameOwners,
                StoreUnderTest.CanFail,
                StoreUnderTest.CanTransact<Connection> {
    private final StoredTime time;
    private final String uri;
    private final StoreOptions options;
    private final UserTable users;
    private final Scissors scissors = new Scissors();
    private LeaseStore store;
    private Optional<LeaseStore> another = Optional.empty();
    private Optional<LeaseStore> failing = Optional.empty();

    SqlUnderTest(String uri, StoreOptions options) {
        this.uri = uri;
        this.options = options;
        users = new UserTable(uri);
        time = new StoredTime(uri, options.namespace());
        openClients();
    }

    final void openClients() {
        failing = Optional.empty();
        store = client();
        another = Optional.empty();
    }

    private LeaseStore client() {
        return new JdbcStoreProvider().open(uri, options);
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public void pass(Duration passed) {
        time.pass(passed);
    }

    @Override
    public synchronized LeaseStore another() {
        if (another.isEmpty()) {
            another = Optional.of(client());
        }
        return another.get();
    }

    @Override
    public void lose(LeaseId lease) {
        time.lose(lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        time.name(job, owner);
    }

    @Override
    public LeaseStore failing() {
        if (failing.isEmpty()) {
            failing = Optional.of(JdbcLeaseStore.over(CutConnections.of(Direct.source(uri), scissors), options));
        }
        return failing.get();
    }

    @Override
    public void cut(int nth, Cut cut) {
        scissors.cut(nth, cut);
    }

    @Override
    public boolean mend() {
        return scissors.mend();
    }

    @Override
    public Class<Connection> connectionType() {
        return Connection.class;
    }

    @Override
    public void table() {
        users.make();
    }

    @Override
    public void add(Connection connection, String row) {
        run(() -> UserTable.add(connection, row));
    }

    @Override
    public List<String> rows() {
        return users.rows();
    }

    @Override
    public Connection begin() {
        try {
            return users.begin();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void commit(Connection connection) {
        run(connection::commit);
    }

    @Override
    public void rollback(Connection connection) {
        run(connection::rollback);
    }

    private static void run(InSql what) {
        try {
            what.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface InSql {
        void run() throws SQLException;
    }

    @Override
    public void close() {
        closeClients();
    }

    final void closeClients() {
        failing.ifPresent(LeaseStore::close);
        another.ifPresent(LeaseStore::close);
        store.close();
    }

    /** One in a file, which is closed when the last client is. */
    static final class InFile extends SqlUnderTest implements StoreUnderTest.CanReopen {
        InFile(String uri, StoreOptions options) {
            super(uri, options);
        }

        @Override
        public void reopen() {
            closeClients();
            openClients();
        }
    }
}

package io.leasehold.simulator.real;

import io.leasehold.simulator.realtime.FreshFolder;
import io.leasehold.simulator.realtime.Patience;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Opens one store for each instance, all on the same database: the one that a URI names, or an H2 file in a fresh folder that is
 * deleted at the end. One more is held for the whole run, to look with.
 */
final class StoreSource implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String uri;
    private final UnaryOperator<String> wire;
    private final StoreOptions options;
    private final Optional<FreshFolder> folder;
    private final LeaseStore observer;

    /** {@code wire}: by what URI the instances reach what this URI names. */
    StoreSource(Optional<String> given, UnaryOperator<String> wire, StoreOptions options) {
        this.options = options;
        this.wire = wire;
        this.folder = given.isPresent() ? Optional.empty() : Optional.of(FreshFolder.make());
        this.uri = given.or(
                        () -> folder.map(fresh -> "jdbc:h2:file:" + fresh.path().resolve("store")))
                .orElseThrow();
        try {
            this.observer = LeaseStores.open(uri, options, PrepareMode.CREATE);
        } catch (RuntimeException e) {
            deleteFolderAfter(e);
            throw e;
        }
    }

    /** A store to look with; closed with this. */
    LeaseStore observer() {
        return observer;
    }

    /** A store for one instance. A store on this process's heap lives in its object, so all share that. */
    LeaseStore open() throws InterruptedException {
        return uri.equals("memory:") ? observer : opened(System.nanoTime());
    }

    /** Who starts while the store can't be reached is started again, a little later; a store that stays away ends the run. */
    private LeaseStore opened(long since) throws InterruptedException {
        try {
            return LeaseStores.open(wire.apply(uri), options, PrepareMode.CREATE);
        } catch (StoreUnavailable | UnknownOutcome e) {
            if (System.nanoTime() - since > START.toNanos()) {
                throw e;
            }
            Patience.await(() -> false, PAUSE);
            return opened(since);
        }
    }

    @Override
    public void close() {
        observer.close();
        deleteFolder();
    }

    /**
     * A connection to the same database, beside all stores; for whoever asks to close.
     *
     * @throws IllegalArgumentException if the URI is one that only the store can read
     */
    Connection connection() {
        if (!uri.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "--delivery in-store needs a connection beside the store: give --store as"
                            + " jdbc:…, as in jdbc:postgresql://HOST/DATABASE?user=NAME");
        }
        try {
            return DriverManager.getConnection(opensFile() ? uri + ";AUTO_SERVER=TRUE" : uri);
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the store's database can't be reached by a connection beside the store (" + e.getSQLState() + "/"
                            + e.getErrorCode() + ")");
        }
    }

    /** An H2 file is open already, here or elsewhere. */
    private boolean opensFile() {
        String upper = uri.toUpperCase(Locale.ROOT);
        return upper.matches("JDBC:H2:(?!MEM:|TCP:|SSL:).*") && !upper.contains(";AUTO_SERVER=");
    }

    /** A folder that can't be deleted is told beside the problem, never in its place. */
    private void deleteFolderAfter(RuntimeException problem) {
        try {
            deleteFolder();
        } catch (UncheckedIOException e) {
            problem.addSuppressed(e);
        }
    }

    private void deleteFolder() {
        folder.ifPresent(FreshFolder::close);
    }
}

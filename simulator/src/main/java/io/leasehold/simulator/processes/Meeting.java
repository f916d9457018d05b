package io.leasehold.simulator.processes;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the instances meet: the store that a URI names, or an H2 file in this folder. This process opens it first and so hosts such a file,
 * unless a process of its own is to. Used by one thread.
 */
final class Meeting implements AutoCloseable {
    private final String uri;
    private final Optional<Host> host;
    private final LeaseStore observer;

    private Meeting(String uri, Optional<Host> host, LeaseStore observer) {
        this.uri = uri;
        this.host = host;
        this.observer = observer;
    }

    /**
     * Opens it.
     *
     * @param hosted whether a process of its own is to host the H2 file
     * @throws IllegalArgumentException if processes can't share this store, or nobody can host it
     */
    static Meeting at(Optional<String> given, boolean hosted, StoreOptions options, Launch launch, Path folder) {
        String uri = given.orElseGet(() -> "jdbc:h2:file:" + folder.resolve("store"));
        check(uri.toLowerCase(Locale.ROOT), hosted);
        Optional<Host> host = hosted ? Optional.of(Host.of(uri, launch)) : Optional.empty();
        try {
            return new Meeting(uri, host, LeaseStores.open(uri, options, PrepareMode.CREATE));
        } catch (RuntimeException e) {
            host.ifPresent(Host::close);
            throw e;
        }
    }

    private static void check(String uri, boolean hosted) {
        if (uri.startsWith("memory:") || uri.startsWith("jdbc:h2:mem:")) {
            throw new IllegalArgumentException(
                    "processes share no memory: --store must name a server, or a file as in" + " jdbc:h2:file:/path");
        }
        boolean file = uri.startsWith("jdbc:h2:") && !uri.startsWith("jdbc:h2:tcp:") && !uri.startsWith("jdbc:h2:ssl:");
        if (hosted && !file) {
            throw new IllegalArgumentException(
                    "--kill-host goes with an H2 file, which one of the processes hosts: leave --store out");
        }
    }

    String uri() {
        return uri;
    }

    /** A store to look with; closed with this. */
    LeaseStore observer() {
        return observer;
    }

    /** SIGKILL to the process that hosts the file. */
    void killHost() {
        host.ifPresent(Host::kill);
    }

    @Override
    public void close() {
        observer.close();
        host.ifPresent(Host::close);
    }
}

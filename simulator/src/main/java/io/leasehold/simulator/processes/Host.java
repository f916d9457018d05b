package io.leasehold.simulator.processes;

import java.io.IOException;
import java.nio.file.Files;

/** A process of its own that hosts the H2 file for all others. Used by one thread. */
final class Host implements AutoCloseable {
    private static final String NAME = "host";

    private final Jvm jvm;

    private Host(Jvm jvm) {
        this.jvm = jvm;
    }

    /** Starts it, and waits until it hosts this store's file. */
    static Host of(String uri, Launch launch) {
        Host host = new Host(new Jvm(launch.start(NAME, HostProgram.class)));
        try {
            host.jvm.say(uri);
            if (host.jvm.lines().readLine() == null) {
                throw new IllegalStateException(
                        "it ended at once; it said: " + String.join(" ", Files.readAllLines(launch.log(NAME))));
            }
            return host;
        } catch (IOException | RuntimeException e) {
            host.kill();
            throw new IllegalStateException("the host of the H2 file can't be used: " + e.getMessage(), e);
        }
    }

    /** SIGKILL. */
    void kill() {
        jvm.kill();
    }

    /** Has it end by itself. */
    @Override
    public void close() {
        try {
            jvm.close();
        } catch (IOException e) {
            jvm.kill();
        }
        if (!jvm.gone()) {
            jvm.kill();
        }
    }
}

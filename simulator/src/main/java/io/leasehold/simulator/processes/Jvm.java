package io.leasehold.simulator.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that this one started: its pipes, and the signals that it gets. Its pipes stay open when it gets one: what it has said is read
 * to the end. Frozen and thawed by one thread at a time, otherwise thread-safe.
 */
final class Jvm {
    /** How long a process may take to be gone once the operating system was told, or it told itself, to end it. */
    private static final Duration GONE = Duration.ofSeconds(60);

    private final Process process;
    private @Nullable Freezer freezer;

    Jvm(Process process) {
        this.process = process;
    }

    /** What it says; used by one thread. */
    BufferedReader lines() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Has it hear this. */
    void say(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Its exit code, once it is gone: that of the signal and 128 if one ended it. */
    int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL, and its end. */
    void kill() {
        process.toHandle().destroyForcibly();
        gone();
    }

    /** SIGSTOP. */
    void freeze() {
        freezer = Freezer.stop(process.pid());
    }

    /** SIGCONT, if it was stopped. */
    void thaw() {
        if (freezer != null) {
            freezer.close();
            freezer = null;
        }
    }

    /** Waits for its end, which has been brought about. */
    boolean gone() {
        return gone(GONE);
    }

    /** The same, so long at most. */
    boolean gone(Duration most) {
        try {
            return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives its pipes back. */
    void close() throws IOException {
        process.getOutputStream().close();
        process.getInputStream().close();
    }
}

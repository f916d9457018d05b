package io.leasehold.simulator.processes;

import java.io.IOException;

/**
 * Holds one process at a standstill: a shell that sends it SIGSTOP, waits at its standard input and sends it SIGCONT when that
 * ends. So a frozen process wakes, and then notices that it is alone, even if this process dies meanwhile, by a Ctrl-C or with its
 * terminal, too. Used by one thread at a time.
 */
final class Freezer implements AutoCloseable {
    private static final String SCRIPT =
            "trap '' INT HUP; kill -STOP \"$1\" && echo stopped; read -r end; kill -CONT \"$1\"";

    private final Process shell;

    private Freezer(Process shell) {
        this.shell = shell;
    }

    /** Answers once the process has been sent SIGSTOP. */
    static Freezer stop(long pid) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!"stopped".equals(shell.inputReader().readLine())) {
                throw new IllegalStateException("process " + pid + " could not be sent SIGSTOP");
            }
            return new Freezer(shell);
        } catch (IOException e) {
            throw new IllegalStateException("no shell could be started to send SIGSTOP: " + e.getMessage(), e);
        }
    }

    /** Has SIGCONT sent, and waits for that. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("SIGCONT could not be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.leasehold.testservers;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Signals to a process that the test started, and to all that this process started. */
public final class Signals {
    private static final long MOST_SECONDS = 20;

    private Signals() {}

    /** SIGSTOP: connections stay, and nothing is answered. */
    public static void freeze(ProcessHandle process) {
        all(process, "STOP");
    }

    /** SIGCONT: it goes on where it stood. */
    public static void thaw(ProcessHandle process) {
        all(process, "CONT");
    }

    /** SIGKILL; returns when all of them have ended. */
    public static void kill(ProcessHandle process) {
        for (ProcessHandle ended : all(process, "KILL")) {
            ended.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    /** The process first, so that it starts no more of them; a look more, for those that it had just started. */
    private static Set<ProcessHandle> all(ProcessHandle process, String signal) {
        Set<ProcessHandle> reached = new LinkedHashSet<>();
        Set<ProcessHandle> found = family(process);
        send(signal, process);
        reached.add(process);
        while (!reached.containsAll(found)) {
            found.stream().filter(reached::add).forEach(each -> send(signal, each));
            found = family(process);
        }
        return reached;
    }

    private static Set<ProcessHandle> family(ProcessHandle process) {
        Set<ProcessHandle> family = new LinkedHashSet<>();
        family.add(process);
        process.descendants().forEach(family::add);
        return family;
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            // Whoever has ended by itself needs no signal: what kill says of it doesn't matter.
            if (!new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill -" + signal + " " + process.pid() + " doesn't end");
            }
        } catch (IOException e) {
            throw new IllegalStateException("no signal can be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

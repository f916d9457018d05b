package io.leasehold.simulator.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts JVMs: this process's own Java and class path, a small heap, and no more compiling than a short life is worth. A Ctrl-C, which a
 * terminal sends to all of its processes, ends none of them: the one that started them has them end.
 *
 * @param classPath theirs
 * @param logs the folder where each one's standard error goes, as NAME.log
 */
record Launch(String classPath, Path logs) {
    /** What a process ignores when it is started, Java goes on to ignore. */
    private static final String HEEDLESS = "trap '' INT; exec \"$@\"";

    /** The class path of this process. */
    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** Starts this program; its standard streams are pipes of this process's. */
    Process start(String name, Class<?> program) {
        List<String> command = List.of(
                "sh",
                "-c",
                HEEDLESS,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                program.getName());
        try {
            return new ProcessBuilder(command).redirectError(log(name).toFile()).start();
        } catch (IOException e) {
            throw new IllegalStateException("process " + name + " can't be started: " + e.getMessage(), e);
        }
    }

    /** What it wrote to standard error. */
    Path log(String name) {
        return logs.resolve(name + ".log");
    }
}

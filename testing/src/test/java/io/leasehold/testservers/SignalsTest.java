package io.leasehold.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Signals reach a process and what that has started. */
class SignalsTest {
    private final Process shell = started("sleep 1000 & sleep 1000 & wait");

    private static Process started(String script) {
        try {
            return new ProcessBuilder("sh", "-c", script).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        Signals.kill(shell.toHandle());
    }

    @Test
    void aKilledProcessTakesThoseWithItThatItStarted() {
        await().until(() -> shell.descendants().count() == 2);
        var started = shell.descendants().toList();

        Signals.kill(shell.toHandle());

        assertThat(shell.isAlive()).isFalse();
        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    /** The state letter of Linux: T is stopped. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFrozenProcessStandsUntilItIsThawed() {
        await().until(() -> shell.descendants().count() == 2);

        Signals.freeze(shell.toHandle());
        assertThat(states()).containsOnly("T").hasSize(3);
        Signals.thaw(shell.toHandle());
        assertThat(states()).doesNotContain("T").hasSize(3);
    }

    private List<String> states() {
        return Stream.concat(Stream.of(shell.toHandle()), shell.descendants())
                .map(SignalsTest::state)
                .toList();
    }

    private static String state(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", 2)[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program that takes a lock. */
class ReadmeLockTest {
    @TempDir
    private Path folder;

    @Test
    void theNextOneRunsUnderTheNextTokenOnceTheLeastTimeIsOver() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Invoices", folder);

        assertThat(lines(program))
                .isEqualTo("invoice 1 under token 1, invoice 2 under token 1, invoice 3 under token 1, done");
        assertThat(lines(program))
                .isEqualTo("invoice 1 under token 2, invoice 2 under token 2, invoice 3 under token 2, done");
    }

    private static String lines(ReadmeProgram program) throws Exception {
        try (ReadmeProgram.Run run = program.start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> run.lines().contains("done") || !run.alive());
            await().atMost(Duration.ofSeconds(60)).until(() -> !run.alive());
            return String.join(", ", run.lines());
        }
    }
}

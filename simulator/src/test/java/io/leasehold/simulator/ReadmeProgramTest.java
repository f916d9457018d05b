package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program in the README, and the one that writes its values as JSON. */
class ReadmeProgramTest {
    @TempDir
    private Path folder;

    @Test
    void compilesRunsEndsOnSigtermAndChangesNothingAtASecondStart() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Reminders", folder);

        try (ReadmeProgram.Run first = program.start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> first.lines().size() == 3 || !first.alive());
            assertThat(first.lines()).hasSize(3);
            assertThat(first.lines().get(0)).matches("user-42/[0-9a-f]{16}/1 Welcome!");
            assertThat(first.lines().get(2)).endsWith("/3 One month with us.");
            first.end();
        }
        try (ReadmeProgram.Run second = program.start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> second.errors().stream().anyMatch(line -> line.contains("joined")));
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(second.lines()::isEmpty);
            second.end();
        }
    }

    @Test
    void valuesWrittenAsJsonComeBackAtTheNextStart() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Courses", folder);

        try (ReadmeProgram.Run first = program.start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !first.lines().isEmpty() || !first.alive());
            first.end();
            assertThat(first.lines().get(0)).endsWith("/1 Sms[to=+91 98450 00042, text=Lesson 1]");
        }
        try (ReadmeProgram.Run second = program.start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> second.lines().stream().anyMatch(line -> line.contains("/3 ")) || !second.alive());
            assertThat(second.lines())
                    .last()
                    .asString()
                    .endsWith("/3 Mail[to=+91 98450 00042, subject=Your certificate]");
            second.end();
        }
    }
}

package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Test
    void theButtonsDoWhatTheySay() throws Exception {
        ReadmeProgram reminders = ReadmeProgram.compiled("Reminders", folder);
        ReadmeProgram buttons = ReadmeProgram.compiled("Buttons", folder);
        try (ReadmeProgram.Run run = reminders.start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> run.lines().size() == 3 || !run.alive());
            run.end();
        }

        assertThat(pressed(buttons, "stop", "user-42"))
                .singleElement()
                .asString()
                .endsWith("number=1, wish=STOPPED]");
        assertThat(pressed(buttons, "list")).singleElement().asString().startsWith("user-42 STOPPED ");
        assertThat(pressed(buttons, "stop", "user-42"))
                .singleElement()
                .asString()
                .startsWith("AlreadySo[");
        assertThat(pressed(buttons, "restart", "user-42"))
                .singleElement()
                .asString()
                .matches("Done\\[run=[0-9a-f]{16}, number=2, wish=RUNNING]");
        assertThat(pressed(buttons, "list")).containsExactly("user-42 RUNNING READY ");
        assertThat(pressed(buttons, "delete", "user-42"))
                .singleElement()
                .asString()
                .startsWith("Done[");
        assertThat(pressed(buttons, "start", "user-42")).containsExactly("Absent[deleted=Optional.empty]");
    }

    private static List<String> pressed(ReadmeProgram buttons, String... arguments) throws Exception {
        try (ReadmeProgram.Run run = buttons.start(arguments)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !run.alive() && !run.lines().isEmpty());
            return List.copyOf(run.lines());
        }
    }
}

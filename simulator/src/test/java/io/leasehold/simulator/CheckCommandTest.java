package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A history is judged from its file alone. */
class CheckCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aVirtualRunsHistoryIsGreenAndRedOnceAnEffectIsDoubledOrMissing() throws Exception {
        Path file = folder.resolve("history.jsonl");
        assertThat(execute(
                        "simulate", "--mode", "virtual", "--seeds", "1", "--seed", "3", "--history", file.toString()))
                .isZero();
        assertThat(execute("check", file.toString())).isZero();
        assertThat(out.toString()).contains("GREEN", "AUTH   kept");

        List<String> lines = Files.readAllLines(file);
        String effect = lines.stream()
                .filter(line -> line.contains("EffectStarted"))
                .findFirst()
                .orElseThrow();
        Path doubled =
                Files.writeString(folder.resolve("doubled.jsonl"), String.join("\n", lines) + "\n" + effect + "\n");
        assertThat(execute("check", doubled.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("DUP    1 violation(s)");

        Path missing = Files.writeString(
                folder.resolve("missing.jsonl"),
                lines.stream().filter(line -> !line.equals(effect)).collect(Collectors.joining("\n")));
        assertThat(execute("check", missing.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("LOSS   1 violation(s)");
    }

    @Test
    void aFileThatIsNoHistoryIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"event\":\"Nonsense\"}\n");
        assertThat(execute("check", file.toString())).isEqualTo(64);
        assertThat(err.toString()).contains("x.jsonl, line 1").doesNotContain("\tat ");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(execute("check", "nowhere.jsonl")).isEqualTo(64);
        assertThat(err.toString()).contains("history file nowhere.jsonl doesn't exist");
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

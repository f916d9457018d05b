package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Bad input gets one line on standard error and exit code 64, never a stack trace. */
class MainTest {
    private static final String RIGHT = """
            name: one
            lasting: 1m
            automations:
              - {id: a, type: message, to: someone, every: 10s, texts: [hello]}
            """;

    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<Arguments> wrong() throws Exception {
        Path fax = Files.writeString(folder.resolve("fax.yaml"), RIGHT.replace("type: message", "type: fax"));
        Path broken = Files.writeString(folder.resolve("broken.yaml"), RIGHT.replace("{id", "{{id"));
        Path longId = Files.writeString(folder.resolve("long.yaml"), RIGHT.replace("id: a", "id: " + "x".repeat(201)));
        return Stream.of(
                Arguments.of("--store ftp://h/x", "no store opens the URI \"ftp:"),
                Arguments.of("--store jdbc:oracle:thin:u/secret@h", "H2"),
                Arguments.of("--store jdbc:h2:tcp://localhost:1/x;USER=u;PASSWORD=secret", "H2"),
                Arguments.of("--store jdbc:h2:file:" + folder.resolve("x") + ";WRITE_DELAY=500", "WRITE_DELAY"),
                Arguments.of("--scenario nowhere.yaml", "scenario file nowhere.yaml doesn't exist"),
                Arguments.of("--scenario " + fax, "has the unknown type \"fax\"; known: message"),
                Arguments.of("--scenario " + broken, "broken.yaml, line 4"),
                Arguments.of("--scenario " + longId, "job id must have 1 to 200 characters, but has 201"),
                Arguments.of("--factor 11", "--factor must be between 1 and 10, but is 11"),
                Arguments.of("--factor often", "--factor"),
                Arguments.of("--instances 1", "--instances must be between 2 and 50, but is 1"),
                Arguments.of("--kills 2", "--kills must be between 5 and 100, but is 2"),
                Arguments.of("--mode magic", "--mode must be real"),
                Arguments.of("--colour blue", "--colour"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void badInputIsOneLine(String arguments, String expected) {
        int code = execute(("simulate " + arguments).split(" "));
        assertThat(err.toString()).contains(expected).doesNotContain("secret").doesNotContain("\tat ");
        assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
        assertThat(code).isEqualTo(64);
    }

    @Test
    void helpTeaches() {
        assertThat(execute("simulate", "--help")).isZero();
        assertThat(out.toString())
                .contains("Exit codes:", "INVALID", "--factor", "--kills", "--store", "--scenario", "Examples:");
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

package io.leasehold.simulator.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table in {@code docs/proof.md}, one line a broken engine. */
final class ProofTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "proof.md");
    private static final String BEGIN = "<!-- begin: written by ProofTest -->";
    private static final String END = "<!-- end -->";
    private static final String OPEN_BEGIN = "<!-- begin: what nothing notices yet, written by ProofTest -->";
    private static final String OPEN_END = "<!-- end of what nothing notices yet -->";
    private static final String OPEN_HEAD = """
            | broken engine | to be noticed by | once there is |
            |---|---|---|
            """;
    private static final String HEAD = """
            | broken engine | noticed by | single hits of the sweep | drill | seeds | seconds |
            |---|---|---|---|---|---|
            """;

    private static final String EVERY_TIME = "every time";

    private ProofTable() {}

    /** Puts this in place of the table that stands there. */
    static void write(List<Detection> detections) throws IOException {
        String text = Files.readString(DOCUMENT);
        String open = BrokenEngines.unnoticed().stream()
                .map(engine -> "| " + engine.name() + " | " + engine.oracle() + " | "
                        + engine.lacking().orElseThrow() + " |")
                .collect(Collectors.joining("\n", OPEN_HEAD, "\n"));
        String table = HEAD + detections.stream().map(ProofTable::line).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(
                DOCUMENT,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n" + table
                        + text.substring(text.indexOf(END), text.indexOf(OPEN_BEGIN) + OPEN_BEGIN.length()) + "\n"
                        + open
                        + text.substring(text.indexOf(OPEN_END)));
    }

    /** The engines, oracles and findings of sweep and drills that stand there: what doesn't depend on the machine. */
    static List<String> documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        List<String> lines = new ArrayList<>();
        text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END))
                .lines()
                .skip(HEAD.lines().count() + 1)
                .forEach(line -> lines.add(lasting(line)));
        return lines;
    }

    /** The same of what was found now. */
    static List<String> found(List<Detection> detections) {
        return detections.stream()
                .map(ProofTable::line)
                .map(ProofTable::lasting)
                .toList();
    }

    /** The drill stands for something only where the sweep notices nothing. */
    private static String lasting(String line) {
        String[] cells = line.split("\\|");
        String swept = cells[3].strip();
        String otherwise = swept.equals(EVERY_TIME) ? "" : ", " + cells[4].strip();
        return cells[1].strip() + ": " + cells[2].strip() + ", " + swept + otherwise;
    }

    private static String line(Detection detection) {
        BrokenEngine engine = detection.engine();
        String seeds = detection.seeds().isPresent()
                ? String.valueOf(detection.seeds().getAsLong())
                : "more than " + Detection.MOST_SEEDS;
        return "| " + engine.name() + " | " + engine.oracle() + " | " + (detection.swept() ? EVERY_TIME : "not")
                + " | " + detection.drill().orElse("–") + " | "
                + seeds + " | "
                + String.format(Locale.ROOT, "%.1f", detection.took().toMillis() / 1_000.0) + " |";
    }
}

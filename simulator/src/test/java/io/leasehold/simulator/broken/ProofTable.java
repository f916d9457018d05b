package io.leasehold.simulator.broken;

import io.leasehold.simulator.virtual.Drill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in {@code docs/proof.md}, one line a broken engine. */
final class ProofTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "proof.md");
    private static final String BEGIN = "<!-- begin: written by ProofTest -->";
    private static final String END = "<!-- end -->";
    private static final String HEAD = """
            | broken engine | noticed by | single hits of the sweep | drill | seeds | seconds |
            |---|---|---|---|---|---|
            """;

    private ProofTable() {}

    /** Puts this in place of the table that stands there. */
    static void write(List<Detection> detections) throws IOException {
        String text = Files.readString(DOCUMENT);
        String table = HEAD + detections.stream().map(ProofTable::line).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(
                DOCUMENT,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + "\n" + table
                        + text.substring(text.indexOf(END)));
    }

    /** The drills that stand there, by the engine, where the sweep alone doesn't notice. */
    static Map<String, Drill> drills() throws IOException {
        Map<String, Drill> drills = new LinkedHashMap<>();
        lines().map(line -> line.split("\\|"))
                .filter(cells -> cells[3].strip().equals("not"))
                .forEach(cells -> Drill.of(cells[4].strip()).ifPresent(drill -> drills.put(cells[1].strip(), drill)));
        return drills;
    }

    private static Stream<String> lines() throws IOException {
        String text = Files.readString(DOCUMENT);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END))
                .lines()
                .skip(HEAD.lines().count() + 1);
    }

    /** The engines, oracles and findings of the sweep that stand there: what depends neither on the machine nor on the order of drills. */
    static List<String> documented() throws IOException {
        return lines().map(ProofTable::lasting).toList();
    }

    /** The same of what was found now. */
    static List<String> found(List<Detection> detections) {
        return detections.stream()
                .map(ProofTable::line)
                .map(ProofTable::lasting)
                .toList();
    }

    private static String lasting(String line) {
        String[] cells = line.split("\\|");
        return cells[1].strip() + ": " + cells[2].strip() + ", " + cells[3].strip();
    }

    private static String line(Detection detection) {
        BrokenEngine engine = detection.engine();
        String seeds = detection.seeds().isPresent()
                ? String.valueOf(detection.seeds().getAsLong())
                : "more than " + Detection.TRIED_SEEDS;
        return "| " + engine.name() + " | " + engine.oracle() + " | " + (detection.swept() ? "every time" : "not")
                + " | " + detection.drill().orElse("–") + " | "
                + seeds + " | "
                + String.format(Locale.ROOT, "%.1f", detection.took().toMillis() / 1_000.0) + " |";
    }
}

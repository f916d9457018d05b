package io.leasehold.simulator.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What virtual time notices of the stores in {@code docs/broken-stores.md}. */
final class BrokenTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "broken-stores.md");
    private static final String BEGIN = "<!-- begin: in virtual time -->\n";
    private static final String END = "<!-- end: in virtual time -->";

    private BrokenTable() {}

    /** Those that are noticed, then those that are not yet. */
    static String of(List<BrokenTrial> trials) {
        String noticed = trials.stream().map(BrokenTable::line).collect(Collectors.joining("\n", """
                        | broken store | noticed by | single hits of the sweep | drill | seeds |
                        |---|---|---|---|---|
                        """, "\n"));
        String lacking = BrokenStoresTest.LACKING.entrySet().stream()
                .map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |")
                .collect(Collectors.joining("\n", """
                        | broken store that nothing notices yet | it takes |
                        |---|---|
                        """, "\n"));
        return noticed + "\n" + lacking;
    }

    private static String line(BrokenTrial trial) {
        String seeds = trial.seeds().isPresent() ? String.valueOf(trial.seeds().getAsLong()) : "";
        return "| " + trial.store().name() + " | " + trial.oracle() + " | " + (trial.swept() ? "yes" : "no") + " | "
                + trial.drill().orElse("") + " | " + seeds + " |";
    }

    /** Puts this in place of what stands there. */
    static void write(List<BrokenTrial> trials) throws IOException {
        String text = Files.readString(DOCUMENT);
        Files.writeString(
                DOCUMENT,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                        + of(trials)
                        + text.substring(text.indexOf(END)));
    }

    /** What stands there. */
    static String documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    }

    /** A table without its drills and seeds: those depend on the order of drills, and on what else is drawn. */
    static List<String> lasting(String table) {
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> String.join("|", List.of(cells).subList(0, Math.min(4, cells.length))))
                .toList();
    }
}

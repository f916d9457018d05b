package io.leasehold.tck.broken;

import io.leasehold.tck.report.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table in {@code docs/broken-stores.md}, one line a broken store. */
final class RedTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "broken-stores.md");
    private static final String BEGIN = "<!-- begin: written by BrokenStoresTest -->\n";
    private static final String END = "<!-- end -->";
    private static final List<String> RULES =
            Stream.of(Rule.values()).map(Rule::name).toList();

    private RedTable() {}

    /** The whole table. */
    static String of(List<KitRun> runs) {
        String head = "| broken store | " + String.join(" | ", RULES) + " | cases red |\n";
        String rule = "|---|" + ":-:|".repeat(RULES.size()) + "--:|\n";
        return runs.stream().map(RedTable::line).collect(Collectors.joining("\n", head + rule, "\n"));
    }

    private static String line(KitRun run) {
        return RULES.stream()
                .map(rule -> mark(run, rule))
                .collect(Collectors.joining(
                        " | ",
                        "| " + run.store().name() + " | ",
                        " | " + run.red().size() + " |"));
    }

    private static String mark(KitRun run, String rule) {
        if (!run.rules().contains(rule)) {
            return "";
        }
        return run.store().rule().equals(rule) ? "●" : "○";
    }

    /** Puts this in place of the table that stands there. */
    static void write(List<KitRun> runs) throws IOException {
        String text = Files.readString(DOCUMENT);
        Files.writeString(
                DOCUMENT,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + of(runs) + text.substring(text.indexOf(END)));
    }

    /** The stores and marks that stand there, without the numbers of cases: those change with every case that the kit gains. */
    static List<String> documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        return marks(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)));
    }

    /** The same of what was found now. */
    static List<String> found(List<KitRun> runs) {
        return marks(of(runs));
    }

    private static List<String> marks(String table) {
        return table.lines()
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2)))
                .toList();
    }
}
